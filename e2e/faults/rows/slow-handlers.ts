import type { FaultRow } from '../fault-row.ts';

const GROUPS = ['translation', 'categorisation', 'anomaly', 'reporting'] as const;
/** Longer than the session timeout of the lab's consumers (10 s). */
const SLOW_MS = 16_000;

/** A database that does not answer makes every handler that writes to it slow. */
export const slowHandlers: FaultRow = {
  id: 'F17',
  title: 'handlers that take longer than the session: MongoDB frozen',
  isStarred: true,
  limits: { recoverySeconds: 30 },
  async run({ lab, pause, note, expect }) {
    const membersOfAll = (): Promise<string[][]> =>
      Promise.all(GROUPS.map((group) => lab.tap.membersOf(group)));
    const before = await membersOfAll();
    const nRestarts = lab.services.allRestarts().length;
    await lab.servers.mongod.kill('SIGSTOP');
    await pause(SLOW_MS, SLOW_MS + 3_000);
    const during = await membersOfAll();
    await lab.servers.mongod.kill('SIGCONT');
    note(`frozen ${SLOW_MS / 1_000} s, session 10 s`);
    GROUPS.forEach((group, i) =>
      expect(before[i]?.join() === during[i]?.join(), `the group of ${group} was rebalanced`),
    );
    expect(
      lab.services.allRestarts().length === nRestarts,
      'a service was restarted because a handler was slow',
    );
  },
};
