import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../tables/dataset.ts';
import { quoted } from '../files/duckdb-values.ts';
import type { Statistics } from './actions.ts';
import type { TableFile } from './snapshot.ts';

/** Longer text has no bounds: Delta allows to leave them out, and they would stand in the log for ever. */
const LONGEST_TEXT = 64;

/** How a bound is written in the log (PROTOCOL.md, «Per-file Statistics»). Our timestamps are whole milliseconds. */
const asJson = ({ name, type }: Column, aggregate: string): string => {
  const value = `${aggregate}(${quoted(name)})`;
  if (type === 'TIMESTAMPTZ') return `strftime(${value}, '%Y-%m-%dT%H:%M:%S.%gZ')`;
  return type === 'DATE' ? `strftime(${value}, '%Y-%m-%d')` : value;
};

const isUsable = (value: unknown): boolean => {
  if (typeof value === 'string') return value.length <= LONGEST_TEXT;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value));
  return typeof value === 'number' && Number.isFinite(value);
};

const plain = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);

/** Row count, and bounds and nulls of each column that has bounds, in one pass over `from`. */
export async function collectStatistics(
  connection: DuckDBConnection,
  from: string,
  columns: readonly Column[],
): Promise<Statistics> {
  const bounded = columns.filter(({ hasBounds }) => hasBounds);
  const wanted = bounded.flatMap((column, i) => [
    `${asJson(column, 'min')} AS min${i}`,
    `${asJson(column, 'max')} AS max${i}`,
    `(count(*) - count(${quoted(column.name)}))::INTEGER AS nulls${i}`,
  ]);
  const sql = `SELECT count(*)::INTEGER AS n${wanted.map((one) => `, ${one}`).join('')} FROM ${from}`;
  const [row = {}] = (await connection.runAndReadAll(sql)).getRowObjectsJS() as Record<string, unknown>[];
  const pick = (prefix: string): Record<string, unknown> =>
    Object.fromEntries(
      bounded.flatMap(({ name }, i) =>
        isUsable(row[`min${i}`]) && isUsable(row[`max${i}`])
          ? [[name, plain(row[`${prefix}${i}`])] as const]
          : [],
      ),
    );
  return {
    numRecords: Number(row['n']),
    ...{ minValues: pick('min'), maxValues: pick('max') },
    nullCount: Object.fromEntries(bounded.map(({ name }, i) => [name, row[`nulls${i}`]])),
  };
}

export type Bound = string | number;

/** What rows are looked for, by column: between two bounds (both belong to it). */
export type FileFilter = Readonly<Record<string, { from?: Bound; to?: Bound }>>;

/** Text is compared by its bytes, as Parquet does and UTF-16 doesn't. */
const isBelow = (a: unknown, b: Bound): boolean => {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
};

const isAbove = (a: unknown, b: Bound): boolean => {
  if (typeof a === 'number' && typeof b === 'number') return a > b;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) > 0;
};

/** False only where the file's statistics, or its partition, say that it has no such row. */
export function mayHold(
  { statistics, partitionValues }: Pick<TableFile, 'statistics' | 'partitionValues'>,
  filter: FileFilter,
): boolean {
  return Object.entries(filter).every(([column, { from, to }]) => {
    const ofPartition = partitionValues[column];
    const [min, max] =
      typeof ofPartition === 'string'
        ? [ofPartition, ofPartition]
        : [statistics?.minValues?.[column], statistics?.maxValues?.[column]];
    if (from !== undefined && max !== undefined && isBelow(max, from)) return false;
    return !(to !== undefined && min !== undefined && isAbove(min, to));
  });
}
