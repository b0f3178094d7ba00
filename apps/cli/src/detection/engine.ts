import { createThreadPool, type BatchDetector, type Matrix } from '@convoscope/detectors';

/** Learns and scores, on one thread or several: the scores are the same. */
export interface Engine {
  fit(detector: BatchDetector, table: Matrix): Promise<{ detector: BatchDetector; scores: Float64Array }>;
  score(detector: BatchDetector, table: Matrix): Promise<Float64Array>;
  close(): Promise<void>;
}

const oneThread: Engine = {
  fit: (detector, table) => Promise.resolve({ scores: detector.fit(table), detector }),
  score: (detector, table) => Promise.resolve(detector.score(table)),
  close: () => Promise.resolve(),
};

/** An engine of that many threads; close it in the end. */
export async function createEngine(nThreads: number): Promise<Engine> {
  if (nThreads === 1) return oneThread;
  const pool = await createThreadPool(nThreads);
  return {
    fit: (detector, table) => pool.fit(detector.name, detector.params, table),
    score: (detector, table) => pool.score(detector, table),
    close: () => pool.close(),
  };
}
