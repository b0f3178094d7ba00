import type { Bus } from '@convoscope/bus';
import { CANARY_TENANT, topics } from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import { CANARY_ID, toCanaryEvent } from './canary-event.ts';

export interface CanaryOptions {
  bus: Pick<Bus, 'publish'>;
  store: Pick<Store, 'translations' | 'categories' | 'scores' | 'analytics'>;
  clock: Clock;
  telemetry: Pick<Telemetry, 'counter' | 'gauge' | 'logger'>;
  /** After so long a round has failed. */
  giveUpMs: number;
}

const LOOK_EVERY_MS = 250;

type Stage = 'translated' | 'categorised' | 'scored' | 'reported';

/** Newest sequence that each stage holds of the canary; undefined where it holds none. */
const looks: Readonly<Record<Stage, (store: CanaryOptions['store']) => Promise<number | undefined>>> = {
  translated: async ({ translations }) => (await translations.findById(CANARY_TENANT, CANARY_ID))?.sequence,
  categorised: async ({ categories }) => (await categories.findById(CANARY_TENANT, CANARY_ID))?.sequence,
  scored: async ({ scores }) => (await scores.findById(CANARY_TENANT, CANARY_ID))?.sequence,
  reported: async ({ analytics }) => (await analytics.findById(CANARY_TENANT, CANARY_ID))?.anomaly?.sequence,
};

/**
 * One round: publishes the canary conversation as if it had just been read, and looks until the last stage holds it. What a user would feel, whatever the
 * components say of themselves. Returns whether it arrived; throws only where it could not be published. Cost: some reads by id, until it has arrived.
 */
export function createCanary({ bus, store, clock, telemetry, giveUpMs }: CanaryOptions) {
  const seconds = telemetry.gauge({
    name: 'canary_stage_seconds',
    help: 'Time from its publishing until the canary of the last round was stored by each stage',
    labels: ['stage'],
  });
  const rounds = telemetry.counter({
    name: 'canary_rounds_total',
    help: 'Rounds of the canary, by whether it arrived or where it was missed first',
    labels: ['outcome'],
  });
  const lastSuccess = telemetry.gauge({
    name: 'canary_last_success_timestamp_seconds',
    help: 'When the canary last arrived at the last stage',
  });
  const hasArrived = async (stage: Stage, sequence: number): Promise<boolean> =>
    ((await looks[stage](store)) ?? -1) >= sequence;

  return async function runCanary(signal: AbortSignal): Promise<boolean> {
    const sequence = clock.now();
    const startedAtMs = clock.elapsed();
    await bus.publish(topics.conversationsIngested, [toCanaryEvent(sequence, clock.now())]);
    seconds.set({ stage: 'ingested' }, (clock.elapsed() - startedAtMs) / 1_000);
    const missing = Object.keys(looks) as Stage[];
    while (!signal.aborted) {
      for (let stage = missing[0]; stage !== undefined; stage = missing[0]) {
        if (!(await hasArrived(stage, sequence))) break;
        seconds.set({ stage }, (clock.elapsed() - startedAtMs) / 1_000);
        missing.shift();
      }
      if (missing[0] === undefined) {
        rounds.inc({ outcome: 'arrived' });
        lastSuccess.set(clock.now() / 1_000);
        return true;
      }
      if (clock.elapsed() - startedAtMs >= giveUpMs) {
        rounds.inc({ outcome: `not ${missing[0]}` });
        telemetry.logger.warn({ stage: missing[0], giveUpMs }, 'the canary did not arrive in time');
        return false;
      }
      await clock.sleep(LOOK_EVERY_MS, signal).catch(() => undefined);
    }
    return false;
  };
}
