import type { Clock } from '@convoscope/telemetry';
import { parseTime } from '@convoscope/tables';
import type { TablePage, TableReader } from './table-reader.ts';

/** Where the change feed of one table stands. */
export interface TableMark {
  /** Greatest time of modification seen; null: no row has ever been edited. */
  modifiedAtMs: number | null;
  /** When we first saw that value, by our clock. After the overlap no late write can still have this time. */
  seenAtMs: number;
}

export interface ChangedRowsOptions {
  reader: TableReader;
  overlapMs: number;
  clock: Pick<Clock, 'now'>;
}

/**
 * How far a mark may be ahead of our clock and still be doubted. Rows from a time when the source's clock was ahead hold the mark up after that
 * was put right: until the clock has caught up with them, all that changes lies before the mark.
 */
const MAX_DOUBT_MS = 10 * 60_000;

/** The mark as it stands now. Tables without a LastModifiedTime column have none. */
export async function tableMarkNow(
  { reader, clock }: ChangedRowsOptions,
  signal?: AbortSignal,
): Promise<TableMark> {
  const { modifiedTitle } = reader.schema;
  const greatest = modifiedTitle === null ? null : await reader.greatest(modifiedTitle, signal);
  return { modifiedAtMs: parseTime(greatest), seenAtMs: clock.now() };
}

/**
 * Pages of rows modified since the mark, and the next mark. The bound stays fixed and pages go by key, so that equal times (a bulk edit within a second)
 * cannot hide rows. The next mark is the greatest time from before the first page was read. A mark that has stood still for longer than the overlap
 * costs one small request.
 */
export async function changedSince(
  options: ChangedRowsOptions,
  mark: TableMark,
  signal?: AbortSignal,
): Promise<{ pages: AsyncIterable<TablePage>; next: TableMark }> {
  const { reader, overlapMs, clock } = options;
  const { modifiedTitle } = reader.schema;
  const now = await tableMarkNow(options, signal);
  const isSame = now.modifiedAtMs === mark.modifiedAtMs;
  const next = isSame ? mark : now;
  const markMs = mark.modifiedAtMs ?? 0;
  const isAhead = markMs > clock.now();
  const isSettled = isSame && !isAhead && clock.now() - mark.seenAtMs > overlapMs;
  const fromMs = isAhead ? Math.max(clock.now(), markMs - MAX_DOUBT_MS) : markMs;
  if (modifiedTitle === null || now.modifiedAtMs === null || isSettled) return { pages: none(), next };
  const clauses = [
    {
      field: modifiedTitle,
      op: 'gte' as const,
      value: Math.max(0, fromMs - overlapMs),
      isMoment: true,
    },
  ];
  return { pages: reader.pages({ range: { after: null, upTo: null }, clauses }, signal), next };
}

async function* none(): AsyncIterable<TablePage> {
  // No pages.
}
