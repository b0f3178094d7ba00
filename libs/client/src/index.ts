import createFetchClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './generated/api.ts';

/** Types of the API's bodies and answers, by their names in its document. */
export type Schemas = components['schemas'];
export type ApiPaths = paths;
export type ApiClient = Client<paths>;

export interface ClientOptions {
  /** Where the gateway is, such as `http://localhost:8080`. */
  baseUrl: string;
  apiKey?: string;
  /** Default: the platform's `fetch`. */
  fetch?: typeof fetch;
}

/** An answer that is no success, with what the API says of it (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly problem: Schemas['Problem'];

  constructor(problem: Schemas['Problem']) {
    const fields = (problem.errors ?? []).map(({ path, message }) => `${path}: ${message}`);
    super([problem.title, problem.detail, ...fields].filter(Boolean).join(' '));
    this.status = problem.status;
    this.problem = problem;
  }
}

/**
 * A client of the gateway: every operation by method and path, typed by its document. Success is in `data`; an answer that is none is thrown as
 * `ApiProblem`.
 *
 * @example
 * const api = createClient({ baseUrl: 'http://localhost:8080', apiKey });
 * const { data } = await api.GET('/api/v1/conversations', { params: { query: { search: 'invoice' } } });
 */
export function createClient({ baseUrl, apiKey, fetch }: ClientOptions): ApiClient {
  const client = createFetchClient<paths>({
    baseUrl,
    headers: apiKey === undefined ? {} : { 'x-api-key': apiKey },
    ...(fetch !== undefined && { fetch }),
  });
  client.use({
    async onResponse({ response }) {
      if (response.ok || response.status === 304) return undefined;
      throw new ApiProblem(await readProblem(response));
    },
  });
  return client;
}

/** What is no problem document, such as a proxy's page, becomes one. */
async function readProblem(response: Response): Promise<Schemas['Problem']> {
  const isProblem = (response.headers.get('content-type') ?? '').includes('json');
  if (isProblem) return (await response.json()) as Schemas['Problem'];
  const { status, statusText } = response;
  return {
    type: 'about:blank',
    title: statusText || `HTTP ${status}`,
    status,
    code: 'not-a-problem-document',
  };
}

interface PageOf<T> {
  items: T[];
  nextCursor: string | null;
}

/**
 * Every item of a list, page by page as they are asked for.
 *
 * @example
 * for await (const user of eachItem((cursor) => api.GET('/api/v1/users', { params: { query: { ...cursor } } })))
 *   console.log(user.userId);
 */
export async function* eachItem<T>(
  readPage: (cursor: { cursor?: string }) => Promise<{ data?: PageOf<T> }>,
): AsyncGenerator<T> {
  let cursor: string | null | undefined;
  do {
    const { data } = await readPage(cursor == null ? {} : { cursor });
    if (data === undefined) return;
    yield* data.items;
    cursor = data.nextCursor;
  } while (cursor !== null);
}
