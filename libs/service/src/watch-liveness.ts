import type { Telemetry } from '@convoscope/telemetry';

const LOOK_EVERY_MS = 5_000;
/** One look may fall into the moment after a long pause of the process. */
const FAILED_LOOKS = 2;

export interface LivenessWatch {
  /** Resolves, with the names and details of the failed checks, when liveness has failed at two looks in a row; else never. */
  readonly stuck: Promise<string>;
  stop(): void;
}

/** Looks at the liveness of this process every 5 s, so that one that is stuck ends even where nobody probes it. */
export function watchLiveness(
  telemetry: Pick<Telemetry, 'health'>,
  lookEveryMs = LOOK_EVERY_MS,
): LivenessWatch {
  const { promise, resolve } = Promise.withResolvers<string>();
  let nFailed = 0;
  const look = async (): Promise<void> => {
    const { healthy, checks } = await telemetry.health('live');
    nFailed = healthy ? 0 : nFailed + 1;
    if (nFailed < FAILED_LOOKS) return;
    const failed = Object.entries(checks).filter(([, state]) => !state.healthy);
    resolve(failed.map(([name, { details }]) => `${name} ${JSON.stringify(details ?? {})}`).join('; '));
  };
  const timer = setInterval(() => void look(), lookEveryMs).unref();
  return { stuck: promise, stop: () => clearInterval(timer) };
}
