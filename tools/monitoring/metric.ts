import type { MetricName } from '@convoscope/telemetry';

type HistogramPart = 'bucket' | 'sum' | 'count';

/** The full name of a metric of ours: one that does not exist does not compile. */
export const metric = (name: MetricName, part?: HistogramPart): string =>
  `convoscope_${name}${part === undefined ? '' : `_${part}`}`;

const SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 };

/**
 * PromQL of how much a counter grew within a window (such as `15m`), by its series. A counter with labels is first seen with what it counted already,
 * and `increase` sees nothing of that: a series that began within the window counts whole, where its process began within it too, or was watched
 * before it. One that was there before anybody watched does not.
 */
export function grown(counter: string, window: string): string {
  const seconds = Number(window.slice(0, -1)) * (SECONDS[window.slice(-1)] ?? NaN);
  const isKnown = `(up offset ${window} or process_start_time_seconds > time() - ${seconds})`;
  const began = `((${counter} unless ${counter} offset ${window}) and on (job, instance) ${isKnown})`;
  return `(${began} or increase(${counter}[${window}]))`;
}
