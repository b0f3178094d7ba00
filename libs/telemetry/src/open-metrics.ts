import { Registry, type Metric, type OpenMetricsContentType } from 'prom-client';

export const OPEN_METRICS_TYPE = Registry.OPENMETRICS_CONTENT_TYPE;

type ClientMetric = Metric & { name: string; type: string };

/** The same counter under the name of its family, which has no `_total`. */
const renamable = (counter: ClientMetric): Metric =>
  Object.create(counter, {
    name: { value: counter.name.replace(/_total$/, ''), writable: true },
  }) as Metric;

/**
 * The metrics of one service as OpenMetrics text, which carries exemplars. The client renames counters when it writes this form, so it is given
 * views of them.
 */
export async function toOpenMetrics(registry: Registry, service: string): Promise<string> {
  const view = new Registry<OpenMetricsContentType>();
  view.setContentType(OPEN_METRICS_TYPE);
  view.setDefaultLabels({ service });
  for (const metric of registry.getMetricsAsArray() as unknown as ClientMetric[])
    view.registerMetric(metric.type === 'counter' ? renamable(metric) : metric);
  return view.metrics();
}
