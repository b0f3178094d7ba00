import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '../random/random.ts';
import { findChangePoints } from './change-points.ts';
import { forecastHoltWinters } from './holt-winters-forecast.ts';
import { fitHoltWinters, updateHoltWinters } from './holt-winters.ts';
import { createRunLengths, updateRunLengths } from './online-change-points.ts';

const noise = (seed: number, length: number, mean = 0, deviation = 1): number[] => {
  const random = createRandom(seed);
  return Array.from({ length }, () => mean + deviation * nextNormal(random));
};

describe('PELT', () => {
  it('finds changes of mean and of variance, and none in noise', () => {
    const series = [...noise(1, 100), ...noise(2, 80, 4), ...noise(3, 120, 4, 5)];
    const [mean, variance, ...more] = findChangePoints(series);
    expect(Math.abs(mean - 100)).toBeLessThanOrEqual(2);
    expect(Math.abs(variance - 180)).toBeLessThanOrEqual(6);
    expect(more).toEqual([]);
    expect(findChangePoints(noise(4, 300))).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])('finds what trying every segmentation finds (%d)', (seed) => {
    const values = [...noise(seed, 9), ...noise(seed + 50, 8, 3), ...noise(seed + 90, 7, -2, 2)];
    const [penalty, minLength] = [4, 3];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const floor = (values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) * 1e-6;
    const cost = (from: number, to: number): number => {
      const part = values.slice(from, to);
      const centre = part.reduce((sum, value) => sum + value, 0) / part.length;
      return (
        part.length *
        Math.log(Math.max(floor, part.reduce((sum, value) => sum + (value - centre) ** 2, 0) / part.length))
      );
    };
    const best: { total: number; changes: number[] }[] = [{ total: -penalty, changes: [] }];
    for (let end = minLength; end <= values.length; end++)
      for (let start = 0; start <= end - minLength; start++) {
        if (best[start] === undefined) continue;
        const total = best[start].total + cost(start, end) + penalty;
        if (best[end] === undefined || total < best[end].total)
          best[end] = { total, changes: start === 0 ? [] : [...best[start].changes, start] };
      }
    expect(findChangePoints(values, { penalty, minLength })).toEqual(best[values.length].changes);
  });

  it('takes short and constant series, and refuses senseless options', () => {
    expect(findChangePoints([1, 2, 3])).toEqual([]);
    expect(findChangePoints(new Array<number>(50).fill(3))).toEqual([]);
    expect(() => findChangePoints([1], { minLength: 1 })).toThrow('"minLength"');
    expect(() => findChangePoints([1], { penalty: -1 })).toThrow('"penalty"');
  });
});

describe('online change points', () => {
  it('believes in a change soon after it, and not before', () => {
    const run = createRunLengths(250, 200);
    const before = noise(5, 300).map((value) => updateRunLengths(run, value));
    const after = noise(6, 12, 5).map((value) => updateRunLengths(run, value));
    // A lone far value may look like a change until the next ones come.
    expect(Math.max(...before.slice(30))).toBeLessThan(0.7);
    expect(Math.max(...after.slice(0, 5))).toBeGreaterThan(0.95);
    expect(run.probability).toHaveLength(200);
    expect(run.probability.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 10);
  });

  it('goes on from a saved state, and survives a value beyond belief', () => {
    const run = createRunLengths();
    noise(7, 50).forEach((value) => updateRunLengths(run, value));
    const restored = JSON.parse(JSON.stringify(run)) as typeof run;
    expect(updateRunLengths(restored, 0.3)).toBe(updateRunLengths(run, 0.3));
    expect(updateRunLengths(run, 1e200)).toBeLessThanOrEqual(1.0000001);
    expect(() => createRunLengths(1)).toThrow('"meanRunLength"');
    expect(() => createRunLengths(10, 2)).toThrow('"maxRunLength"');
  });
});

describe('Holt-Winters', () => {
  const truth = (i: number): number => 100 + 0.5 * i + 20 * Math.sin((2 * Math.PI * i) / 24);

  it('repeats a noiseless trend with a season', () => {
    const model = fitHoltWinters(
      Array.from({ length: 240 }, (_, i) => truth(i)),
      24,
    );
    forecastHoltWinters(model, 48).forEach(({ value }, h) =>
      expect(Math.abs(value - truth(240 + h))).toBeLessThan(0.5),
    );
  });

  it('holds about the wanted share of values in its intervals', () => {
    const errors = noise(8, 1000, 0, 3);
    const model = fitHoltWinters(
      Array.from({ length: 480 }, (_, i) => truth(i) + errors[i]),
      24,
    );
    let inside = 0;
    for (let i = 480; i < 1000; i++) {
      const value = truth(i) + errors[i];
      const [{ low, high }] = forecastHoltWinters(model, 1, 0.9);
      inside += value >= low && value <= high ? 1 : 0;
      updateHoltWinters(model, value);
    }
    expect(inside / 520).toBeGreaterThan(0.83);
    expect(inside / 520).toBeLessThan(0.96);
  });

  it('widens with the horizon, and refuses too little', () => {
    const model = fitHoltWinters(
      Array.from({ length: 96 }, (_, i) => truth(i) + noise(9, 96)[i]),
      24,
    );
    const widths = forecastHoltWinters(model, 50).map(({ low, high }) => high - low);
    expect(widths.every((width, h) => h === 0 || width >= widths[h - 1])).toBe(true);
    expect(() => fitHoltWinters([1, 2, 3], 2)).toThrow('two periods');
    expect(() => fitHoltWinters([1, 2, 3], 0)).toThrow('"period"');
    expect(() => forecastHoltWinters(model, 1, 2)).toThrow('"probability"');
  });
});
