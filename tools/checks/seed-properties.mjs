import { expect } from '@jest/globals';

/**
 * Gives property tests the seed of the run (CONVOSCOPE_TEST_SEED; `npm test` takes it from the commit): the same commit is
 * tested with the same values, and the next one with others.
 */
const seed = process.env.CONVOSCOPE_TEST_SEED;
if (seed !== undefined && expect.getState().testPath?.includes('.prop.')) {
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
}
