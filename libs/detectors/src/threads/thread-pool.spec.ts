import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { createMatrix, type Matrix } from '../convention/matrix.ts';
import { batchDetectors, createBatchDetector } from '../registry.ts';
import { createThreadPool, type ThreadPool } from './thread-pool.ts';

const random = createRandom(11);
const randomTable = (nRows: number): Matrix =>
  createMatrix(
    Float64Array.from({ length: nRows * 4 }, () => nextNormal(random)),
    nRows,
    4,
  );

describe('a pool of threads', () => {
  const table = randomTable(701);
  const fresh = randomTable(333);
  let pool: ThreadPool;
  beforeAll(async () => {
    pool = await createThreadPool(2);
  });
  afterAll(() => pool.close());

  const quick = batchDetectors.map(({ name }) => name).filter((name) => !/auto|vae|svdd|ensemble/.test(name));

  it.each(quick)('learns and scores to the same bits as one thread: %s', async (name) => {
    const params = { seed: 5 };
    const alone = createBatchDetector(name, params);
    const expected = alone.fit(table);
    const { detector, scores } = await pool.fit(name, params, table);
    expect(scores).toEqual(expected);
    expect(detector.threshold).toBe(alone.threshold);
    expect(JSON.stringify(detector)).toBe(JSON.stringify(alone));
    expect(await pool.score(detector, fresh)).toEqual(alone.score(fresh));
  });

  it('shares the work of the slow ones', () => {
    const shared = batchDetectors.filter(({ rowWork }) => rowWork).map(({ name }) => name);
    expect(shared).toEqual(
      expect.arrayContaining(['iforest', 'extended-iforest', 'inne', 'lof', 'knn', 'kde']),
    );
  });

  it('refuses what one thread refuses', async () => {
    await expect(pool.fit('knn', { k: 0 }, table)).rejects.toThrow('parameter "k"');
    await expect(pool.fit('knn', {}, createMatrix(Float64Array.of(NaN), 1, 1))).rejects.toThrow(
      'fill missing values',
    );
    await expect(pool.score(createBatchDetector('knn'), table)).rejects.toThrow('not been fitted');
    const { detector } = await pool.fit('kde', {}, table);
    await expect(pool.score(detector, createMatrix(new Float64Array(3), 1, 3))).rejects.toThrow(
      'fitted on 4 features',
    );
    await expect(createThreadPool(0)).rejects.toThrow('nThreads');
  });
});
