import type { MetricHoursRepository } from '@convoscope/store';
import {
  LEAST_REFERENCE,
  REFERENCE_DAYS,
  SAMPLE_OF_A_DAY,
  toDate,
  toDay,
  type DaySizes,
} from './reference-days.ts';

/** Days that are read at a time while looking for enough of them. */
const DAYS_A_READ = 64;

/** The sizes of the days that the references of `from` to `to` can reach, and of those whose reference can reach them. Reads an index. */
export async function readSizes(
  tenant: string,
  metricHours: Pick<MetricHoursRepository, 'sizesBetween' | 'range'>,
  { from, to }: { from: number; to: number },
): Promise<DaySizes | null> {
  const range = await metricHours.range(tenant);
  if (range === null) return null;
  const [first, last] = [toDay(range.from), toDay(range.to)];
  const sizes = new Map<number, number>();
  const read = async (low: number, high: number): Promise<number> => {
    const hours = await metricHours.sizesBetween(tenant, `${toDate(low)}T00`, `${toDate(high)}T23`);
    for (const { hour, n } of hours) sizes.set(toDay(hour), (sizes.get(toDay(hour)) ?? 0) + n);
    const days = new Set(hours.map(({ hour }) => toDay(hour)));
    return [...days].reduce((sum, day) => sum + Math.min(SAMPLE_OF_A_DAY, sizes.get(day) ?? 0), 0);
  };
  await read(from, to);
  // Twice as many: what lies before the first day that depends on a changed one is a reference as well.
  const enough = 2 * LEAST_REFERENCE;
  const reach = async (start: number, end: number, step: number): Promise<void> => {
    let n = 0;
    for (let day = start, read_ = 0; step > 0 ? day <= end : day >= end; day += step * DAYS_A_READ) {
      const other = day + step * (DAYS_A_READ - 1);
      const bound = step > 0 ? Math.min(other, end) : Math.max(other, end);
      n += await read(Math.min(day, bound), Math.max(day, bound));
      read_ += DAYS_A_READ;
      if (n >= enough && read_ >= 2 * REFERENCE_DAYS) break;
    }
  };
  await reach(from - 1, first, -1);
  await reach(to + 1, last, 1);
  return { first, last, at: (day) => sizes.get(day) ?? 0 };
}
