import type { BusMetrics } from '../bus-metrics.ts';
import type { BusOptions } from '../bus-options.ts';
import type { RunningSubscription } from '../consume/start-subscription.ts';
import type { ProgressMonitor } from './progress-monitor.ts';
import type { RetentionWatch } from './retention-watch.ts';

/** What the health of a bus is made of. */
export interface HealthParts {
  options: BusOptions;
  metrics: BusMetrics;
  monitor: ProgressMonitor;
  retention: RetentionWatch;
  subscriptions: ReadonlySet<RunningSubscription>;
}
