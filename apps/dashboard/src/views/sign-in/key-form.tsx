import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { keepKey } from '../../api/key.ts';

export interface KeyFormProps {
  /** A key was given before, and the API did not take it. */
  isRefused: boolean;
  onKey: () => void;
}

export function KeyForm({ isRefused, onKey }: KeyFormProps) {
  const { t } = useTranslation();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const key = new FormData(event.currentTarget).get('key');
    if (typeof key !== 'string' || key === '') return;
    keepKey(key);
    onKey();
  };
  return (
    <form className="key-form" onSubmit={submit}>
      {isRefused && (
        <p role="alert" className="failure">
          {t('key.refused')}
        </p>
      )}
      <label htmlFor="key">{t('key.label')}</label>
      <input id="key" name="key" type="password" autoComplete="off" required autoFocus />
      <button type="submit" className="primary">
        {t('key.open')}
      </button>
    </form>
  );
}
