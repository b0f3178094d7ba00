import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  adjustBenjaminiHochberg,
  adjustHolm,
  createRandom,
  nextInteger,
  nextNormal,
  nextUniform,
  subjectsForMeans,
  testMannWhitney,
  testMeans,
  testProportions,
  testSampleRatio,
  wilsonInterval,
} from '@convoscope/statistics';
import { hasPython } from '../../tools/servers/delta-readers.ts';
import { installPython } from '../../tools/servers/install-python.ts';

const [SCIPY, STATSMODELS] = ['1.17.1', '0.15.0'];
const N_CASES = 200;
const seed = Number(process.env['CONVOSCOPE_SEED'] ?? Date.now() % 2 ** 31);

/** Whether two figures are the same but for rounding; infinite ones are. */
function expectClose(
  ours: readonly number[],
  theirs: readonly number[],
  what: unknown,
  tolerance = 1e-7,
): void {
  ours.forEach((value, i) => {
    const other = theirs[i] ?? Number.NaN;
    const isClose = Math.abs(value - other) <= tolerance * Math.max(1, Math.abs(other)) || value === other;
    expect({ seed, what, i, value, other, isClose }).toMatchObject({ isClose: true });
  });
}

const momentsOf = (values: readonly number[]) => ({
  n: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  squares: values.reduce((sum, value) => sum + value * value, 0),
});

(hasPython() ? describe : describe.skip)('experiments, as SciPy and statsmodels see them', () => {
  let child: ChildProcessByStdio<Writable, Readable, null>;
  let lines: AsyncIterator<string>;
  const random = createRandom(seed);

  beforeAll(async () => {
    const packages = [`scipy==${SCIPY}`, `statsmodels==${STATSMODELS}`];
    const python = await installPython(`scipy-${SCIPY}-statsmodels-${STATSMODELS}`, packages);
    child = spawn(python, [join(import.meta.dirname, 'scipy_answers.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const reader = createInterface({ input: child.stdout });
    lines = reader[Symbol.asyncIterator]();
  }, 300_000);
  afterAll(() => void child?.stdin.end());

  async function ask(question: object): Promise<number[]> {
    child.stdin.write(`${JSON.stringify(question)}\n`);
    const { value } = (await lines.next()) as { value: string };
    return JSON.parse(value) as number[];
  }
  const normals = (n: number, mean: number, deviation: number): number[] =>
    Array.from({ length: n }, () => mean + deviation * nextNormal(random));
  const size = (): number => 8 + nextInteger(random, 200);

  it('two proportions, and Wilson intervals', async () => {
    for (let i = 0; i < N_CASES; i++) {
      const trials = [size(), size()] as const;
      const counts = trials.map((n) => 1 + nextInteger(random, n - 1)) as [number, number];
      const theirs = await ask({ task: 'proportions', counts, trials });
      const ours = testProportions({ n: trials[0], count: counts[0] }, { n: trials[1], count: counts[1] });
      const wilson = wilsonInterval({ n: trials[0], count: counts[0] });
      const figures = [ours.statistic, ours.pValue, ours.low, ours.high, wilson.low, wilson.high];
      expectClose(figures, theirs, { counts, trials });
    }
  });

  it('two means', async () => {
    for (let i = 0; i < N_CASES; i++) {
      const a = normals(size(), nextNormal(random), 0.5 + nextUniform(random));
      const b = normals(size(), nextNormal(random), 0.5 + nextUniform(random));
      const ours = testMeans(momentsOf(a), momentsOf(b));
      const figures = [ours.statistic, ours.pValue, ours.low, ours.high, ours.degrees];
      expectClose(figures, await ask({ task: 'means', a, b }), 'means');
    }
  });

  it('ranks, with and without ties', async () => {
    for (let i = 0; i < N_CASES; i++) {
      const round = (value: number): number => (i % 2 === 0 ? value : Math.round(value));
      const a = normals(size(), 0, 1).map(round);
      const b = normals(size(), 0.2, 2).map(round);
      const counted = (values: readonly number[]) => values.map((value) => [value, 1] as const);
      const { statistic, pValue } = testMannWhitney(counted(a), counted(b));
      expectClose([statistic, pValue], await ask({ task: 'ranks', a, b }), 'ranks');
    }
  });

  it('corrections for many looks, shares of assignment, and sizes', async () => {
    for (let i = 0; i < N_CASES; i++) {
      const p = Array.from({ length: 1 + nextInteger(random, 12) }, () => nextUniform(random) ** 3);
      expectClose([...adjustHolm(p), ...adjustBenjaminiHochberg(p)], await ask({ task: 'multiple', p }), p);
      const shares = [0.2 + nextUniform(random), 0.2 + nextUniform(random), 0.2 + nextUniform(random)];
      const counts = [size(), size(), size()];
      const { statistic, pValue } = testSampleRatio(counts, shares);
      expectClose([statistic, pValue], await ask({ task: 'ratio', counts, shares }), { counts, shares });
      const [difference, deviation] = [0.05 + nextUniform(random) / 4, 0.5 + nextUniform(random)];
      const options = { alpha: 0.01 + nextUniform(random) / 10, power: 0.6 + nextUniform(random) / 3 };
      const [theirs = 0] = await ask({ task: 'power', difference, deviation, ...options });
      // Ours is rounded up. statsmodels counts the far tail too, at 60 % power and 11 % significance .03 % of the power, .08 % of the subjects.
      const off = Math.abs(subjectsForMeans(difference, deviation, options) - theirs);
      expect(off).toBeLessThanOrEqual(1 + 0.0015 * theirs);
    }
  });
});
