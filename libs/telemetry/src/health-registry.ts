import type { Clock, HealthState, Telemetry } from './telemetry.ts';

type Kind = 'live' | 'ready';
type Check = () => HealthState | Promise<HealthState>;

const failed = (error: unknown): HealthState => ({
  healthy: false,
  details: { error: error instanceof Error ? error.message : String(error) },
});

/** Runs a check; one that throws or gives no answer in time is unhealthy. */
async function runCheck(check: Check, clock: Clock, timeoutMs: number): Promise<HealthState> {
  const answered = new AbortController();
  const late = clock
    .sleep(timeoutMs, answered.signal)
    .then(() => failed(new Error(`no answer within ${timeoutMs} ms`)), failed);
  try {
    return await Promise.race([Promise.resolve().then(check).catch(failed), late]);
  } finally {
    answered.abort();
  }
}

/** Holds the checks of one service by kind and name; registering a name again replaces its check. */
export function createHealthRegistry(
  clock: Clock,
  defaultTimeoutMs = 5_000,
): Pick<Telemetry, 'addHealthCheck'> & {
  health(kind: Kind, timeoutMs?: number): ReturnType<Telemetry['health']>;
} {
  const checks: Record<Kind, Map<string, Check>> = { live: new Map(), ready: new Map() };
  return {
    addHealthCheck: (kind, name, check) => void checks[kind].set(name, check),
    async health(kind, timeoutMs = defaultTimeoutMs) {
      const entries = await Promise.all(
        [...checks[kind]].map(
          async ([name, check]) => [name, await runCheck(check, clock, timeoutMs)] as const,
        ),
      );
      return {
        healthy: entries.every(([, state]) => state.healthy),
        checks: Object.fromEntries(entries),
      };
    },
  };
}
