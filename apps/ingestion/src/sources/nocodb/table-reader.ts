import { PermanentError, TransientError } from '@convoscope/contracts';
import type { Clock } from '@convoscope/telemetry';
import type { KeyRange, RejectedRow } from '../conversation-source.port.ts';
import type { ListQuery, NocodbClient } from './nocodb-client.ts';
import { isTooLarge } from './nocodb-errors.ts';
import type { TableSchema } from './table-schema.ts';
import type { Clause } from './where-clause.ts';

export interface TableRow {
  key: string;
  values: Record<string, unknown>;
}

export interface TablePage {
  rows: TableRow[];
  rejected: RejectedRow[];
  next: string | null;
  lastKey: string | null;
  sizeBytes: number;
}

export interface PageQuery {
  range: KeyRange;
  /** Further conditions on the rows. */
  clauses?: readonly Clause[];
  fields?: readonly string[];
  limit?: number;
}

/** Reads one table by its key. */
export interface TableReader {
  readonly schema: TableSchema;
  page(query: PageQuery, signal?: AbortSignal): Promise<TablePage>;
  /** Every page of a query, one after the other. */
  pages(query: PageQuery, signal?: AbortSignal): AsyncIterable<TablePage>;
  count(clauses: readonly Clause[], signal?: AbortSignal): Promise<number>;
  /** The greatest value of a column in any row, or null where all are empty. */
  greatest(column: string, signal?: AbortSignal): Promise<unknown>;
  /** A key as a filter value. */
  toKeyValue: (key: string) => string | number;
}

/** How often an empty list is asked for again when the count says that there are rows (nocodb#5796), and the pause between. */
const EMPTY_RETRIES = 3;
const EMPTY_PAUSE_MS = 1_000;
/** Some versions refuse a limit below 10. */
const SMALLEST_LIMIT = 10;

export interface TableReaderOptions {
  client: NocodbClient;
  schema: TableSchema;
  pageSize: number;
  clock: Clock;
}

/**
 * Pages by key (`Key > last`, sorted by key), so that rows inserted, edited or deleted meanwhile shift nothing. A page may hold fewer rows than
 * asked for: only an empty list that the count confirms, or one marked as the last, is the end. A page too large to be accepted is asked for in
 * halves, down to a single row, which is then set aside.
 */
export function createTableReader({ client, schema, pageSize, clock }: TableReaderOptions): TableReader {
  const toKeyValue = (key: string): string | number => (schema.isKeyNumeric ? Number(key) : key);

  function clausesOf({ range, clauses = [] }: PageQuery): Clause[] {
    const { after, upTo } = range;
    return [
      ...(after === null ? [] : [{ field: schema.keyTitle, op: 'gt' as const, value: toKeyValue(after) }]),
      ...(upTo === null ? [] : [{ field: schema.keyTitle, op: 'le' as const, value: toKeyValue(upTo) }]),
      ...clauses,
    ];
  }

  async function page(query: PageQuery, signal?: AbortSignal): Promise<TablePage> {
    const clauses = clausesOf(query);
    for (let limit = query.limit ?? pageSize; ; limit = Math.floor(limit / 2)) {
      if (limit < 1) return setAsideOne(query, clauses, signal);
      try {
        return await pageOf(query, clauses, limit, signal);
      } catch (error) {
        if (!isTooLarge(error)) throw error;
      }
    }
  }

  async function pageOf(
    query: PageQuery,
    clauses: readonly Clause[],
    limit: number,
    signal?: AbortSignal,
  ): Promise<TablePage> {
    const answer = await listSurely(
      {
        clauses,
        sort: [{ field: schema.keyTitle, direction: 'asc' }],
        limit,
        ...(query.fields === undefined ? {} : { fields: [schema.keyTitle, ...query.fields] }),
      },
      signal,
    );
    return toTablePage(answer, query.range, schema);
  }

  /** The row that is too large by itself: only its key is asked for. */
  async function setAsideOne(
    query: PageQuery,
    clauses: readonly Clause[],
    signal?: AbortSignal,
  ): Promise<TablePage> {
    const { rows, sizeBytes } = await pageOf({ ...query, fields: [] }, clauses, 1, signal);
    const key = rows[0]?.key ?? null;
    const message = 'the row by itself is larger than NOCODB_MAX_BODY';
    const rejected: RejectedRow[] = key === null ? [] : [{ rowId: key, reason: 'row-too-large', message }];
    return { rows: [], rejected, next: key, lastKey: key, sizeBytes };
  }

  async function listSurely(query: ListQuery, signal?: AbortSignal) {
    for (let attempt = 0; attempt <= EMPTY_RETRIES; attempt++) {
      const answer = await listOrEnd(query, signal);
      if (answer.rows.length > 0 || (await client.count(schema, query.clauses, signal)) === 0) return answer;
      await clock.sleep(EMPTY_PAUSE_MS, signal);
    }
    throw new TransientError(`NocoDB lists no rows of ${schema.title} but counts some`, {
      code: 'NOCODB_EMPTY_PAGE',
    });
  }

  async function listOrEnd(query: ListQuery, signal?: AbortSignal) {
    try {
      return await client.list(schema, query, signal);
    } catch (error) {
      const isEnd = error instanceof PermanentError && error.code === 'NOCODB_PAST_THE_END';
      if (!isEnd) throw error;
      return { rows: [], isLast: true, sizeBytes: 0 };
    }
  }

  return {
    schema,
    page,
    toKeyValue,
    async *pages(query, signal) {
      let after = query.range.after;
      for (;;) {
        const current = await page({ ...query, range: { after, upTo: query.range.upTo } }, signal);
        yield current;
        if (current.next === null) return;
        after = current.next;
      }
    },
    count: (clauses, signal) => client.count(schema, clauses, signal),
    async greatest(column, signal) {
      const answer = await listSurely(
        {
          clauses: column === schema.keyTitle ? [] : [{ field: column, op: 'notblank' }],
          sort: [{ field: column, direction: 'desc' }],
          limit: SMALLEST_LIMIT,
          fields: [...new Set([schema.keyTitle, column])],
        },
        signal,
      );
      const row = answer.rows[0] as Record<string, unknown> | undefined;
      return row?.[column] ?? null;
    },
  };
}

function toTablePage(
  answer: { rows: unknown[]; isLast: boolean; sizeBytes: number },
  { after }: KeyRange,
  schema: TableSchema,
): TablePage {
  const rows: TableRow[] = [];
  const rejected: RejectedRow[] = [];
  for (const [index, row] of answer.rows.entries()) {
    const key = keyOf(row, schema.keyTitle);
    if (key !== null) rows.push({ key, values: row as Record<string, unknown> });
    else {
      const message = `a row of ${schema.title} has no "${schema.keyTitle}"`;
      rejected.push({ rowId: `after ${after ?? 'start'} #${index + 1}`, reason: 'missing-row-id', message });
    }
  }
  checkOrder(rows, after, schema);
  const lastKey = rows.at(-1)?.key ?? null;
  if (lastKey === null && rejected.length > 0) {
    throw new PermanentError(`no row of ${schema.title} has its key "${schema.keyTitle}"`, {
      code: 'NOCODB_NO_KEYS',
    });
  }
  return { rows, rejected, next: answer.isLast ? null : lastKey, lastKey, sizeBytes: answer.sizeBytes };
}

function keyOf(row: unknown, keyTitle: string): string | null {
  const key = typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[keyTitle] : null;
  return typeof key === 'number' || (typeof key === 'string' && key !== '') ? String(key) : null;
}

/** A server that ignores filter or order would have us read the same page for ever, or skip rows. */
function checkOrder(rows: readonly TableRow[], after: string | null, schema: TableSchema): void {
  const keys = [...(after === null ? [] : [after]), ...rows.map(({ key }) => key)];
  const isOrdered = schema.isKeyNumeric
    ? keys.every((key, i) => i === 0 || Number(keys[i - 1]) < Number(key))
    : new Set(keys).size === keys.length;
  if (isOrdered) return;
  throw new TransientError(`NocoDB's page of ${schema.title} is not in the order asked for`, {
    code: 'NOCODB_UNORDERED_PAGE',
    context: { after, first: keys[0], last: keys.at(-1) },
  });
}
