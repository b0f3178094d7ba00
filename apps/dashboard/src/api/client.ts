const KEY = 'convoscope-api-key';

/** What the API answered instead of a success (RFC 9457). */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const setApiKey = (key: string): void => sessionStorage.setItem(KEY, key);

export const hasApiKey = (): boolean => sessionStorage.getItem(KEY) !== null;

function authorization(): Record<string, string> {
  const key = sessionStorage.getItem(KEY);
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

export type QueryParameters = Record<string, string | number | undefined>;

const toUrl = (path: string, query: QueryParameters): string => {
  const parameters = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return `/api/v1/${path}${parameters.length === 0 ? '' : `?${new URLSearchParams(parameters)}`}`;
};

async function readAnswer<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
  throw new ApiError(
    response.status,
    [problem.title ?? response.statusText, problem.detail].filter(Boolean).join(' '),
  );
}

export const getJson = async <T>(
  path: string,
  query: QueryParameters = {},
  signal?: AbortSignal,
): Promise<T> =>
  readAnswer<T>(await fetch(toUrl(path, query), { headers: authorization(), ...(signal && { signal }) }));

export const postJson = async <T>(path: string, body: unknown): Promise<T> =>
  readAnswer<T>(
    await fetch(toUrl(path, {}), {
      method: 'POST',
      headers: { ...authorization(), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

export async function getText(path: string): Promise<string> {
  const response = await fetch(toUrl(path, {}), { headers: authorization() });
  return response.ok ? response.text() : readAnswer<string>(response);
}

/**
 * Server-sent events over fetch, because EventSource cannot send the API key. Calls back with the data of each event until
 * the signal aborts or the connection ends.
 */
export async function streamJson<T>(
  path: string,
  onData: (data: T) => void,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(toUrl(path, {}), { headers: authorization(), signal });
  if (!response.ok || !response.body) return readAnswer<void>(response);
  let buffer = '';
  for await (const chunk of response.body.pipeThrough(
    new TextDecoderStream(),
  ) as unknown as AsyncIterable<string>) {
    const blocks = (buffer + chunk).split('\n\n');
    buffer = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block.split('\n').find((line) => line.startsWith('data: '));
      if (data !== undefined) onData(JSON.parse(data.slice(6)) as T);
    }
  }
}
