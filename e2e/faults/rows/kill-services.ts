import { pickOne } from '../../../libs/testing/src/seeded-random.ts';
import type { FaultRow } from '../fault-row.ts';
import { serviceNames } from '../lab/service-fleet.ts';

/** Each service once, at a moment and for a time that the seed decides. */
export const killServices: FaultRow = {
  id: 'F1',
  title: 'kill -9 of each service, one after another, under load',
  isStarred: true,
  limits: { recoverySeconds: 30 },
  async run({ lab, random, pause, note }) {
    const left = [...serviceNames];
    while (left.length > 0) {
      const name = pickOne(random, left);
      left.splice(left.indexOf(name), 1);
      await pause(200, 1_500);
      await lab.services.kill(name);
      await pause(0, 500);
      // Its successor starts while the next one dies.
      await lab.services.start(name, { isAwaited: false });
    }
    await Promise.all(serviceNames.map((name) => lab.services.untilUp(name)));
    note(`killed ${serviceNames.length} services`);
  },
};
