import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { watchClock } from './watch-clock.ts';

describe('the watch on the clock', () => {
  let now = 1_000_000;
  let elapsed = 0;
  const found: number[] = [];
  let end: () => void;
  const pass = (ms: number): void => {
    now += ms;
    elapsed += ms;
    jest.advanceTimersByTime(ms);
  };

  beforeEach(() => {
    jest.useFakeTimers();
    found.length = 0;
    end = watchClock(10_000, (byMs) => found.push(byMs), { now: () => now, elapsed: () => elapsed });
  });
  afterEach(() => {
    end();
    jest.useRealTimers();
  });

  it('tells once when it was set back, and by how much', () => {
    pass(5_000);
    now -= 300_000;
    pass(5_000);
    expect(found).toEqual([300_000]);
  });

  it('says nothing of a clock that is set forward, a little back, or bit by bit', () => {
    now += 300_000;
    pass(2_000);
    now -= 9_000;
    pass(2_000);
    now -= 9_000;
    pass(2_000);
    expect(found).toEqual([]);
  });

  it('says nothing after its end', () => {
    end();
    now -= 300_000;
    pass(5_000);
    expect(found).toEqual([]);
  });
});
