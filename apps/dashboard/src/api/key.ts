/** The API key a person gave: kept for all tabs of this browser until it is forgotten or refused. The only place that knows where it lies. */
const KEY = 'convoscope-api-key';

export const readKey = (): string | null => localStorage.getItem(KEY);

export const keepKey = (key: string): void => localStorage.setItem(KEY, key);

export const forgetKey = (): void => localStorage.removeItem(KEY);

/** Calls back when another tab keeps or forgets a key; returns how to stop that. */
export function onKeyChange(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent): void => {
    if (key === KEY) listener();
  };
  addEventListener('storage', onStorage);
  return () => removeEventListener('storage', onStorage);
}
