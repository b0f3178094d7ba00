import type { Metric } from 'prom-client';

type Labels = Readonly<Record<string, string | number>>;
type Method = (...args: unknown[]) => unknown;

/** Series of one metric of one process, before values of its most varied label become `other`. */
const MAX_SERIES = 4_000;
const OTHER = 'other';

/** Lets label sets in until there are too many, and then folds them: first the label that takes most values, then all. */
function createAdmission(names: readonly string[], maxSets: number): (labels: Labels) => Labels {
  const admitted = new Set<string>();
  const values = new Map(names.map((name) => [name, new Set<unknown>()]));
  const keyOf = (labels: Labels): string => names.map((name) => labels[name]).join('\u0000');
  const everythingOther = Object.fromEntries(names.map((name) => [name, OTHER]));
  const admit = (labels: Labels, limit: number): boolean => {
    const key = keyOf(labels);
    if (admitted.has(key)) return true;
    if (admitted.size >= limit) return false;
    admitted.add(key);
    for (const name of names) values.get(name)?.add(labels[name]);
    return true;
  };
  return (labels) => {
    if (admit(labels, maxSets)) return labels;
    const [varied = ''] = [...values].toSorted(([, a], [, b]) => b.size - a.size)[0] ?? [];
    const folded = { ...labels, [varied]: OTHER };
    return admit(folded, maxSets * 1.25) ? folded : everythingOther;
  };
}

/**
 * Bounds how many series a metric can have, whatever its labels are given (a tenant, a topic of somebody's taxonomy): about 5,000 at most.
 * What is beyond is counted under `other`, so that sums stay right. Returns the metric itself.
 */
export function boundSeries<M extends Metric>(metric: M, names: readonly string[], seriesPerSet: number): M {
  if (names.length === 0) return metric;
  const admit = createAdmission(names, Math.floor(MAX_SERIES / seriesPerSet));
  const methods = metric as unknown as Record<string, Method | undefined>;
  for (const name of ['inc', 'dec', 'set', 'observe', 'startTimer', 'labels']) {
    const original = methods[name]?.bind(metric);
    if (original === undefined) continue;
    methods[name] = (first: unknown, ...rest: unknown[]) => {
      if (name === 'labels' && typeof first !== 'object') {
        const given = [first, ...rest] as string[];
        return original(admit(Object.fromEntries(names.map((label, i) => [label, given[i] ?? '']))));
      }
      return original(typeof first === 'object' && first !== null ? admit(first as Labels) : first, ...rest);
    };
  }
  return metric;
}
