import { eventually } from '../../../libs/testing/src/eventually.ts';
import { pickOne } from '../../../libs/testing/src/seeded-random.ts';
import type { FaultLab } from '../fault-lab.ts';
import type { FaultRow, Trial } from '../fault-row.ts';
import type { ServiceName } from '../lab/service-fleet.ts';

/** Who publishes crashes at all three; who only stores, before its commit; ingestion has no offset to commit. */
const PUBLISHING: readonly ServiceName[] = ['translation', 'categorisation', 'anomaly'];
const STORING: readonly ServiceName[] = ['reporting', 'lake'];

const ROUNDS: readonly { moment: string; services: readonly ServiceName[] }[] = [
  { moment: 'after-store', services: [...PUBLISHING, 'ingestion'] },
  { moment: 'after-publish', services: [...PUBLISHING, 'ingestion'] },
  { moment: 'before-commit', services: [...PUBLISHING, ...STORING] },
];

/** Starts a service that will kill itself, waits until it has, and until its successor is ready. */
async function crashAt(lab: FaultLab, name: ServiceName, point: string): Promise<void> {
  const nBefore = lab.services.restartsOf(name).length;
  await lab.services.restart(name, { env: { CONVOSCOPE_CRASH_AT: point }, isAwaited: false });
  const struck = (): void => {
    if (lab.services.restartsOf(name).length === nBefore)
      throw new Error(`${name} did not crash at ${point}`);
  };
  await eventually(struck, { timeoutMs: 90_000, intervalMs: 50 });
  await lab.services.untilUp(name);
}

/** Two processes of the only service that has no consumer group: the lease lets one work, and the token keeps out who lost it. */
async function twoLeaders({ lab, pause }: Trial): Promise<void> {
  const { services } = lab;
  await services.start('ingestion#2');
  services.freeze('ingestion');
  await pause(8_000, 9_000);
  services.thaw('ingestion');
  await pause(2_000, 3_000);
  await services.stop('ingestion#2');
}

export const crashBetweenEffects: FaultRow = {
  id: 'F30',
  title: 'death between store, publish and commit, in every service; two leaders',
  isStarred: false,
  limits: { recoverySeconds: 60 },
  async run(trial) {
    const { lab, random, note } = trial;
    for (const { moment, services } of ROUNDS) {
      await Promise.all(
        services.map((name) => crashAt(lab, name, `${moment}:${pickOne(random, [1, 2, 3, 4])}`)),
      );
    }
    await twoLeaders(trial);
    note(
      `${ROUNDS.reduce((sum, { services }) => sum + services.length, 0)} crashes at ${ROUNDS.length} moments`,
    );
  },
};
