import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { serviceNames, type ServiceFleet, type ServiceName } from './service-fleet.ts';

/** Resident memory of each service, MiB. */
export function residentMiB(services: ServiceFleet): Map<ServiceName, number> {
  return new Map(
    serviceNames.map((name) => {
      const status = readFileSync(`/proc/${services.pid(name)}/status`, 'utf8');
      return [name, Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024)];
    }),
  );
}

/** Looks every second until stopped; then the most that each service had, MiB. */
export function measurePeaks(services: ServiceFleet): { stop(): Promise<Map<ServiceName, number>> } {
  const peaks = residentMiB(services);
  let isStopped = false;
  const running = (async () => {
    while (!isStopped) {
      for (const [name, mib] of residentMiB(services)) peaks.set(name, Math.max(peaks.get(name) ?? 0, mib));
      await delay(1_000);
    }
  })();
  // A failure is raised by `stop`; until then it must not count as unhandled.
  running.catch(() => undefined);
  return {
    async stop() {
      isStopped = true;
      await running;
      return peaks;
    },
  };
}
