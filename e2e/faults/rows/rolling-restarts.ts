import type { FaultRow, Trial } from '../fault-row.ts';
import { measurePauses } from '../lab/partition-pauses.ts';
import type { Instance, ServiceName } from '../lab/service-fleet.ts';

/** Each is rolled over twice: to another process, and back. */
const ROLLED: readonly ServiceName[] = ['translation', 'categorisation', 'anomaly', 'lake', 'ingestion'];
const MESSAGES_PER_SECOND = 500;
/** Of a conversation on average, as in the soak. */
const MESSAGES_PER_CONVERSATION = 8;
const LONGEST_PAUSE_MS = 10_000;
const STEADY_MS = [2_000, 4_000] as const;

/** As a rolling update does: the new process is ready before the old one is told to end. */
async function rollOver({ lab, pause }: Trial, from: Instance, to: Instance): Promise<number> {
  await lab.services.start(to);
  const startedAt = performance.now();
  const code = await lab.services.stop(from);
  if (code !== 0) throw new Error(`${from} ended with ${code}`);
  const seconds = (performance.now() - startedAt) / 1_000;
  await pause(...STEADY_MS);
  return seconds;
}

export const rollingRestarts: FaultRow = {
  id: 'rolling',
  title: `${2 * ROLLED.length} rolling restarts at ${MESSAGES_PER_SECOND} messages a second`,
  isStarred: false,
  limits: { recoverySeconds: 60, wireDuplicateShare: 0.005 },
  async run(trial) {
    const { lab, note, expect } = trial;
    const nMessagesBefore = lab.load.nMessages();
    lab.load.start(MESSAGES_PER_SECOND / MESSAGES_PER_CONVERSATION, MESSAGES_PER_CONVERSATION);
    const beganAt = performance.now();
    // What comes before is the load's own beginning.
    await trial.pause(...STEADY_MS);
    const pauses = measurePauses(lab.tap);
    let slowest = 0;
    for (const name of ROLLED) {
      slowest = Math.max(slowest, await rollOver(trial, name, `${name}#2`));
      slowest = Math.max(slowest, await rollOver(trial, `${name}#2`, name));
    }
    const { longest, mostLag } = await pauses.stop();
    const rate = (lab.load.nMessages() - nMessagesBefore) / ((performance.now() - beganAt) / 1_000);
    note(`${rate.toFixed(0)} messages/s; slowest drain ${slowest.toFixed(1)} s; lag at most ${mostLag}`);
    note(`longest pause ${(longest.ms / 1_000).toFixed(1)} s (${longest.id})`);
    expect(
      longest.ms <= LONGEST_PAUSE_MS,
      `${longest.id} stood still for ${(longest.ms / 1_000).toFixed(1)} s`,
    );
    expect(rate >= 0.95 * MESSAGES_PER_SECOND, `the load was ${rate.toFixed(0)} messages a second`);
    lab.load.start(10);
  },
};
