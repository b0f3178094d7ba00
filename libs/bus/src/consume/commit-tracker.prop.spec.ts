import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CommitTracker } from './commit-tracker.ts';

const offsets = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 40 })
  .map((gaps) => gaps.map((_, index) => BigInt(gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0))));

describe('CommitTracker', () => {
  it('works as its example says', () => {
    const tracker = new CommitTracker([4n, 5n, 7n]);
    const steps = [tracker.nextOffset];
    for (const offset of [5n, 4n, 7n]) {
      tracker.complete(offset);
      steps.push(tracker.nextOffset);
    }
    expect(steps).toEqual([4n, 4n, 6n, 8n]);
    expect(tracker.isComplete).toBe(true);
  });

  it('never lets anything be committed that is not done, and everything that is contiguous', () => {
    fc.assert(
      fc.property(offsets, fc.infiniteStream(fc.nat()), (all, picks) => {
        const tracker = new CommitTracker(all);
        const open = [...all];
        for (const pick of picks) {
          if (open.length === 0) break;
          tracker.complete(open.splice(pick % open.length, 1)[0] as bigint);
          const firstOpen = open[0] ?? (all.at(-1) as bigint) + 1n;
          expect(tracker.nextOffset <= firstOpen).toBe(true);
          expect(all.filter((offset) => offset < firstOpen && offset >= tracker.nextOffset)).toEqual([]);
        }
        expect(tracker.isComplete).toBe(true);
        expect(tracker.nextOffset).toBe((all.at(-1) as bigint) + 1n);
      }),
    );
  });

  it('takes a record as done only once and refuses strangers', () => {
    const tracker = new CommitTracker([1n, 2n]);
    tracker.complete(1n);
    tracker.complete(1n);
    expect(tracker.nextOffset).toBe(2n);
    expect(() => tracker.complete(9n)).toThrow(RangeError);
    expect(() => new CommitTracker([1n, 5n]).complete(3n)).toThrow(RangeError);
  });
});
