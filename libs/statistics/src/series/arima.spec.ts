import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '../random/random.ts';
import { forecastArima } from './arima-forecast.ts';
import { expectedByArima, fewestValues, fitArima, toStationary, updateArima, type Arima } from './arima.ts';
import { selectArima } from './select-arima.ts';

/** An ARMA(2, 1) around `level`, after a start that is forgotten. */
function simulate(seed: number, length: number, level = 20): number[] {
  const random = createRandom(seed);
  let [last, before, lastError] = [0, 0, 0];
  const values: number[] = [];
  for (let i = -100; i < length; i++) {
    const error = nextNormal(random);
    const value = 0.9 * last - 0.3 * before + error + 0.4 * lastError;
    [before, last, lastError] = [last, value, error];
    if (i >= 0) values.push(level + value);
  }
  return values;
}

const wave = (seed: number, length: number): number[] => {
  const random = createRandom(seed);
  return Array.from(
    { length },
    (_, i) => 50 + 0.1 * i + 10 * Math.sin((2 * Math.PI * i) / 12) + 1.5 * nextNormal(random),
  );
};

describe('ARIMA', () => {
  it('finds the coefficients that made the series', () => {
    const model = fitArima(simulate(1, 4000), { p: 2, d: 0, q: 1 });
    [0.9, -0.3, 0.4].forEach((value, k) =>
      expect(Math.abs(model.coefficients[k] - value)).toBeLessThan(0.08),
    );
    expect(Math.abs(model.mean - 20)).toBeLessThan(0.3);
    expect(Math.abs(model.errorVariance - 1)).toBeLessThan(0.06);
  });

  it('holds the promised share of the coming values in its intervals, near and far', () => {
    const horizons = [1, 4, 12];
    const inside = { 0.8: 0, 0.95: 0 };
    const nSeries = 40;
    for (let seed = 0; seed < nSeries; seed++) {
      const values = simulate(seed + 10, 112);
      const model = selectArima(values.slice(0, 100), { maxOrder: 2 });
      for (const probability of [0.8, 0.95] as const) {
        const forecast = forecastArima(model, 12, probability);
        for (const h of horizons) {
          const { low, high } = forecast[h - 1];
          inside[probability] += values[99 + h] >= low && values[99 + h] <= high ? 1 : 0;
        }
      }
    }
    const shares = [inside[0.8], inside[0.95]].map((count) => count / (nSeries * horizons.length));
    expect(Math.abs(shares[0] - 0.8)).toBeLessThan(0.1);
    expect(Math.abs(shares[1] - 0.95)).toBeLessThan(0.06);
  });

  it('chooses differences and a season where they are', () => {
    const values = wave(3, 240);
    const model = selectArima(values, { period: 12 });
    expect(model.order.seasonalD).toBe(1);
    forecastArima(model, 24).forEach(({ value }, h) => {
      const truth = 50 + 0.1 * (240 + h) + 10 * Math.sin((2 * Math.PI * (240 + h)) / 12);
      expect(Math.abs(value - truth)).toBeLessThan(3);
    });
    const random = createRandom(4);
    let level = 0;
    const walk = Array.from({ length: 200 }, () => (level += nextNormal(random)));
    expect(selectArima(walk).order.d).toBe(1);
    expect(selectArima(simulate(5, 400)).order.d).toBe(0);
  });

  it('goes on from a saved state with the same forecasts', () => {
    const model = selectArima(wave(6, 120), { period: 12 });
    const restored = JSON.parse(JSON.stringify(model)) as Arima;
    expect(updateArima(restored, 60)).toBe(updateArima(model, 60));
    expect(forecastArima(restored, 5)).toEqual(forecastArima(model, 5));
  });

  it('widens its intervals with the horizon', () => {
    const widths = forecastArima(fitArima(simulate(7, 200), { p: 1, d: 1, q: 1 }), 30).map(
      ({ low, high }) => high - low,
    );
    expect(widths.every((width, h) => h === 0 || width >= widths[h - 1])).toBe(true);
  });

  it('takes short and constant series, and says when they are too short', () => {
    const constant = selectArima(new Array<number>(30).fill(7));
    expect(expectedByArima(constant)).toBeCloseTo(7, 9);
    expect(constant.errorVariance).toBeCloseTo(0, 12);
    expect(selectArima([1, 2, 1, 2, 1]).values.length).toBeGreaterThanOrEqual(0);
    expect(() => selectArima([1, 2])).toThrow('five values');
    expect(() => fitArima([1, 2, 3], { p: 1, d: 0, q: 0 })).toThrow(
      `needs ${fewestValues({ p: 1, d: 0, q: 0 })}`,
    );
  });

  it('refuses senseless orders, horizons and probabilities by name', () => {
    expect(() => fitArima([1, 2, 3], { p: -1, d: 0, q: 0 })).toThrow('"p"');
    expect(() => fitArima([1, 2, 3], { p: 0, d: 0, q: 0, seasonalP: 1 })).toThrow('"period"');
    const model = fitArima(simulate(8, 50), { p: 1, d: 0, q: 0 });
    expect(() => forecastArima(model, 1.5)).toThrow('"steps"');
    expect(() => forecastArima(model, 1, 1)).toThrow('"probability"');
  });

  it('makes stationary coefficients of any numbers', () => {
    expect(toStationary([0.5])).toEqual([Math.tanh(0.5)]);
    const random = createRandom(9);
    for (let k = 0; k < 50; k++) {
      const [a, b] = toStationary([2 * nextNormal(random), 2 * nextNormal(random)]);
      // The triangle of stationary AR(2) models.
      expect(a + b).toBeLessThanOrEqual(1);
      expect(b - a).toBeLessThanOrEqual(1);
      expect(b).toBeGreaterThanOrEqual(-1);
    }
  });
});
