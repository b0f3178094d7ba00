import type { FaultRow, Trial } from '../fault-row.ts';
import type { ServiceName } from '../lab/service-fleet.ts';

/** Longer than the session timeout of the lab's consumers (10 s). */
const FROZEN_MS = 15_000;

/** Freezes one of two processes of a service until the group has given its partitions to the other one, and lets it go on. */
async function freezeOneOfTwo({ lab, pause }: Trial, name: ServiceName): Promise<void> {
  const other = `${name}#2` as const;
  await lab.services.start(other);
  await pause(1_000, 3_000);
  lab.services.freeze(name);
  await pause(FROZEN_MS, FROZEN_MS + 3_000);
  lab.services.thaw(name);
  await pause(3_000, 3_000);
  await lab.services.stop(other);
}

export const freezeLakeWriter: FaultRow = {
  id: 'F7',
  title: 'two lake writers: one frozen beyond its session, another takes over, it thaws',
  isStarred: true,
  limits: { recoverySeconds: 60 },
  async run(trial) {
    await freezeOneOfTwo(trial, 'lake');
    trial.note(`frozen ${FROZEN_MS / 1_000} s, session 10 s`);
  },
};

export const freezeConsumer: FaultRow = {
  id: 'F16',
  title: 'zombie: a consumer frozen beyond its session thaws and writes on',
  isStarred: false,
  limits: { recoverySeconds: 60 },
  async run(trial) {
    await freezeOneOfTwo(trial, 'categorisation');
    trial.note(`frozen ${FROZEN_MS / 1_000} s, session 10 s`);
  },
};
