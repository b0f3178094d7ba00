import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '../random/random.ts';
import { forecastHoltWinters } from './holt-winters-forecast.ts';
import { fitHoltWinters } from './holt-winters.ts';
import { smoothLoess } from './loess.ts';
import { decomposeMstl } from './mstl.ts';
import { minimise } from './nelder-mead.ts';
import { selectHoltWinters } from './select-holt-winters.ts';
import { decomposeStl } from './stl.ts';

const seasonal = (seed: number, length: number, isFactor: boolean, deviation = 0.05): number[] => {
  const random = createRandom(seed);
  return Array.from({ length }, (_, i) => {
    const [level, wave] = [100 + i, Math.sin((2 * Math.PI * i) / 12)];
    return isFactor
      ? level * (1 + 0.4 * wave) * (1 + deviation * nextNormal(random))
      : level + 20 * wave + 100 * deviation * nextNormal(random);
  });
};

describe('LOESS', () => {
  it('leaves a line as it is, and with degree 0 a constant', () => {
    const line = Array.from({ length: 30 }, (_, i) => 3 - 0.5 * i);
    smoothLoess(line, { window: 7 }).forEach((value, i) => expect(value).toBeCloseTo(line[i], 10));
    smoothLoess(line, { window: 99, jump: 4 }).forEach((value, i) => expect(value).toBeCloseTo(line[i], 10));
    expect([...smoothLoess([2, 2, 2, 2], { window: 3, degree: 0 })]).toEqual([2, 2, 2, 2]);
  });

  it('keeps a value whose neighbours all weigh nothing, and refuses a narrow window', () => {
    expect([...smoothLoess([1, 9, 4], { window: 3, weights: [0, 0, 0] })]).toEqual([1, 9, 4]);
    expect(() => smoothLoess([1, 2, 3], { window: 2 })).toThrow('"window"');
  });
});

describe('STL', () => {
  it('puts an outlier into the remainder, not into season and trend', () => {
    const values = seasonal(1, 120, false, 0.01);
    values[60] += 80;
    const { remainder, weights } = decomposeStl(values, { period: 12, isRobust: true });
    expect(remainder[60]).toBeGreaterThan(70);
    expect(weights[60]).toBe(0);
    expect(Math.abs(remainder[72])).toBeLessThan(5);
  });

  it('refuses what it cannot take', () => {
    expect(() => decomposeStl([1, 2, 3], { period: 2 })).toThrow('two periods');
    expect(() => decomposeStl([1, 2, 3, 4], { period: 1 })).toThrow('"period"');
    expect(() => decomposeStl([1, 2, 3, 4], { period: 2, trendWindow: 4 })).toThrow('"trendWindow"');
    expect(() => decomposeMstl([1, 2, 3, 4], { periods: [2, 2] })).toThrow('"periods"');
    expect(() => decomposeMstl([1, 2, 3, 4], { periods: [3] })).toThrow('longest period');
    expect(() => decomposeMstl([1, 2, 3, 4], { periods: [2], rounds: 0 })).toThrow('"rounds"');
  });
});

describe('choice of exponential smoothing', () => {
  it('takes the season as it is', () => {
    expect(selectHoltWinters(seasonal(2, 144, true), 12).kind).toBe('multiplicative');
    expect(selectHoltWinters(seasonal(3, 144, false), 12).kind).toBe('additive');
    expect(selectHoltWinters([3, 4, 5, 6, 7, 8.5, 9, 10], 12).kind).toBe('none');
  });

  it.each([
    ['additive', 0.8],
    ['additive', 0.95],
    ['multiplicative', 0.8],
    ['multiplicative', 0.95],
  ] as const)('holds its promise with a season %s at %d', (kind, probability) => {
    const horizons = [1, 6, 18];
    let nInside = 0;
    const nSeries = kind === 'additive' ? 80 : 30;
    for (let seed = 0; seed < nSeries; seed++) {
      const values = seasonal(seed + 100, 162, kind === 'multiplicative');
      const forecast = forecastHoltWinters(
        fitHoltWinters(values.slice(0, 144), 12, { kind }),
        18,
        probability,
      );
      for (const h of horizons) {
        const { low, high } = forecast[h - 1];
        nInside += values[143 + h] >= low && values[143 + h] <= high ? 1 : 0;
      }
    }
    const share = nInside / (nSeries * horizons.length);
    expect(share).toBeGreaterThan(probability - 0.08);
    expect(share).toBeLessThan(probability + 0.08);
  });

  it('lets a damped trend level out', () => {
    const model = fitHoltWinters(seasonal(4, 60, false), 1, { isDamped: true });
    const steps = forecastHoltWinters(model, 200).map(({ value }) => value);
    expect(Math.abs(steps[199] - steps[150])).toBeLessThan(0.2 * Math.abs(steps[49] - steps[0]) + 1e-9);
  });

  it('refuses what has no factor, and horizons that are none', () => {
    expect(() => fitHoltWinters([1, 0, 1, 2], 2, { kind: 'multiplicative' })).toThrow('value 1 is 0');
    expect(() => fitHoltWinters([1, Number.NaN, 1, 2], 2)).toThrow('value 1 is NaN');
    expect(() => fitHoltWinters([1, 2], 1)).toThrow('three values');
    const model = fitHoltWinters([1, 2, 1, 2, 1.5], 1);
    expect(() => forecastHoltWinters(model, -1)).toThrow('"steps"');
  });
});

describe('simplex search', () => {
  it('finds the floor of a bent valley', () => {
    const { at } = minimise(([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1]);
    expect(at[0]).toBeCloseTo(1, 3);
    expect(at[1]).toBeCloseTo(1, 3);
  });

  it('walks around places without a value, and keeps to its budget', () => {
    const { at, nEvaluations } = minimise(([x]) => (x > 3 ? Number.NaN : (x - 2) ** 2), [2.9], { step: 1 });
    expect(at[0]).toBeCloseTo(2, 3);
    expect(nEvaluations).toBeLessThan(900);
    expect(minimise(([x]) => -x, [0], { maxEvaluations: 30 }).nEvaluations).toBeLessThan(36);
  });
});
