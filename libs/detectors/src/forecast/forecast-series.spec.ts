import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { forecastSeries, type SeriesForecast } from './forecast-series.ts';
import { tellForecast } from './tell-forecast.ts';

const series = (n: number, at: (i: number, noise: number) => number, seed = 1): Float64Array => {
  const random = createRandom(seed);
  return Float64Array.from({ length: n }, (_, i) => at(i, nextNormal(random)));
};
const WEEK = [3, 4, 4, 5, 6, -9, -13];
const tell = (forecast: SeriesForecast): string =>
  tellForecast(forecast, { step: 'day', placeOf: (i) => `day ${i}` }).join('\n');

describe('forecastSeries', () => {
  it.each([
    ['a level', series(90, (_, noise) => 20 + noise), 20],
    ['a line', series(90, (i, noise) => 10 + 0.5 * i + noise), 10 + 0.5 * 95],
    ['a season', series(98, (i, noise) => 50 + WEEK[i % 7]! + noise), 50 + WEEK[102 % 7]!],
  ])('goes on with %s', (_, values, expected) => {
    const { points } = forecastSeries(values, { horizon: 7 });
    const { value, low95, high95, low80, high80 } = points[values.length === 98 ? 4 : 5]!;
    expect(Math.abs(value - expected)).toBeLessThan(1.5);
    expect([low95 < low80, low80 < value, value < high80, high80 < high95]).toEqual([true, true, true, true]);
  });

  it('does better than the last value going on where there is a season, and names it', () => {
    const forecast = forecastSeries(
      series(140, (i, noise) => 50 + WEEK[i % 7]! + noise),
      { horizon: 7 },
    );
    expect([forecast.period, forecast.methods[0]!.relativeError < 0.4]).toEqual([7, true]);
    expect(tell(forecast)).toMatch(/with a season of 7 days was least off .*: \d\d % less than/);
  });

  it('is the same whatever the unit, to the ends of what numbers hold', () => {
    const values = series(80, (i, noise) => 30 + 0.1 * i + noise);
    const one = forecastSeries(values, { horizon: 5 });
    for (const unit of [1e300, 1e-300]) {
      const { points, course } = forecastSeries(
        values.map((value) => value * unit),
        { horizon: 5 },
      );
      points.forEach(({ value, high95 }, h) => {
        expect(value / unit).toBeCloseTo(one.points[h]!.value, 8);
        expect(high95 / unit).toBeCloseTo(one.points[h]!.high95, 8);
      });
      expect(course.slope! / unit).toBeCloseTo(one.course.slope!, 8);
    }
  });

  it('keeps a growing series on the scale on which it scatters evenly, and its intervals above zero', () => {
    const values = series(96, (i, noise) => Math.exp(0.04 * i + 0.2 * noise));
    const { power, points } = forecastSeries(values, { horizon: 12 });
    const [first, last] = [points[0]!, points[11]!];
    expect(power).toBe(0);
    expect(first.low95).toBeGreaterThan(0);
    expect(last.high95 - last.value).toBeGreaterThan(last.value - last.low95);
  });

  it('stays within what values can be', () => {
    const shares = series(80, (_, noise) => Math.min(1, Math.max(0, 0.9 + 0.1 * noise)));
    for (const { low95, high95 } of forecastSeries(shares, { horizon: 9, least: 0, most: 1 }).points)
      expect([low95 >= 0, high95 <= 1]).toEqual([true, true]);
  });

  it('fills gaps, says so, and counts from the first known value', () => {
    const values = series(70, (i, noise) => (i < 4 || i % 10 === 7 ? NaN : 10 + noise));
    const forecast = forecastSeries(values, { horizon: 3 });
    expect([forecast.nSkipped, forecast.nFilled, forecast.nValues]).toEqual([4, 7, 66]);
    expect(tell(forecast)).toContain('7 of 66 values were missing');
  });

  it.each([
    [
      'too short',
      series(19, (_, noise) => noise),
      1,
      '19 values are too few to forecast from: at least 20 are needed',
    ],
    ['constant', series(40, () => 5), 3, 'all 40 values are 5: there is nothing to forecast'],
    [
      'still at its end',
      series(40, (i, noise) => (i < 20 ? noise : 5)),
      3,
      'the last 20 of 40 values are all 5',
    ],
    [
      'too short for so far',
      series(40, (_, noise) => noise),
      14,
      'up to 13 steps, not of 14: 42 values are needed',
    ],
    ['full of gaps', series(90, (i, noise) => (i % 2 ? noise : NaN)), 3, '44 of 89 values are missing'],
    ['without a value', series(90, () => NaN), 3, '0 values are too few'],
  ])('refuses what is %s', (_, values, horizon, says) => {
    expect(() => forecastSeries(values, { horizon })).toThrow(says);
  });

  it.each([0, 1.5, NaN, 1001])('refuses a horizon of %s', (horizon) => {
    expect(() =>
      forecastSeries(
        series(60, (_, noise) => noise),
        { horizon },
      ),
    ).toThrow('horizon');
  });

  it('survives what real files hold', () => {
    const kinds = [
      series(60, (i, noise) => (i < 30 ? 5 : noise)),
      series(60, (i) => (i % 13 === 5 ? 3 : 0)),
      series(60, (i) => (i === 50 ? 1e9 : 1 + (i % 2))),
      series(60, (i) => i % 7),
      series(60, (i) => i),
      series(60, (i, noise) => (i === 3 ? Infinity : noise)),
      series(200, (i) => (i % 2 ? -1 : 1)),
      series(24, (_, noise) => Math.round(noise)),
    ];
    for (const values of kinds)
      for (const { value, low95, high95 } of forecastSeries(values, { horizon: 8 }).points)
        expect([value, low95, high95].every(Number.isFinite) && low95 <= value && value <= high95).toBe(true);
  });
});

describe('intervals', () => {
  /** Shares of later values inside the intervals, over many series of one kind. */
  const coverageOf = (make: (seed: number) => Float64Array): [number, number] => {
    let [n, in80, in95] = [0, 0, 0];
    for (let seed = 1; seed <= 40; seed++) {
      const values = make(seed);
      forecastSeries(values.subarray(0, 100), { horizon: 8, periods: [] }).points.forEach((point, h) => {
        const value = values[100 + h]!;
        n += 1;
        if (point.low80 <= value && value <= point.high80) in80 += 1;
        if (point.low95 <= value && value <= point.high95) in95 += 1;
      });
    }
    return [in80 / n, in95 / n];
  };
  const walk = (seed: number): Float64Array => {
    let at = 100;
    return series(108, (_, noise) => (at += noise), seed);
  };

  it.each([
    ['independent values', (seed: number) => series(108, (_, noise) => 20 + noise, seed)],
    ['a random walk', walk],
  ])('of %s hold about what they say', (_, make) => {
    const [of80, of95] = coverageOf(make);
    expect(of80).toBeGreaterThan(0.7);
    expect(of80).toBeLessThan(0.9);
    expect(of95).toBeGreaterThan(0.9);
  });

  it('are measured on the series itself', () => {
    const { coverage } = forecastSeries(
      series(300, (_, noise) => 20 + noise),
      { horizon: 5 },
    );
    expect(coverage!.nForecasts).toBeGreaterThan(300);
    expect(Math.abs(coverage!.of80 - 0.8)).toBeLessThan(0.12);
    expect(Math.abs(coverage!.of95 - 0.95)).toBeLessThan(0.06);
  });
});

describe('what is said of the course', () => {
  it('is a trend where there is one, with its interval', () => {
    const forecast = forecastSeries(
      series(80, (i, noise) => 5 - 0.3 * i + noise),
      { horizon: 3 },
    );
    expect(forecast.course.slopeLow!).toBeLessThan(-0.3);
    expect(forecast.course.slopeHigh!).toBeGreaterThan(-0.32);
    expect(tell(forecast)).toMatch(
      /It falls by about 0\.\d+ a day over its 80 days \(95 % interval 0\.\d+ to 0\.\d+\)/,
    );
  });

  it('is a change of level where there is one, and the trend since', () => {
    const forecast = forecastSeries(
      series(90, (i, noise) => (i < 60 ? 10 : 20) + noise),
      { horizon: 3 },
    );
    expect(forecast.course.changes).toHaveLength(1);
    expect(Math.abs(forecast.course.changes[0]!.at - 60)).toBeLessThanOrEqual(1);
    expect(tell(forecast)).toMatch(
      /Its level changed at day \d\d from about (9\.\d+|10\S*) to about (19\.\d+|20\S*)\.\nNo trend since/,
    );
  });

  it('is nothing where chance would do: noise, a walk, a season', () => {
    const said = (make: (seed: number) => Float64Array): number =>
      Array.from({ length: 20 }, (_, k) => forecastSeries(make(k + 1), { horizon: 1 }).course).filter(
        ({ trend, changes }) => trend === 'rising' || trend === 'falling' || changes.length > 0,
      ).length;
    const walk = (seed: number): Float64Array => {
      let at = 0;
      return series(80, (_, noise) => (at += noise), seed);
    };
    expect(said((seed) => series(80, (_, noise) => noise, seed))).toBeLessThanOrEqual(1);
    expect(said(walk)).toBeLessThanOrEqual(3);
    expect(said((seed) => series(84, (i, noise) => WEEK[i % 7]! + noise, seed))).toBeLessThanOrEqual(2);
  });
});
