import { AggregatorRegistry, type Registry } from 'prom-client';

/** The metrics of several services of one process as one Prometheus text; series that differ in no label are added up. */
export async function mergeMetrics(registries: Iterable<Registry>): Promise<string> {
  const snapshots = await Promise.all(
    [...new Set(registries)].map((registry) => registry.getMetricsAsJSON()),
  );
  return AggregatorRegistry.aggregate(snapshots).metrics();
}
