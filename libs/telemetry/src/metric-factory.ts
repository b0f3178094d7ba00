import { Counter, Gauge, Histogram, type Metric, type Registry } from 'prom-client';
import { boundSeries } from './bound-series.ts';
import { withExemplars } from './exemplars.ts';
import { signals } from './signals.ts';
import type { MetricSpec, Telemetry } from './telemetry.ts';

const PREFIX = 'convoscope_';

type Kind<M extends Metric> = new (configuration: {
  name: string;
  help: string;
  labelNames: string[];
  registers: Registry[];
  buckets?: number[];
  enableExemplars?: boolean;
}) => M;

/** The metric of this name in the registry, made when there is none. Throws a TypeError when the name belongs to another kind. */
function findOrCreate<L extends string, M extends Metric>(
  registry: Registry,
  kind: Kind<M>,
  { name, help, labels, buckets }: MetricSpec<L>,
): M {
  const fullName = PREFIX + name;
  const existing = registry.getSingleMetric(fullName);
  if (existing instanceof kind) return existing;
  if (existing !== undefined) throw new TypeError(`the metric ${fullName} exists and is no ${kind.name}`);
  const isLatency = signals[name].kind === 'histogram' && signals[name].unit === 'seconds';
  const made = new kind({
    // Registered afterwards: the client refuses exemplars where the registry begins as plain text, and ours answers both.
    ...{ name: fullName, help, labelNames: [...(labels ?? [])], registers: [] },
    ...(buckets !== undefined && { buckets }),
    ...(isLatency && { enableExemplars: true }),
  });
  registry.registerMetric(made);
  const metric = isLatency && made instanceof Histogram ? withExemplars(made) : made;
  // A histogram has a series for each bucket, and three more: +Inf, sum and count.
  return boundSeries(metric, labels ?? [], kind === Histogram ? (buckets?.length ?? 11) + 3 : 1);
}

/** Makes the metrics of one service, all in its registry. */
export const createMetricFactory = (
  registry: Registry,
): Pick<Telemetry, 'counter' | 'gauge' | 'histogram'> => ({
  counter: <L extends string>(spec: MetricSpec<L>) => findOrCreate<L, Counter<L>>(registry, Counter, spec),
  gauge: <L extends string>(spec: MetricSpec<L>) => findOrCreate<L, Gauge<L>>(registry, Gauge, spec),
  histogram: <L extends string>(spec: MetricSpec<L>) =>
    findOrCreate<L, Histogram<L>>(registry, Histogram, spec),
});
