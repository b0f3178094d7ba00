import { setTimeout as delay } from 'node:timers/promises';
import { runPrometheus, type RunningPrometheus } from '../../../tools/monitoring/run-prometheus.ts';
import type { ServiceFleet } from './service-fleet.ts';

/** An alert that fired. */
export interface FiredAlert {
  readonly name: string;
  readonly severity: string;
  readonly layer: string;
  /** From the beginning of the watch until it fired first. */
  readonly afterSeconds: number;
}

export interface AlertWatch {
  /** What fired since then (ms since 1970), two more looks from now included, in the order in which it began. */
  firedSince(fromMs: number): Promise<FiredAlert[]>;
  close(): Promise<void>;
}

const SCRAPE_SECONDS = 5;
const TARGETS_EVERY_MS = 1_000;

/** A started service has a new port: it is scraped where it is, and counts as down where it is not. */
function followServices(prometheus: RunningPrometheus, services: ServiceFleet): () => void {
  let last = '';
  const follow = (): void => {
    const targets = services.addresses().map(([name, url]) => ({
      job: `convoscope-${name}`,
      address: new URL(url).host,
    }));
    const now = JSON.stringify(targets);
    if (now !== last) prometheus.setTargets(targets);
    last = now;
  };
  follow();
  const timer = setInterval(follow, TARGETS_EVERY_MS);
  return () => clearInterval(timer);
}

/** A real Prometheus with the rules as we ship them looks at the services of the lab. */
export async function watchAlerts(services: ServiceFleet, dir: string): Promise<AlertWatch> {
  const prometheus = await runPrometheus({ dir, scrapeSeconds: SCRAPE_SECONDS });
  const unfollow = followServices(prometheus, services);

  return {
    async firedSince(fromMs) {
      await delay(2_000 * SCRAPE_SECONDS);
      const asked = 'min by (alertname, severity, layer) (ALERTS{alertstate="firing"})';
      const { data } = await prometheus.askRange(asked, fromMs, Date.now(), SCRAPE_SECONDS);
      return data.result
        .map(({ metric: { alertname: name = '', severity = '', layer = '' }, values = [] }) => ({
          ...{ name, severity, layer },
          afterSeconds: Math.max(0, Math.round((values[0]?.[0] ?? 0) - fromMs / 1_000)),
        }))
        .sort((a, b) => a.afterSeconds - b.afterSeconds || a.name.localeCompare(b.name));
    },
    async close() {
      unfollow();
      await prometheus.stop();
    },
  };
}

/** Such as `BreakerOpen (page, root) after 330 s`. */
export const describeFired = (fired: readonly FiredAlert[]): string =>
  fired.length === 0
    ? 'no alert'
    : fired
        .map(
          ({ name, severity, layer, afterSeconds }) =>
            `${name} (${severity}, ${layer}) after ${afterSeconds} s`,
        )
        .join(', ');
