import type { FormEvent } from 'react';
import { setApiKey } from '../api/client.ts';

export function ApiKeyForm({ onKey }: { onKey: () => void }) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const key = new FormData(event.currentTarget).get('key');
    if (typeof key !== 'string' || key === '') return;
    setApiKey(key);
    onKey();
  };
  return (
    <form className="card key-form" onSubmit={submit}>
      <h1>Convoscope</h1>
      <label htmlFor="key">API key (the gateway's GATEWAY_API_KEY)</label>
      <input id="key" name="key" type="password" autoComplete="current-password" autoFocus />
      <button type="submit">Open</button>
    </form>
  );
}
