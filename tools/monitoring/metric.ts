import type { MetricName } from '@convoscope/telemetry';

type HistogramPart = 'bucket' | 'sum' | 'count';

/** The full name of a metric of ours: one that does not exist does not compile. */
export const metric = (name: MetricName, part?: HistogramPart): string =>
  `convoscope_${name}${part === undefined ? '' : `_${part}`}`;
