import { describe, expect, it } from '@jest/globals';
import { PauseMeter } from './partition-pauses.ts';

const at = (id: string, offset: number, lag: number) => ({ id, at: BigInt(offset), lag });

describe('the meter of pauses', () => {
  it('measures from the look at which something waited until the partition moves', () => {
    const meter = new PauseMeter();
    meter.look(0, [at('a', 5, 1), at('b', 0, 0)]);
    meter.look(1_000, [at('a', 5, 2), at('b', 0, 0)]);
    meter.look(4_000, [at('a', 5, 9), at('b', 0, 3)]);
    meter.look(5_000, [at('a', 6, 8), at('b', 0, 3)]);
    expect(meter.longest).toEqual({ id: 'a', ms: 4_000 });
    expect(meter.mostLag).toBe(12);
  });

  it('does not count a partition that moves slowly, or has nothing to do', () => {
    const meter = new PauseMeter();
    for (let i = 0; i < 20; i++) meter.look(i * 1_000, [at('slow', i, 100), at('idle', 7, 0)]);
    expect(meter.longest.ms).toBe(0);
  });
});
