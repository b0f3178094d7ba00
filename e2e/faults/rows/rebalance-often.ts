import { pickOne } from '../../../libs/testing/src/seeded-random.ts';
import type { FaultRow } from '../fault-row.ts';

const SHORT_MS = 30_000;
const JOINING = ['translation', 'categorisation', 'reporting', 'lake'] as const;

export const rebalanceOften: FaultRow = {
  id: 'F15',
  title: 'members join and leave all the time, some by kill -9',
  isStarred: true,
  limits: { recoverySeconds: 60 },
  async run({ lab, random, pause, minutes, note }) {
    const deadline = performance.now() + SHORT_MS * minutes;
    let [joined, killed] = [0, 0];
    while (performance.now() < deadline) {
      const name = `${pickOne(random, JOINING)}#2` as const;
      await lab.services.start(name);
      joined += 1;
      await pause(500, 2_500);
      if (random() < 0.5) {
        await lab.services.stop(name);
      } else {
        await lab.services.kill(name);
        killed += 1;
      }
    }
    note(`${joined} joined, ${killed} of them killed, in ${(SHORT_MS * minutes) / 1_000} s`);
  },
};
