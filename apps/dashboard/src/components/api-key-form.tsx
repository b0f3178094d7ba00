import type { FormEvent } from 'react';
import { setApiKey } from '../api/client.ts';

export interface ApiKeyFormProps {
  /** A key was given before, and the API did not take it. */
  isRefused: boolean;
  onKey: () => void;
}

export function ApiKeyForm({ isRefused, onKey }: ApiKeyFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const key = new FormData(event.currentTarget).get('key');
    if (typeof key !== 'string' || key === '') return;
    setApiKey(key);
    onKey();
  };
  return (
    <main>
      <form className="card key-form" onSubmit={submit}>
        <h1>Convoscope</h1>
        {isRefused && (
          <p role="alert" className="failure">
            This key was not accepted.
          </p>
        )}
        <label htmlFor="key">API key (the gateway's GATEWAY_API_KEY)</label>
        <input id="key" name="key" type="password" autoComplete="current-password" required autoFocus />
        <button type="submit">Open</button>
      </form>
    </main>
  );
}
