import { ParameterError } from '@convoscope/statistics';
import { validateMatrix, type Matrix } from '../convention/matrix.ts';
import type { RowRange } from '../convention/row-work.ts';
import { batchFactoryOf, createBatchDetector } from '../registry.ts';
import { sharedFloats, shareMatrix, sharePlainData } from './shared-memory.ts';
import type { BatchDetector } from '../convention/batch-detector.ts';
import type { FitTask, ScoreTask } from './row-work.worker.ts';

/**
 * Several threads that learn and score together. Every row is computed by the same code from the same numbers as on one thread, so the
 * results are the same bits, however many threads there are and however the rows were shared out.
 */
export interface ThreadPool {
  readonly nThreads: number;
  /**
   * Learns as `createBatchDetector(name, params).fit(table)` does. Detectors whose method does not go row by row learn on the calling
   * thread. Throws `ParameterError` and `DataError` as they do. Memory: one shared copy of the table, unless it is shared already.
   */
  fit(
    name: string,
    params: Readonly<Record<string, unknown>>,
    table: Matrix,
  ): Promise<{ detector: BatchDetector; scores: Float64Array }>;
  /** The scores that `detector.score(table)` gives. */
  score(detector: BatchDetector, table: Matrix): Promise<Float64Array>;
  /** Ends the threads. What is still running is left undone. */
  close(): Promise<void>;
}

/** Ranges a thread gets, so that one that is held up does not hold up the others. */
const RANGES_A_THREAD = 6;
/** Fewer rows are not worth a message. */
const MIN_ROWS = 64;

function rangesOf(nRows: number, nThreads: number): RowRange[] {
  const size = Math.max(MIN_ROWS, Math.ceil(nRows / (nThreads * RANGES_A_THREAD)));
  return Array.from({ length: Math.ceil(nRows / size) }, (_, r) => ({
    from: r * size,
    to: Math.min(nRows, (r + 1) * size),
  }));
}

/** The worker lies beside this file: as source when this runs from source (with its conditions for imports), else compiled. */
function workerOptions(): { filename: string; execArgv: string[] } {
  const isSource = import.meta.url.endsWith('.ts');
  return {
    filename: new URL(`./row-work.worker.${isSource ? 'ts' : 'js'}`, import.meta.url).href,
    execArgv: isSource ? ['--conditions=source', '--disable-warning=ExperimentalWarning'] : [],
  };
}

/**
 * Starts `nThreads` threads beside the calling one, which only waits for them: as many as there are cores to be used. Close it in the end.
 * Throws `ParameterError` for fewer than one.
 */
export async function createThreadPool(nThreads: number): Promise<ThreadPool> {
  if (!Number.isInteger(nThreads) || nThreads < 1 || nThreads > 1024)
    throw new ParameterError('nThreads', 'an integer in [1, 1024]', nThreads);
  // Loaded only here: without threads the library needs nothing but the language.
  const { Piscina } = await import('piscina');
  const pool = new Piscina({ ...workerOptions(), minThreads: nThreads, maxThreads: nThreads });
  let nSnapshots = 0;

  const runAll = async (
    name: 'computeRows' | 'scoreRows',
    nRows: number,
    toTask: (range: RowRange) => FitTask | ScoreTask,
  ) => void (await Promise.all(rangesOf(nRows, nThreads).map((range) => pool.run(toTask(range), { name }))));

  return {
    nThreads,
    async fit(name, given, table) {
      const detector = createBatchDetector(name, given);
      const { params } = detector;
      const work = batchFactoryOf(name).rowWork;
      if (work === undefined) return { scores: detector.fit(table), detector };
      validateMatrix(table);
      const shared = shareMatrix(table);
      const prepared = sharePlainData(work.prepare(shared, params));
      const out = sharedFloats(table.nRows * work.width(prepared, shared, params));
      await runAll('computeRows', table.nRows, (range) => ({
        name,
        params,
        prepared,
        table: shared,
        range,
        out,
      }));
      return work.finish(prepared, shared, Float64Array.from(out), params);
    },
    async score(detector, table) {
      const { name } = detector;
      const snapshot = sharePlainData(batchFactoryOf(name).snapshot(detector));
      if (snapshot === undefined) return detector.score(table);
      validateMatrix(table);
      const shared = shareMatrix(table);
      const out = sharedFloats(table.nRows);
      const snapshotId = ++nSnapshots;
      await runAll('scoreRows', table.nRows, (range) => ({
        name,
        table: shared,
        range,
        out,
        snapshotId,
        snapshot,
      }));
      return Float64Array.from(out);
    },
    close: () => pool.destroy(),
  };
}
