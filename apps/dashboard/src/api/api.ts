import { createClient } from '@convoscope/client';
import { readKey } from './key.ts';

/** What a page of another site cannot read: with it a change is known to come from ours. */
const csrfToken = (): string | undefined => /__Host-convoscope-csrf=([^;]+)/.exec(document.cookie)?.[1];

const fetchWithKey: typeof fetch = (input, init) => {
  const request = new Request(input, init);
  const [key, csrf] = [readKey(), csrfToken()];
  if (key !== null) request.headers.set('x-api-key', key);
  else if (csrf !== undefined && request.method !== 'GET') request.headers.set('x-csrf-token', csrf);
  return fetch(request);
};

/** The gateway that served the page; the only way to data. */
export const api = createClient({ baseUrl: location.origin, fetch: fetchWithKey });

/** What an operation answered; a failure was thrown before as `ApiProblem`. */
export async function answerOf<T>(asked: Promise<{ data?: T }>): Promise<T> {
  const { data } = await asked;
  if (data === undefined) throw new Error('The API answered without a body.');
  return data;
}
