import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { readKey } from '../../api/key.ts';
import { QueryState } from '../../design/query-state.tsx';
import { KeyForm } from './key-form.tsx';
import { PasswordForm } from './password-form.tsx';

/** Where the gateway leaves why signing in at the issuer came to nothing. */
const FAILED = '#sign-in-failed';

/** What stands in the place of the page until somebody is let in: the ways that this installation has. */
export function SignInView({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation();
  const ways = useQuery({
    queryKey: ['sign-in'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/sign-in', { signal })),
  });
  const here = location.pathname + location.search;
  return (
    <main>
      <section className="card sign-in">
        <h1>Convoscope</h1>
        {location.hash === FAILED && (
          <p role="alert" className="failure">
            {t('signIn.issuerFailed')}
          </p>
        )}
        <QueryState query={ways}>
          {({ password, issuer }) => (
            <>
              {issuer && (
                <a className="button primary" href={`${issuer.url}?returnTo=${encodeURIComponent(here)}`}>
                  {t('signIn.with', { issuer: issuer.name })}
                </a>
              )}
              {password && <PasswordForm onSignedIn={onSignedIn} />}
              {password || issuer ? (
                <details open={readKey() !== null}>
                  <summary>{t('signIn.byKey')}</summary>
                  <KeyForm isRefused={readKey() !== null} onKey={onSignedIn} />
                </details>
              ) : (
                <KeyForm isRefused={readKey() !== null} onKey={onSignedIn} />
              )}
            </>
          )}
        </QueryState>
      </section>
    </main>
  );
}
