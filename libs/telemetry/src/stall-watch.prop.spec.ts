import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StallWatch } from './stall-watch.ts';

const look = (mark: number, lag = 5) => [{ id: 'p', mark: BigInt(mark), hasWork: lag > 0 }];

describe('StallWatch', () => {
  it('sums the time between looks that found the same commit and work to do', () => {
    const watch = new StallWatch(15_000);
    for (let at = 0; at <= 60_000; at += 5_000) watch.look(at, look(7));
    expect(watch.stalledMs('p', 60_000)).toBe(60_000);
    expect(watch.stalledMs('p', 63_000)).toBe(63_000);
    watch.look(65_000, look(8));
    expect(watch.stalledMs('p', 65_000)).toBe(0);
  });

  it('counts no time of an outage, of a suspended process or of a clock that jumps', () => {
    const watch = new StallWatch(15_000);
    watch.look(0, look(7));
    watch.look(5_000, look(7));
    watch.miss();
    watch.look(605_000, look(7));
    expect(watch.stalledMs('p', 605_000)).toBe(5_000);
    watch.look(4_000_000, look(7));
    expect(watch.stalledMs('p', 4_000_000)).toBe(20_000);
    watch.look(1_000, look(7));
    expect(watch.stalledMs('p', 1_000)).toBe(20_000);
  });

  it('forgets what is not named, and starts anew when it comes back', () => {
    const watch = new StallWatch(15_000);
    for (let at = 0; at <= 50_000; at += 10_000) watch.look(at, []);
    expect(watch.stalledMs('p', 50_000)).toBe(0);
    watch.look(60_000, look(7));
    watch.look(70_000, look(7));
    expect(watch.stalledMs('p', 70_000)).toBe(10_000);
    watch.look(80_000, []);
    expect(watch.stalledMs('p', 80_000)).toBe(0);
  });

  it('tells the stuck from the idle and the busy', () => {
    const watch = new StallWatch(15_000);
    for (let at = 0; at <= 60_000; at += 5_000)
      watch.look(at, [
        { id: 'idle', mark: 7, hasWork: false },
        { id: 'busy', mark: at, hasWork: true },
        { id: 'stuck', mark: 1, hasWork: true },
      ]);
    expect(watch.stalledFor(59_999)).toEqual(['stuck']);
    expect(watch.stalledFor(60_000)).toEqual([]);
  });

  it('never claims more than has passed, and is 0 where the commit moves at every look', () => {
    const step = fc.record({
      afterMs: fc.integer({ min: -10_000, max: 100_000 }),
      moves: fc.boolean(),
      lag: fc.integer({ min: 0, max: 2 }),
      isMine: fc.boolean(),
      isAway: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const watch = new StallWatch(15_000);
        let now = 1_000_000;
        let committed = 0;
        let sinceMoveMs = 0;
        for (const { afterMs, moves, lag, isMine, isAway } of steps) {
          now += afterMs;
          sinceMoveMs += Math.max(0, afterMs);
          if (moves) committed += 1;
          if (isAway) watch.miss();
          else watch.look(now, isMine ? look(committed, lag) : []);
          if (moves && !isAway) sinceMoveMs = 0;
          const stalledMs = watch.stalledMs('p', now);
          expect(stalledMs).toBeLessThanOrEqual(sinceMoveMs);
          if (!isAway && (moves || lag === 0 || !isMine)) expect(stalledMs).toBe(0);
        }
      }),
    );
  });
});
