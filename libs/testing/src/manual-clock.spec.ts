import { describe, expect, it } from '@jest/globals';
import { ManualClock } from './manual-clock.ts';

describe('a manual clock', () => {
  it('stands still until it is moved', async () => {
    const clock = new ManualClock(1_000);
    await clock.advance(500);
    expect(clock.now()).toBe(1_500);
    expect(clock.date()).toEqual(new Date(1_500));
  });

  it('wakes sleepers in the order they are due, at the time they are due', async () => {
    const clock = new ManualClock(0);
    const woken: [string, number][] = [];
    void clock.sleep(30).then(() => woken.push(['late', clock.now()]));
    void clock.sleep(10).then(() => woken.push(['early', clock.now()]));
    expect(clock.nSleeping).toBe(2);
    await clock.advance(20);
    expect(woken).toEqual([['early', 10]]);
    await clock.advance(20);
    expect(woken).toEqual([
      ['early', 10],
      ['late', 30],
    ]);
  });

  it('runs a loop that sleeps again and again within one move', async () => {
    const clock = new ManualClock(0);
    const ticks: number[] = [];
    const loop = async (): Promise<void> => {
      while (ticks.length < 3) {
        await clock.sleep(10);
        ticks.push(clock.now());
      }
    };
    void loop();
    await clock.advance(100);
    expect(ticks).toEqual([10, 20, 30]);
    expect(clock.now()).toBe(100);
  });

  it('ends a sleep with the reason of its signal', async () => {
    const clock = new ManualClock(0);
    const controller = new AbortController();
    const asleep = clock.sleep(10, controller.signal);
    controller.abort(new Error('stopping'));
    await expect(asleep).rejects.toThrow('stopping');
    await expect(clock.sleep(10, controller.signal)).rejects.toThrow('stopping');
    expect(clock.nSleeping).toBe(0);
  });
});
