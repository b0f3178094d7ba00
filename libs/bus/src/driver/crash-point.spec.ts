import { describe, expect, it } from '@jest/globals';
import type { BatchControl, BatchVerdict, BusDriver, ConsumeOptions, RawBatch } from './bus-driver.ts';
import { parseCrashPoint, withCrashPoint, type CrashPoint } from './crash-point.ts';

const batch = {} as RawBatch;

/** A driver of two records: `work` is what the handler does with the control it is given. */
function trace(point: CrashPoint, verdict: BatchVerdict['kind'] = 'continue') {
  const log: string[] = [];
  let options: ConsumeOptions | undefined;
  const inner = {
    produce: () => Promise.resolve(void log.push('produced')),
    consume: (given: ConsumeOptions) => {
      options = given;
      return Promise.resolve({ stop: () => Promise.resolve(), assigned: () => null });
    },
  } as unknown as BusDriver;
  const control: BatchControl = {
    signal: new AbortController().signal,
    shouldYield: () => false,
    commit: () => Promise.resolve(void log.push('committed')),
  };
  const driver = withCrashPoint(inner, point, () => log.push('killed'));
  async function run(): Promise<string[]> {
    await driver.consume({
      ...{ group: 'g', topics: ['t'], concurrency: 1, maxBatchSize: 10, onCrash: () => undefined },
      async onBatch(_batch, given) {
        log.push('stored');
        await driver.produce([]);
        await given.commit(1n);
        await driver.produce([]);
        return { kind: verdict, nextOffset: 2n, retryAfterMs: 1, error: null };
      },
    });
    await options?.onBatch(batch, control);
    return log;
  }
  return run();
}

describe('a crash point', () => {
  it.each([
    ['after-store', 1, ['stored', 'killed', 'produced', 'committed', 'produced']],
    ['after-publish', 2, ['stored', 'produced', 'committed', 'produced', 'killed']],
    ['before-commit', 1, ['stored', 'produced', 'killed', 'committed', 'produced']],
    ['before-commit', 2, ['stored', 'produced', 'committed', 'produced', 'killed']],
    ['before-commit', 3, ['stored', 'produced', 'committed', 'produced']],
  ] as const)('strikes %s, the %d. time', async (moment, count, expected) => {
    expect(await trace({ moment, count })).toEqual(expected);
  });

  it('does not take a batch that is to be retried for one that is about to be committed', async () => {
    expect(await trace({ moment: 'before-commit', count: 2 }, 'retry')).not.toContain('killed');
  });

  it('is written as a moment and, where it is not the first time, a count', () => {
    expect(parseCrashPoint('after-store')).toEqual({ moment: 'after-store', count: 1 });
    expect(parseCrashPoint('before-commit:12')).toEqual({ moment: 'before-commit', count: 12 });
    for (const wrong of [
      '',
      'after-commit',
      'after-store:0',
      'after-store:-1',
      'after-store:1.5',
      'after-store:',
    ])
      expect(parseCrashPoint(wrong)).toBeNull();
  });
});
