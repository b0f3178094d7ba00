import { eventually } from '../../../libs/testing/src/eventually.ts';
import { pickOne } from '../../../libs/testing/src/seeded-random.ts';
import type { FaultRow } from '../fault-row.ts';
import { blockEventLoop } from '../lab/block-event-loop.ts';

const VICTIMS = ['translation', 'categorisation', 'anomaly', 'reporting', 'lake'] as const;
const BLOCKED_MS = 30_000;
const FOUND_WITHIN_SECONDS = 60;

export const blockAService: FaultRow = {
  id: 'F29',
  title: 'an event loop that is blocked for 30 s: liveness fails, it is restarted',
  isStarred: false,
  limits: { recoverySeconds: 60 },
  async run({ lab, random, note, expect }) {
    const victim = pickOne(random, VICTIMS);
    const nBefore = lab.services.restartsOf(victim).length;
    const startedAt = performance.now();
    await blockEventLoop(lab.services, victim, BLOCKED_MS);
    const restarted = (): void => {
      if (lab.services.restartsOf(victim).length === nBefore) throw new Error(`${victim} was not restarted`);
    };
    await eventually(restarted, { timeoutMs: FOUND_WITHIN_SECONDS * 1_000, intervalMs: 100 });
    const seconds = (performance.now() - startedAt) / 1_000;
    note(`${victim} found after ${seconds.toFixed(0)} s`);
    const reason = lab.services.restartsOf(victim).at(-1) ?? '';
    expect(reason.startsWith('liveness'), `${victim} was restarted for another reason: ${reason}`);
    await lab.services.untilUp(victim);
  },
};
