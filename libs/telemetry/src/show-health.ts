import { Gauge, type Registry } from 'prom-client';
import type { MetricName } from './signals.ts';
import type { HealthState } from './telemetry.ts';

type Look = (
  kind: 'live' | 'ready',
  timeoutMs: number,
) => Promise<{ checks: Readonly<Record<string, HealthState>> }>;

const NAME: MetricName = 'health_check_failing';
/** Whoever collects metrics does not wait as long as a probe does. */
const TIMEOUT_MS = 1_000;

/** Shows each check as a metric: it is looked at when metrics are asked for. Costs what the checks cost, one second at most. */
export function showHealth(registry: Registry, look: Look): void {
  new Gauge({
    name: `convoscope_${NAME}`,
    help: '1 while a check of the service fails or gives no answer within a second, 0 while it passes.',
    labelNames: ['kind', 'check'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const kind of ['live', 'ready'] as const)
        for (const [check, { healthy }] of Object.entries((await look(kind, TIMEOUT_MS)).checks))
          this.set({ kind, check }, healthy ? 0 : 1);
    },
  });
}
