import { describe, expect, it } from '@jest/globals';
import { StallWatch } from './stall-watch.ts';

const at = (nDue: number, nSteps: number, endpoint = 'crm') => [{ endpoint, nDue, nSteps }];

describe('a worker', () => {
  it('is stuck once it has ended nothing for too long although something is due', () => {
    const watch = new StallWatch(15_000);
    for (let nowMs = 0; nowMs <= 60_000; nowMs += 5_000) watch.look(nowMs, at(3, 7));
    expect(watch.stalledFor(59_999)).toEqual(['crm']);
    expect(watch.stalledFor(60_000)).toEqual([]);
    watch.look(65_000, at(3, 8));
    expect(watch.stalledFor(0)).toEqual([]);
  });

  it('is not stuck while nothing is due, and others do not answer for it', () => {
    const watch = new StallWatch(15_000);
    for (let nowMs = 0; nowMs <= 60_000; nowMs += 5_000)
      watch.look(nowMs, [...at(0, 7), ...at(1, nowMs, 'busy'), ...at(1, 1, 'stuck')]);
    expect(watch.stalledFor(30_000)).toEqual(['stuck']);
  });

  it('is not blamed for time in which nobody could look: an outage, a suspended process', () => {
    const watch = new StallWatch(15_000);
    watch.look(0, at(1, 1));
    watch.look(5_000, at(1, 1));
    watch.miss();
    watch.look(3_600_000, at(1, 1));
    expect(watch.stalledFor(5_000)).toEqual([]);
    watch.look(7_200_000, at(1, 1));
    expect(watch.stalledFor(20_000)).toEqual([]);
    expect(watch.stalledFor(19_999)).toEqual(['crm']);
  });
});
