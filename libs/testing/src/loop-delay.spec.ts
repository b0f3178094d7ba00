import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { loopDelayMs } from './loop-delay.ts';

describe('the delay of the event loop', () => {
  it('tells work that holds it up from work that lets others have their turn', async () => {
    const blocking = async (): Promise<void> => {
      for (let again = 0; again < 5; again++) {
        const until = performance.now() + 100;
        while (performance.now() < until);
        await sleep(1);
      }
    };
    expect(await loopDelayMs(blocking, 1)).toBeGreaterThan(50);
    expect(await loopDelayMs(() => sleep(30), 50)).toBeLessThan(50);
  });
});
