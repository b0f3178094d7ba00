import { expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { watchLiveness } from './watch-liveness.ts';

const HEALTHY = { healthy: true, checks: {} };
const STUCK = {
  healthy: false,
  checks: {
    'event-loop': { healthy: true },
    bus: { healthy: false, details: { problems: ['a has not moved'] } },
  },
};

it('says what is stuck after two failed looks in a row', async () => {
  const watch = watchLiveness({ health: () => Promise.resolve(STUCK) }, 5);
  expect(await watch.stuck).toBe('bus {"problems":["a has not moved"]}');
  watch.stop();
});

it('takes a single failed look for a hiccup', async () => {
  let nLooks = 0;
  const watch = watchLiveness({ health: () => Promise.resolve(nLooks++ % 2 === 0 ? STUCK : HEALTHY) }, 2);
  expect(await Promise.race([watch.stuck, delay(60, 'well')])).toBe('well');
  expect(nLooks).toBeGreaterThan(4);
  watch.stop();
});
