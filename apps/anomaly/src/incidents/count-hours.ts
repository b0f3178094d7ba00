import type { MetricHourDocument, MetricHoursRepository, ScoresRepository } from '@convoscope/store';
import { slicesOf, SUM_FIELDS, toSums, type ConversationFact, type Slice } from './conversation-fact.ts';
import { HOUR_MS, nameOf, type HourlySums } from './timeline.ts';
import { toFact } from './to-fact.ts';

/** Values of a dimension that one hour keeps; its conversations still count in all others. */
const MOST_LABELS_AN_HOUR = 100;

export interface CountHoursOptions {
  tenant: string;
  scores: Pick<ScoresRepository, 'startedBetween'>;
  metricHours: Pick<MetricHoursRepository, 'findToCount' | 'putCounts'>;
}

/** Counts anew each hour that has changed. Cost: the conversations of those hours. Returns how many hours. */
export async function countHours({ tenant, scores, metricHours }: CountHoursOptions): Promise<number> {
  const changed = await metricHours.findToCount(tenant);
  for (const { hour, version } of changed) {
    const facts = (await scores.startedBetween(tenant, hour, hourAfter(hour))).map(toFact);
    await metricHours.putCounts(tenant, { hour, version, n: facts.length, slices: sumUp(facts) });
  }
  return changed.length;
}

/** `2026-10-15T13` and the hour after it. Instants compare with them as text. */
export const toHour = (instant: string): string => instant.slice(0, 13);
export const hourAfter = (hour: string): string =>
  toHour(new Date(Date.parse(`${hour}:00:00.000Z`) + HOUR_MS).toISOString());

/** The sums of every slice of some conversations; the same in whatever order they come. */
export function sumUp(facts: readonly ConversationFact[]): MetricHourDocument['slices'] {
  const bySlice = new Map<string, { slice: Slice; sums: number[]; n: number }>();
  const ordered = facts.toSorted((a, b) => (a.conversationId < b.conversationId ? -1 : 1));
  for (const fact of ordered) {
    const sums = toSums(fact);
    for (const slice of slicesOf(fact)) {
      const key = nameOf(slice);
      const known = bySlice.get(key) ?? { slice, sums: SUM_FIELDS.map(() => 0), n: 0 };
      bySlice.set(key, known);
      known.n += 1;
      SUM_FIELDS.forEach((field, i) => (known.sums[i] = (known.sums[i] ?? 0) + sums[field]));
    }
  }
  const sorted = [...bySlice].sort(([a, one], [b, other]) => other.n - one.n || (a < b ? -1 : 1));
  const byDimension = Map.groupBy(sorted, ([, { slice }]) => slice.dimension);
  return [...byDimension.values()].flatMap((ofDimension) =>
    ofDimension.slice(0, MOST_LABELS_AN_HOUR).map(([, { slice, sums }]) => ({ ...slice, sums })),
  );
}

/** The stored sums of an hour, as timelines take them. */
export const toHourlySums = ({ hour, slices }: Pick<MetricHourDocument, 'hour' | 'slices'>): HourlySums[] =>
  slices.map(({ dimension, label, sums }) => ({
    slice: { dimension, label } as Slice,
    hour: Date.parse(`${hour}:00:00.000Z`) / HOUR_MS,
    ...(Object.fromEntries(SUM_FIELDS.map((field, i) => [field, sums[i] ?? 0])) as Omit<
      HourlySums,
      'slice' | 'hour'
    >),
  }));
