import type { MeasureDimension, MeasureFigures, MeasureRow, MeasuresRepository } from '@convoscope/store';
import { addFigures, createTally, toFigures, type Tally } from './tally.ts';

export interface MeasureRange {
  tenant: string;
  dimension?: MeasureDimension;
  /** First and last UTC day, inclusive. Default: all there are. */
  from?: string;
  to?: string;
  /** Leaves users and histograms out, which are most of the bytes. Default false. */
  isLight?: boolean;
}

const DAY_MS = 86_400_000;
const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const lastDayOf = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return toDay(Date.UTC(year, number, 1) - DAY_MS);
};

/** Days in a range as whole months and the days around them. */
export function splitRange({ from, to }: { from?: string; to?: string }): {
  months: { from?: string; to?: string } | null;
  days: { from: string; to: string }[];
} {
  if (from !== undefined && to !== undefined && from > to) return { months: null, days: [] };
  const days: { from: string; to: string }[] = [];
  const months: { from?: string; to?: string } = {};
  if (from !== undefined && to !== undefined && from.slice(0, 7) === to.slice(0, 7) && !isWhole(from, to))
    return { months: null, days: [{ from, to }] };
  if (from !== undefined) {
    const month = from.slice(0, 7);
    const isBegun = !from.endsWith('-01');
    if (isBegun) days.push({ from, to: lastDayOf(month) });
    months.from = isBegun ? toDay(Date.parse(lastDayOf(month)) + DAY_MS).slice(0, 7) : month;
  }
  if (to !== undefined) {
    const month = to.slice(0, 7);
    const isOpen = to !== lastDayOf(month);
    if (isOpen) days.push({ from: `${month}-01`, to });
    months.to = isOpen ? toDay(Date.parse(`${month}-01`) - DAY_MS).slice(0, 7) : month;
  }
  const isEmpty = months.from !== undefined && months.to !== undefined && months.from > months.to;
  return { months: isEmpty ? null : months, days };
}

const isWhole = (from: string, to: string): boolean =>
  from.endsWith('-01') && to === lastDayOf(from.slice(0, 7));

/** Sums rows by label, or by whatever else is said of them. In order of the rows: those of buckets come in order of time. */
export function sumBy(
  rows: Iterable<MeasureRow>,
  labelOf: (row: MeasureRow) => string = ({ label }) => label,
): Map<string, MeasureFigures> {
  const tallies = new Map<string, Tally>();
  for (const row of rows) {
    const label = labelOf(row);
    const tally = tallies.get(label) ?? createTally();
    addFigures(tally, row);
    tallies.set(label, tally);
  }
  return new Map([...tallies].map(([label, tally]) => [label, toFigures(tally)]));
}

/**
 * What was counted over some days, by label. Whole months are read as months: the cost is a document a month and at most sixty for the days
 * around them, however many conversations there were.
 */
export async function readRange(
  measures: Pick<MeasuresRepository, 'read'>,
  { tenant, dimension = 'all', from, to, isLight = false }: MeasureRange,
): Promise<Map<string, MeasureFigures>> {
  const query = { tenant, dimension, isLight };
  const { months, days } = splitRange({
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
  const parts = await Promise.all([
    months === null ? [] : measures.read({ ...query, ...months, granularity: 'month' }),
    ...days.map((range) => measures.read({ ...query, ...range, granularity: 'day' })),
  ]);
  return sumBy(parts.flat());
}
