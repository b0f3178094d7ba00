import { join } from 'node:path';
import { installLibfaketime } from '../../../tools/servers/libfaketime.ts';
import type { FaultRow, Trial } from '../fault-row.ts';
import { createServiceClocks, type ServiceClocks } from '../lab/service-clocks.ts';
import { serviceNames, type ServiceName } from '../lab/service-fleet.ts';

const SKEW_MS = 5 * 60_000;
/** Longer than a consumer's session (10 s in the lab), so that a member which forgets its heartbeats is found. */
const STEP_MS = [12_000, 16_000] as const;
/** As in production longer than clocks differ: what a writer has just put, and not yet committed, is young by every clock. */
const LAKE_GRACE_MS = String(4 * SKEW_MS);
const N_PROBES = 3;
const MOST_SECONDS = 60;

async function skewSource({ lab, pause, note }: Trial, skews: readonly number[]): Promise<void> {
  const { table } = lab.source;
  let nChanged = 0;
  for (const skewMs of skews) {
    table.skewMs = skewMs;
    // Many within one second of the source: equal times.
    nChanged += lab.load.update(30).length + lab.load.insert(10).length;
    await pause(3_000, 6_000);
    nChanged += lab.load.update(30).length + lab.load.remove(5).length;
    await pause(1_000, 2_000);
  }
  note(`${nChanged} changes under ${skews.map((ms) => `${ms / 60_000} min`).join(', ')}`);
}

const restartAll = ({ lab }: Trial, environmentOf: (name: ServiceName) => Record<string, string>) =>
  Promise.all(serviceNames.map((name) => lab.services.restart(name, { env: environmentOf(name) })));

/** Steps the clocks of running services, every second one the other way, so that they are ten minutes apart. */
async function stepClocks(trial: Trial, clocks: ServiceClocks, stepsMs: readonly number[]): Promise<void> {
  const { lab, pause, note, expect } = trial;
  let slowest = 0;
  for (const stepMs of stepsMs) {
    serviceNames.forEach((name, i) => clocks.step(name, i % 2 === 0 ? stepMs : -stepMs));
    lab.load.update(30);
    await pause(...STEP_MS);
    slowest = Math.max(slowest, await lab.untilArrived(lab.load.insert(N_PROBES)));
  }
  note(
    `clocks of services stepped ${stepsMs.length} times, a conversation took at most ${slowest.toFixed(0)} s`,
  );
  expect(slowest <= MOST_SECONDS, `a conversation took ${slowest.toFixed(0)} s after clocks were stepped`);
}

/** Whoever dies with a clock that is ahead must not keep others out of the source until that time has come. */
async function dieAhead({ lab, note }: Trial, clocks: ServiceClocks): Promise<void> {
  clocks.step('ingestion', SKEW_MS);
  await lab.untilArrived(lab.load.insert(N_PROBES));
  await lab.services.kill('ingestion');
  await lab.services.start('ingestion');
  const seconds = await lab.untilArrived(lab.load.insert(N_PROBES));
  note(`ingestion died 5 min ahead, its successor took ${seconds.toFixed(0)} s`);
}

export const clockSkew: FaultRow = {
  id: 'F11',
  title: 'clocks 5 min ahead, 5 min behind, stepping: of the source, of services',
  isStarred: false,
  limits: { recoverySeconds: 60 },
  obstacle() {
    try {
      installLibfaketime();
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  },
  async run(trial) {
    const { lab, random, expect } = trial;
    const first = random() < 0.5 ? SKEW_MS : -SKEW_MS;
    await skewSource(trial, [first, -first, 0]);
    const clocks = createServiceClocks(join(lab.dir, 'clocks'));
    try {
      await restartAll(trial, (name) => ({ ...clocks.environmentOf(name), LAKE_GRACE_MS }));
      const nRestarts = lab.services.allRestarts().length;
      await stepClocks(trial, clocks, [first, -first, 0]);
      const restarts = lab.services.allRestarts().slice(nRestarts);
      expect(restarts.length === 0, `restarted because of a clock: ${restarts.join(', ')}`);
      await dieAhead(trial, clocks);
    } finally {
      await restartAll(trial, () => ({}));
    }
  },
};
