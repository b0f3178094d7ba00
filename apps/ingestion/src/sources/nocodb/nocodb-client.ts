import { PermanentError, TransientError } from '@convoscope/contracts';
import type { JsonAnswer, NocodbGet } from './nocodb-http.ts';
import { whereOf, type Clause } from './where-clause.ts';

export interface ListQuery {
  clauses: readonly Clause[];
  sort: readonly { field: string; direction: 'asc' | 'desc' }[];
  limit: number;
  /** Columns wanted; absent: all. The key always comes. */
  fields?: readonly string[];
}

export interface ListAnswer {
  /** Rows with the key under its column's title, in both API versions. */
  rows: unknown[];
  isLast: boolean;
  sizeBytes: number;
}

export interface TableRef {
  id: string;
  title: string;
  /** Title of the key column: v3 gives the key outside the fields. */
  keyTitle: string;
}

export interface ColumnInfo {
  id: string;
  title: string;
  /** NocoDB's column type, such as `SingleLineText`, `CreatedTime`. */
  type: string;
  isKey: boolean;
  /** Of a link: its kind (`bt`, `hm`, `mm`, `oo`) and the foreign key column in this table, where there is one. */
  relation: { kind: string; foreignKeyId: string | null } | null;
}

/** The read side of NocoDB's API, the same for v2 and v3. Errors: see `createNocodbGet`. */
export interface NocodbClient {
  list(table: TableRef, query: ListQuery, signal?: AbortSignal): Promise<ListAnswer>;
  count(table: TableRef, clauses: readonly Clause[], signal?: AbortSignal): Promise<number>;
  tables(signal?: AbortSignal): Promise<{ id: string; title: string }[]>;
  columns(tableId: string, signal?: AbortSignal): Promise<ColumnInfo[]>;
}

export interface NocodbClientOptions {
  version: 'v2' | 'v3';
  baseId: string;
  /** Filter and view that limit every list and count of the conversations table. */
  scopes: ReadonlyMap<string, { where: string; viewId: string }>;
}

const NO_SCOPE = { where: '', viewId: '' };

export function createNocodbClient(get: NocodbGet, options: NocodbClientOptions): NocodbClient {
  const { version, baseId } = options;
  const base = encodeURIComponent(baseId);

  const dataPath = (table: TableRef, what: 'records' | 'count'): string => {
    const id = encodeURIComponent(table.id);
    if (version === 'v3') return `/api/v3/data/${base}/${id}/${what}`;
    return `/api/v2/tables/${id}/records${what === 'count' ? '/count' : ''}`;
  };

  function scopeQuery(table: TableRef, clauses: readonly Clause[]): Record<string, string> {
    const scope = options.scopes.get(table.id) ?? NO_SCOPE;
    const where = whereOf(clauses, scope.where, version);
    return { ...(where === null ? {} : { where }), ...(scope.viewId === '' ? {} : { viewId: scope.viewId }) };
  }

  async function firstOf<T>(
    paths: readonly string[],
    read: (answer: JsonAnswer) => T,
    signal?: AbortSignal,
  ): Promise<T> {
    let failure: unknown;
    for (const path of paths) {
      try {
        return await get({ path, read }, signal);
      } catch (error) {
        if (!(error instanceof PermanentError) || error.code === 'NOCODB_UNAUTHORISED') throw error;
        failure = error;
      }
    }
    throw failure;
  }

  return {
    list(table, query, signal) {
      const params = { ...scopeQuery(table, query.clauses), ...listParams(query, version) };
      const read = (answer: JsonAnswer): ListAnswer =>
        version === 'v3' ? readV3(answer, table) : readV2(answer);
      return get({ path: dataPath(table, 'records'), query: params, read }, signal);
    },
    count: (table, clauses, signal) =>
      get({ path: dataPath(table, 'count'), query: scopeQuery(table, clauses), read: readCount }, signal),
    tables(signal) {
      const meta = `/meta/bases/${base}/tables`;
      return firstOf([`/api/${version}${meta}`, `/api/v2${meta}`], readTables, signal);
    },
    // v3 leaves out the columns NocoDB keeps itself, the times among them: v2's answer is asked for first in both cases.
    columns(tableId, signal) {
      const id = encodeURIComponent(tableId);
      return firstOf(
        [`/api/v2/meta/tables/${id}`, `/api/v3/meta/bases/${base}/tables/${id}`],
        readColumns,
        signal,
      );
    },
  };
}

function listParams(query: ListQuery, version: 'v2' | 'v3'): Record<string, string> {
  const fields = query.fields === undefined ? {} : { fields: query.fields.join(',') };
  if (version === 'v3') return { ...fields, sort: JSON.stringify(query.sort), pageSize: String(query.limit) };
  const sort = query.sort
    .map(({ field, direction }) => (direction === 'desc' ? `-${field}` : field))
    .join(',');
  return { ...fields, sort, limit: String(query.limit) };
}

function readV2({ body, sizeBytes }: JsonAnswer): ListAnswer {
  const rows = expectList(body['list'], 'list');
  const pageInfo = (body['pageInfo'] ?? {}) as { isLastPage?: unknown };
  return { rows, isLast: pageInfo.isLastPage === true, sizeBytes };
}

function readV3({ body, sizeBytes }: JsonAnswer, { keyTitle }: TableRef): ListAnswer {
  const rows = expectList(body['records'], 'records').map((record) => {
    if (typeof record !== 'object' || record === null) return record;
    const { id, fields } = record as { id?: unknown; fields?: Record<string, unknown> };
    return { ...fields, [keyTitle]: id };
  });
  return { rows, isLast: body['next'] === undefined || body['next'] === null, sizeBytes };
}

function expectList(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new TransientError(`NocoDB's answer has no array "${name}"`, { code: 'NOCODB_MALFORMED_BODY' });
}

function readCount({ body }: JsonAnswer): number {
  const count = Number(body['count']);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new TransientError('NocoDB\'s answer has no "count"', { code: 'NOCODB_MALFORMED_BODY' });
}

const readTables = ({ body }: JsonAnswer): { id: string; title: string }[] =>
  (expectList(body['list'], 'list') as Record<string, unknown>[]).map((table) => ({
    id: String(table['id']),
    title: String(table['title']),
  }));

function readColumns({ body }: JsonAnswer): ColumnInfo[] {
  const columns = expectList(body['columns'] ?? body['fields'], 'columns') as Record<string, unknown>[];
  return columns.map((column) => {
    const type = String(column['uidt'] ?? column['type']);
    const options = (column['colOptions'] ?? column['options'] ?? null) as Record<string, unknown> | null;
    const kind = options?.['type'] ?? options?.['relation_type'];
    return {
      id: String(column['id']),
      title: String(column['title']),
      type,
      isKey: column['pk'] === true || column['pk'] === 1 || (column['pk'] === undefined && type === 'ID'),
      relation:
        typeof kind === 'string' && (type === 'LinkToAnotherRecord' || type === 'Links')
          ? { kind, foreignKeyId: (options?.['fk_child_column_id'] as string | undefined) ?? null }
          : null,
    };
  });
}
