import type { BatchControl, BusDriver, ConsumeOptions } from './bus-driver.ts';

/**
 * Moments between 'store, publish, commit' at which a process can be made to die, for tests: `after-store` when something is about to be
 * published, `after-publish` when the log has acknowledged it, `before-commit` when a batch is done and its offset not yet committed.
 */
export const CRASH_MOMENTS = ['after-store', 'after-publish', 'before-commit'] as const;

export type CrashMoment = (typeof CRASH_MOMENTS)[number];

export interface CrashPoint {
  moment: CrashMoment;
  /** The how-manieth time; from 1. */
  count: number;
}

const NOTATION = new RegExp(`^(${CRASH_MOMENTS.join('|')})(?::([1-9][0-9]{0,8}))?$`);

/** A crash point from `after-publish` (the first time) or `after-publish:3` (the third); null where it is neither. */
export function parseCrashPoint(text: string): CrashPoint | null {
  const [, moment, count = '1'] = NOTATION.exec(text) ?? [];
  return moment === undefined ? null : { moment: moment as CrashMoment, count: Number(count) };
}

/** No handler runs, nothing is flushed: what is not durable is gone, as when the machine fails. */
const killProcess = (): void => void process.kill(process.pid, 'SIGKILL');

/** A driver that kills the process at one moment; everything else is as without it. */
export function withCrashPoint(
  driver: BusDriver,
  { moment: wanted, count }: CrashPoint,
  kill: () => void = killProcess,
): BusDriver {
  let nPassed = 0;
  const pass = (moment: CrashMoment): void => {
    if (moment === wanted && ++nPassed === count) kill();
  };
  const watch = (control: BatchControl): BatchControl => ({
    signal: control.signal,
    shouldYield: () => control.shouldYield(),
    commit(nextOffset) {
      pass('before-commit');
      return control.commit(nextOffset);
    },
  });
  const watchBatches = (options: ConsumeOptions): ConsumeOptions => ({
    ...options,
    async onBatch(batch, control) {
      const verdict = await options.onBatch(batch, watch(control));
      if (verdict.kind === 'continue') pass('before-commit');
      return verdict;
    },
  });
  return {
    ...driver,
    async produce(batches) {
      pass('after-store');
      await driver.produce(batches);
      pass('after-publish');
    },
    consume: (options) => driver.consume(watchBatches(options)),
  };
}
