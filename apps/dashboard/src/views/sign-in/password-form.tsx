import { ApiProblem } from '@convoscope/client';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, answerOf } from '../../api/api.ts';
import { forgetKey } from '../../api/key.ts';

interface Given {
  name: string;
  password: string;
  code?: string;
}

const isCodeNeeded = (error: unknown): boolean =>
  error instanceof ApiProblem && error.problem.code === 'second-factor-needed';

/** Name and password, and the one-time code once the API asks for it. */
export function PasswordForm({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation();
  const signIn = useMutation({
    mutationFn: (body: Given) => answerOf(api.POST('/api/v1/sign-in', { body })),
    onSuccess: () => {
      // A key that is kept would be sent in the place of the session.
      forgetKey();
      onSignedIn();
    },
  });
  const wantsCode = isCodeNeeded(signIn.error) || (signIn.variables?.code !== undefined && !signIn.isSuccess);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const textOf = (field: string): string => {
      const value = form.get(field);
      return typeof value === 'string' ? value : '';
    };
    const code = textOf('code').replaceAll(/\s/g, '');
    signIn.mutate({ name: textOf('name'), password: textOf('password'), ...(code !== '' && { code }) });
  };
  return (
    <form className="key-form" onSubmit={submit}>
      {signIn.error && (
        <p role="alert" className={isCodeNeeded(signIn.error) ? 'note' : 'failure'}>
          {isCodeNeeded(signIn.error) ? t('signIn.codeNeeded') : <Why error={signIn.error} />}
        </p>
      )}
      <label htmlFor="name">{t('signIn.name')}</label>
      <input id="name" name="name" autoComplete="username" autoCapitalize="none" required autoFocus />
      <label htmlFor="password">{t('signIn.password')}</label>
      <input id="password" name="password" type="password" autoComplete="current-password" required />
      {wantsCode && (
        <>
          <label htmlFor="code">{t('signIn.code')}</label>
          <input id="code" name="code" inputMode="numeric" autoComplete="one-time-code" autoFocus required />
        </>
      )}
      <button type="submit" className="primary" disabled={signIn.isPending}>
        {t('signIn.open')}
      </button>
    </form>
  );
}

function Why({ error }: { error: Error }) {
  const { t } = useTranslation();
  const code = error instanceof ApiProblem ? error.problem.code : '';
  if (code === 'sign-in-failed') return t('signIn.failed');
  if (code === 'too-many-attempts') return t('signIn.tooMany');
  return error.message;
}
