import { describe, expect, it } from '@jest/globals';
import { median } from '../descriptive/quantile.ts';
import { ParameterError } from '../errors.ts';
import { createRandom, nextNormal, nextUniform } from '../random/random.ts';
import { alwaysValid } from './always-valid.ts';
import { bootstrapDifference } from './bootstrap.ts';
import { adjustByHistory } from './cuped.ts';
import { testMannWhitney } from './mann-whitney.ts';
import { testMeans } from './means.ts';
import { adjustBenjaminiHochberg, adjustHolm } from './multiple-testing.ts';
import { detectableDifference, subjectsForMeans, subjectsForProportions } from './power.ts';
import { testProportions, wilsonInterval } from './proportions.ts';
import { testSampleRatio } from './sample-ratio.ts';

const momentsOf = (values: readonly number[]) => ({
  n: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  squares: values.reduce((sum, value) => sum + value * value, 0),
});
const counted = (values: readonly number[]) => values.map((value) => [value, 1] as const);

// Reference values: SciPy 1.17.1 and statsmodels 0.15.0; the peers' run compares random inputs.
describe('tests of experiments', () => {
  it('two proportions', () => {
    const found = testProportions({ n: 300, count: 45 }, { n: 310, count: 80 });
    expect(found.statistic).toBeCloseTo(3.30570145683, 10);
    expect(found.pValue).toBeCloseTo(0.000947389714, 12);
    expect([found.low, found.high]).toEqual([
      expect.closeTo(0.0441701848, 9),
      expect.closeTo(0.170850178, 8),
    ]);
    const wilson = wilsonInterval({ n: 300, count: 45 });
    expect([wilson.low, wilson.high]).toEqual([
      expect.closeTo(0.114032469, 8),
      expect.closeTo(0.194817611, 8),
    ]);
    expect(testProportions({ n: 5, count: 0 }, { n: 9, count: 0 }).pValue).toBe(1);
    expect(wilsonInterval({ n: 5, count: 0 }).low).toBe(0);
    expect(wilsonInterval({ n: 5, count: 5 }).high).toBe(1);
  });

  it('two means', () => {
    const found = testMeans(momentsOf([1, 2, 3, 4, 5.5]), momentsOf([2, 4, 6, 8, 9, 11]));
    expect(found.statistic).toBeCloseTo(2.27659574468, 10);
    expect(found.pValue).toBeCloseTo(0.053210799839, 10);
    expect([found.low, found.high]).toEqual([expect.closeTo(-0.06316545, 7), expect.closeTo(7.1964988, 6)]);
    expect(testMeans(momentsOf([1, 1]), momentsOf([1, 1])).pValue).toBe(1);
    expect(testMeans(momentsOf([1, 1]), momentsOf([2, 2])).pValue).toBe(0);
  });

  it('ranks, from values or from a histogram', () => {
    const [a, b] = [
      [1, 2, 2, 3, 4, 5, 5, 8],
      [2, 3, 5, 6, 7, 8, 9, 9, 10],
    ];
    const found = testMannWhitney(counted(a), counted(b));
    expect(found.statistic).toBe(57);
    expect(found.pValue).toBeCloseTo(0.0470283081907, 10);
    expect(
      testMannWhitney(
        [
          [1, 1],
          [2, 2],
          [3, 1],
          [4, 1],
          [5, 2],
          [8, 1],
        ],
        counted(b),
      ),
    ).toEqual(found);
    expect(testMannWhitney([[1, 5]], [[1, 7]])).toMatchObject({ superiority: 0.5, pValue: 1 });
  });

  it('many looks', () => {
    const p = [0.01, 0.04, 0.03, 0.5];
    expect(adjustHolm(p)).toEqual([0.04, 0.09, 0.09, 0.5].map((value) => expect.closeTo(value, 12)));
    expect(adjustBenjaminiHochberg(p)).toEqual(
      [0.04, 0.16 / 3, 0.16 / 3, 0.5].map((value) => expect.closeTo(value, 12)),
    );
    expect([adjustHolm([]), adjustBenjaminiHochberg([])]).toEqual([[], []]);
  });

  it('shares of assignment, also of one that is surely broken', () => {
    expect(testSampleRatio([520, 480], [1, 1]).pValue).toBeCloseTo(0.205903210732, 10);
    const { pValue } = testSampleRatio([900, 100], [0.5, 0.5]);
    expect(pValue).toBeGreaterThan(0);
    expect(pValue).toBeLessThan(1e-100);
  });

  it('how many are needed', () => {
    expect(subjectsForMeans(0.1, 0.5)).toBe(393);
    // Fleiss, Levin and Paik (2003), table A.4 without correction: 0.10 against 0.20.
    expect(subjectsForProportions(0.1, 0.2)).toBe(199);
    expect(subjectsForProportions(0.1, 0.1)).toBe(Infinity);
    expect(detectableDifference(0.5 * Math.sqrt(2 / 393))).toBeCloseTo(0.1, 3);
  });

  it('what no test can take', () => {
    const bad: (() => unknown)[] = [
      () => wilsonInterval({ n: 0, count: 0 }),
      () => wilsonInterval({ n: 5, count: 6 }),
      () => wilsonInterval({ n: 5, count: 1 }, 1),
      () => testMeans(momentsOf([1]), momentsOf([1, 2])),
      () => testMannWhitney([], [[1, 1]]),
      () => testSampleRatio([1, 2], [1]),
      () => testSampleRatio([0, 0], [1, 1]),
      () => testSampleRatio([1, 2], [1, 0]),
      () => subjectsForMeans(0.1, -1),
      () => subjectsForProportions(0.1, 1.2),
      () => subjectsForMeans(0.1, 1, { power: 1 }),
      () => alwaysValid({ difference: 0, error: 1 }, 0),
      () => alwaysValid({ difference: 0, error: 1 }, 1, 0),
      () => adjustByHistory([1, 2], [1]),
      () => bootstrapDifference([], [1], { random: createRandom(1) }),
    ];
    for (const call of bad) expect(call).toThrow(ParameterError);
  });
});

describe('an interval that holds whenever somebody looks', () => {
  it('errs seldom under a thousand looks, where the ordinary one errs often', () => {
    const random = createRandom(7);
    let [ordinary, always] = [0, 0];
    const nRuns = 300;
    for (let run = 0; run < nRuns; run++) {
      let [sum, wasOrdinary, wasAlways] = [0, false, false];
      for (let n = 1; n <= 1_000; n++) {
        sum += nextNormal(random);
        if (n < 10) continue;
        const found = { difference: sum / n, error: 1 / Math.sqrt(n) };
        wasOrdinary ||= Math.abs(found.difference) > 1.96 * found.error;
        const { low, high, pValue } = alwaysValid(found, 0.2);
        expect(pValue < 0.05).toBe(low > 0 || high < 0);
        wasAlways ||= low > 0 || high < 0;
      }
      ordinary += Number(wasOrdinary);
      always += Number(wasAlways);
    }
    expect(ordinary / nRuns).toBeGreaterThan(0.25);
    expect(always / nRuns).toBeLessThanOrEqual(0.05);
  });

  it('is the difference itself where nothing varies', () => {
    expect(alwaysValid({ difference: 0, error: 0 }, 1)).toEqual({ low: 0, high: 0, pValue: 1 });
    expect(alwaysValid({ difference: 2, error: 0 }, 1).pValue).toBe(0);
  });
});

describe('history', () => {
  it('takes out what was there before, and leaves the difference', () => {
    const random = createRandom(3);
    const before = Array.from({ length: 2_000 }, () => nextNormal(random));
    const outcomes = before.map((value, i) => 2 * value + (i % 2) * 0.5 + nextNormal(random) * 0.5);
    const { adjusted, slope, varianceLeft } = adjustByHistory(outcomes, before);
    expect(slope).toBeCloseTo(2, 1);
    expect(varianceLeft).toBeLessThan(0.12);
    const group = (values: readonly number[], side: number) =>
      momentsOf(values.filter((_, i) => i % 2 === side));
    const [plain, exact] = [outcomes, adjusted].map((values) =>
      testMeans(group(values, 0), group(values, 1)),
    );
    expect(exact.error).toBeLessThan(plain.error / 2);
    expect(exact.difference).toBeCloseTo(0.5, 1);
    expect(adjustByHistory([1, 2, 3], [5, 5, 5])).toEqual({ adjusted: [1, 2, 3], slope: 0, varianceLeft: 1 });
  });
});

describe('the bootstrap', () => {
  it('agrees with the formula for means, takes medians, and repeats itself', () => {
    const random = createRandom(5);
    const sample = (mean: number) => Array.from({ length: 150 }, () => mean + nextNormal(random));
    const [a, b] = [sample(0), sample(1)];
    const found = bootstrapDifference(a, b, { random: createRandom(1) });
    const formula = testMeans(momentsOf(a), momentsOf(b));
    expect(found.low).toBeCloseTo(formula.low, 1);
    expect(found.high).toBeCloseTo(formula.high, 1);
    expect(bootstrapDifference(a, b, { random: createRandom(1) })).toEqual(found);
    const options = { random: createRandom(2), nSamples: 400, statistic: median };
    const ofMedians = bootstrapDifference(a, b, options);
    expect(ofMedians.low).toBeLessThan(ofMedians.difference);
    expect(ofMedians.high).toBeGreaterThan(ofMedians.difference);
    expect(nextUniform(options.random)).toBeLessThan(1);
  });
});
