import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { matrixFromRows } from '../convention/matrix.ts';
import { compareCorrelations, findCorrelationBreaks } from './correlation-breaks.ts';
import { correlationMatrix, correlationOf, rollingCorrelation } from './correlation.ts';

/** Sensors that share a slow common cause; from `brokenAt` on, sensor 2 goes its own way. */
function sensors(seed: number, nRows: number, brokenAt = Infinity, nSensors = 5) {
  const random = createRandom(seed);
  let common = 0;
  const own = new Float64Array(nSensors);
  return matrixFromRows(
    Array.from({ length: nRows }, (_, i) => {
      common = 0.5 * common + nextNormal(random);
      return Array.from({ length: nSensors }, (_unused, j) => {
        own[j] = 0.5 * own[j] + 0.7 * nextNormal(random);
        return 10 * j + (j === 2 && i >= brokenAt ? 1.2 * nextNormal(random) : common + own[j]);
      });
    }),
  );
}

describe('correlations', () => {
  const a = [1, 2, 3, 4, 100];
  const b = [2, 1, 4, 3, 5];

  it('are those of the definition', () => {
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [x, y] = [mean(a), mean(b)];
    const top = a.reduce((sum, value, i) => sum + (value - x) * (b[i] - y), 0);
    const bottom = Math.sqrt(
      a.reduce((sum, value) => sum + (value - x) ** 2, 0) *
        b.reduce((sum, value) => sum + (value - y) ** 2, 0),
    );
    expect(correlationOf(a, b)).toBeCloseTo(top / bottom, 12);
    // Ranks 1..5 against 2 1 4 3 5: 1 - 6 x 4 / (5 x 24).
    expect(correlationOf(a, b, 'spearman')).toBeCloseTo(0.8, 12);
    expect(correlationOf(a, [7, 7, 7, 7, 7])).toBe(0);
    expect(() => correlationOf(a, [1])).toThrow('no pairs');
  });

  it('fill a symmetric matrix with 1 on its diagonal', () => {
    const table = sensors(1, 60);
    for (const method of ['pearson', 'spearman'] as const) {
      const matrix = correlationMatrix(table, method);
      const columnOf = (j: number): Float64Array =>
        Float64Array.from({ length: 60 }, (_, i) => table.data[i * 5 + j]);
      expect(matrix[1 * 5 + 3]).toBeCloseTo(correlationOf(columnOf(1), columnOf(3), method), 12);
      expect(matrix[3 * 5 + 1]).toBe(matrix[1 * 5 + 3]);
      expect(matrix[4 * 5 + 4]).toBe(1);
    }
  });

  it('roll over windows', () => {
    const rolled = rollingCorrelation(a, b, 3);
    expect(rolled).toHaveLength(3);
    expect(rolled[1]).toBeCloseTo(correlationOf([2, 3, 4], [1, 4, 3]), 12);
    expect(rollingCorrelation(a, b, 6)).toHaveLength(0);
    expect(() => rollingCorrelation(a, b, 2)).toThrow('"window"');
  });
});

describe('breaks of correlations', () => {
  it('name the pairs that broke, when, and from what to what', () => {
    const breaks = findCorrelationBreaks(sensors(2, 800, 500));
    const pairs = new Set(breaks.map(({ first, second }) => `${first}-${second}`));
    expect([...pairs].sort()).toEqual(['0-2', '1-2', '2-3', '2-4']);
    for (const found of breaks.filter(({ pValue }) => pValue < 1e-4)) {
      expect(Math.abs(found.at - 500)).toBeLessThan(60);
      expect(found.before).toBeGreaterThan(0.45);
      expect(Math.abs(found.after)).toBeLessThan(0.25);
    }
  });

  it('are rarely seen where nothing broke, although neighbouring rows are alike', () => {
    let nTables = 0;
    for (let seed = 0; seed < 30; seed++)
      nTables += findCorrelationBreaks(sensors(seed + 50, 300)).length > 0 ? 1 : 0;
    expect(nTables).toBeLessThanOrEqual(4);
  });

  it('come back: both ends of a passing break are found', () => {
    const [whole, broken] = [sensors(3, 1200), sensors(3, 1200, 0)];
    const data = whole.data.map((value, at) => {
      const row = Math.floor(at / 5);
      return row >= 400 && row < 800 ? broken.data[at] : value;
    });
    const breaks = findCorrelationBreaks({ ...whole, data }).filter(
      ({ first, second }) => first === 0 && second === 2,
    );
    expect(breaks.some(({ at }) => Math.abs(at - 400) < 60)).toBe(true);
    expect(breaks.some(({ at }) => Math.abs(at - 800) < 60)).toBe(true);
  });

  it('can be looked for in changes, which jumping levels do not disturb', () => {
    const table = sensors(4, 600);
    const jumping = {
      ...table,
      data: table.data.map((value, at) => value + (at % 5 === 1 && at > 1500 ? 40 : 0)),
    };
    expect(findCorrelationBreaks(jumping, { isDifferenced: true })).toEqual([]);
    const broken = findCorrelationBreaks(sensors(5, 600, 300), { isDifferenced: true, method: 'pearson' });
    expect(broken.length).toBeGreaterThan(0);
    expect(broken.every(({ first, second }) => first === 2 || second === 2)).toBe(true);
  });

  it('take constants and few rows for unbroken, and refuse senseless options', () => {
    const flat = matrixFromRows(Array.from({ length: 100 }, (_, i) => [1, Math.sin(i), 5]));
    expect(findCorrelationBreaks(flat)).toEqual([]);
    expect(findCorrelationBreaks(sensors(6, 30))).toEqual([]);
    expect(() => findCorrelationBreaks(flat, { falseDiscoveryRate: 0 })).toThrow('"falseDiscoveryRate"');
    expect(() => findCorrelationBreaks(flat, { minRows: 2 })).toThrow('"minRows"');
  });
});

describe('comparison with a good period', () => {
  it('names the pairs that differ and no others', () => {
    const changes = compareCorrelations(sensors(7, 600), sensors(8, 200, 0));
    expect(changes.map(({ first, second }) => `${first}-${second}`).sort()).toEqual([
      '0-2',
      '1-2',
      '2-3',
      '2-4',
    ]);
    expect(changes.every(({ before, after }) => before > 0.4 && Math.abs(after) < 0.3)).toBe(true);
  });

  it('is rarely wrong about two good periods, and refuses other widths', () => {
    let nTables = 0;
    for (let seed = 0; seed < 30; seed++)
      nTables += compareCorrelations(sensors(seed + 100, 300), sensors(seed + 200, 200)).length > 0 ? 1 : 0;
    expect(nTables).toBeLessThanOrEqual(5);
    expect(() => compareCorrelations(sensors(1, 50), sensors(1, 50, 0, 3))).toThrow('5 features');
  });
});
