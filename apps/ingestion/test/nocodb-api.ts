export type NocodbRow = Readonly<Record<string, unknown>>;

/** A column as a test names it; NocoDB wants a name for its database as well. */
export interface NocodbColumn {
  readonly title: string;
  readonly uidt: string;
}

/** What a test does to a real NocoDB before it ingests from it. */
export interface NocodbApi {
  /** An API token, as a service is given one. */
  readonly token: string;
  /** One request with that token; throws where the status is not 2xx. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Resolves to the id of the new base. */
  createBase(title: string): Promise<string>;
  deleteBase(baseId: string): Promise<void>;
  /** Resolves to the id of the new table, whose key is called Id. */
  createTable(baseId: string, title: string, columns: readonly NocodbColumn[]): Promise<string>;
  /** Inserts in the order given, as many rows a request as NocoDB takes; resolves to their keys. */
  insert(tableId: string, rows: readonly NocodbRow[]): Promise<number[]>;
}

export interface NocodbAccount {
  readonly url: string;
  readonly email: string;
  readonly password: string;
}

/** More are refused with status 422. */
const MAX_ROWS_PER_INSERT = 100;

const toNewColumn = ({ title, uidt }: NocodbColumn) => ({
  title,
  column_name: title.toLowerCase().replace(/\W/g, '_'),
  uidt,
});

/** Signs in over the API v2 and makes a token. */
export async function signInToNocodb({ url, email, password }: NocodbAccount): Promise<NocodbApi> {
  const request = async (
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    return JSON.parse(text) as unknown;
  };
  const post = <T>(path: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<T> =>
    request('POST', path, body, headers) as Promise<T>;

  const session = await post<{ token: string }>('/api/v2/auth/user/signin', { email, password }, {});
  const asUser = { 'xc-auth': session.token };
  const { token } = await post<{ token: string }>('/api/v1/tokens', { description: 'test' }, asUser);
  const asClient = { 'xc-token': token };
  return {
    token,
    call: (method, path, body) => request(method, path, body, asClient),
    createBase: async (title) => (await post<{ id: string }>('/api/v2/meta/bases', { title }, asUser)).id,
    async deleteBase(baseId) {
      await request('DELETE', `/api/v2/meta/bases/${baseId}`, undefined, asUser);
    },
    async createTable(baseId, title, columns) {
      const all = [{ title: 'Id', uidt: 'ID' }, ...columns];
      const body = {
        title,
        table_name: title.toLowerCase(),
        columns: all.map(toNewColumn),
      };
      return (await post<{ id: string }>(`/api/v2/meta/bases/${baseId}/tables`, body, asClient)).id;
    },
    async insert(tableId, rows) {
      const ids: number[] = [];
      for (let i = 0; i < rows.length; i += MAX_ROWS_PER_INSERT) {
        const part = rows.slice(i, i + MAX_ROWS_PER_INSERT);
        const made = await post<{ Id: number }[]>(`/api/v2/tables/${tableId}/records`, part, asClient);
        ids.push(...made.map(({ Id }) => Id));
      }
      return ids;
    },
  };
}
