import { describe, expect, it } from '@jest/globals';
import { columnOf } from '../convention/matrix.ts';
import type { Json } from '../convention/serialize.ts';
import { textColumn, type DataColumn, type DataTable } from './data-table.ts';
import { createFeaturePipeline, restoreFeaturePipeline } from './feature-pipeline.ts';

const numbers = (name: string, ...values: number[]): DataColumn => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});
const texts = (name: string, ...values: (string | undefined)[]): DataColumn => textColumn(name, values);
const tableOf = (...columns: DataColumn[]): DataTable => ({
  nRows: columns[0].kind === 'number' ? columns[0].values.length : columns[0].codes.length,
  columns,
});
const repeat = <T>(n: number, of: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => of(i));

/** The features by name, unscaled unless told otherwise. */
function featuresOf(table: DataTable, options = {}): Record<string, number[]> {
  const pipeline = createFeaturePipeline({ scale: 'none', ...options });
  const matrix = pipeline.fit(table);
  return Object.fromEntries(pipeline.features.map(({ name }, j) => [name, [...columnOf(matrix, j)]]));
}

describe('the feature pipeline', () => {
  it('standardises numbers by default', () => {
    const matrix = createFeaturePipeline().fit(tableOf(numbers('a', 1, 3), numbers('b', 10, 30)));
    expect([...matrix.data]).toEqual([-1, -1, 1, 1]);
  });

  it('fills gaps with the median, takes infinities for the most extreme value, and says where gaps were on demand', () => {
    const table = tableOf(numbers('a', 1, NaN, 3, Infinity, -Infinity, 8), numbers('b', 1, 2, 3, 4, 5, 6));
    expect(featuresOf(table)).toEqual({ a: [1, 3, 3, 8, 1, 8], b: [1, 2, 3, 4, 5, 6] });
    expect(featuresOf(table, { missing: 'indicator' })['a.missing']).toEqual([0, 1, 0, 0, 0, 0]);
  });

  it('keeps gaps on demand, for what understands them', () => {
    const pipeline = createFeaturePipeline({ scale: 'none', missing: 'keep' });
    expect([...pipeline.fit(tableOf(numbers('a', 1, NaN, 3))).data]).toEqual([1, NaN, 3]);
    expect([...pipeline.transform(tableOf(numbers('a', NaN))).data]).toEqual([NaN]);
    expect(() => createFeaturePipeline({ missing: 'keep' })).toThrow('scaling or windows');
  });

  it('makes a feature of each category, one of two, and shares the rarest', () => {
    const colours = texts('c', 'red', 'red', 'red', 'blue', 'blue', 'green');
    expect(featuresOf(tableOf(colours))).toEqual({
      'c=red': [1, 1, 1, 0, 0, 0],
      'c=blue': [0, 0, 0, 1, 1, 0],
      'c=green': [0, 0, 0, 0, 0, 1],
    });
    expect(featuresOf(tableOf(colours), { maxCategories: 1 })).toEqual({
      'c=red': [1, 1, 1, 0, 0, 0],
      'c=(other)': [0, 0, 0, 1, 1, 1],
    });
    expect(featuresOf(tableOf(texts('s', 'on', 'off', undefined, 'on')))).toEqual({ 's=off': [0, 1, 0, 0] });
  });

  it('encodes many categories by how frequent they are, and an unseen one as rarer than all', () => {
    const pipeline = createFeaturePipeline({ scale: 'none' });
    const table = tableOf(texts('c', ...repeat(60, (i) => (i < 30 ? 'usual' : `k${i % 15}`))));
    const fitted = [...pipeline.fit(table).data];
    expect(fitted[0]).toBeCloseTo(Math.log(0.5), 12);
    expect(fitted[40]).toBeCloseTo(Math.log(2 / 60), 12);
    expect(pipeline.transform(tableOf(texts('c', 'new', 'usual', undefined))).data[0]).toBeCloseTo(
      Math.log(0.5 / 60),
      12,
    );
  });

  it('turns dates into circles and leaves out those that say nothing', () => {
    const found = featuresOf(
      tableOf(texts('at', '2026-01-05 00:00', '2026-01-05 06:00', '2026-01-05 12:00')),
    );
    expect(found['at.day.sin'].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([0, 1, 0]);
    expect(Object.keys(found)).not.toContain('at.week.sin');
    const instants = featuresOf(tableOf(numbers('at', 0, 21_600, 43_200)), { roles: { at: 'date' } });
    expect(instants['at.day.cos'].map(Math.round)).toEqual([1, 0, -1]);
  });

  it('measures prose', () => {
    const found = featuresOf(
      tableOf(texts('t', 'Hello there my friend', 'AB 12 !! Привет мир all', 'what is this now')),
    );
    expect(found['t.words'].map((value) => Math.round(Math.expm1(value)))).toEqual([4, 6, 4]);
    expect(found['t.digits'][1]).toBeCloseTo(2 / 23, 12);
    expect(found['t.other-script']).toEqual([0, 9 / 23, 0]);
  });

  it('leaves out identifiers, row numbers, empty and constant texts, and says why', () => {
    const pipeline = createFeaturePipeline();
    pipeline.fit(
      tableOf(
        numbers('row', ...repeat(30, (i) => i)),
        texts('id', ...repeat(30, (i) => `u${i}`)),
        numbers('void', ...repeat(30, () => NaN)),
        texts('same', ...repeat(30, () => 'x')),
        numbers('a', ...repeat(30, (i) => i % 7)),
      ),
    );
    expect(pipeline.features).toEqual([{ name: 'a', column: 'a' }]);
    expect(pipeline.columns.map(({ role }) => role)).toEqual(['omit', 'omit', 'omit', 'omit', 'number']);
    expect(pipeline.columns[1].reason).toContain('identifier');
  });

  it('reads texts that are nearly all numbers as numbers, with a decimal comma too', () => {
    const found = featuresOf(tableOf(texts('n', ...repeat(20, (i) => (i === 3 ? 'broken' : `${i},5`)))));
    expect(found['n'][4]).toBe(4.5);
    expect(found['n'][3]).toBe(10.5);
  });

  it('adds values before, changes and windows, from the past only', () => {
    const found = featuresOf(tableOf(numbers('a', 1, 4, 2, 8)), { windows: { lags: [1], windows: [2, 3] } });
    expect(found['a.lag1']).toEqual([1, 1, 4, 2]);
    expect(found['a.change1']).toEqual([0, 3, -2, 6]);
    expect(found['a.mean2']).toEqual([1, 2.5, 3, 5]);
    expect(found['a.deviation2'].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0, 1.5, 1, 3]);
    expect(found['a.minimum3']).toEqual([1, 1, 1, 2]);
    expect(found['a.maximum3']).toEqual([1, 4, 4, 8]);
  });

  it('transforms other rows as it learnt, by name, and saved to the same bits', () => {
    const pipeline = createFeaturePipeline({ missing: 'indicator', scale: 'robust' });
    const city = (i: number): string => ['Rome', 'Oslo', 'Bern', 'Lima'][i % 4];
    pipeline.fit(
      tableOf(
        numbers('a', ...repeat(40, (i) => (i % 9 === 0 ? NaN : i * i))),
        texts('c', ...repeat(40, city)),
        texts('many', ...repeat(40, (i) => `k${i % 16}`)),
        texts('at', ...repeat(40, (i) => `2026-01-${10 + (i % 15)}T0${i % 7}:00:00Z`)),
      ),
    );
    const fresh = tableOf(
      numbers('unknown', 1, 2),
      texts('at', '2026-03-01', undefined),
      texts('c', 'Rome', 'Paris'),
      texts('many', 'k3', undefined),
      texts('a', '4', 'nothing'),
    );
    const restored = restoreFeaturePipeline(JSON.parse(JSON.stringify(pipeline)) as Json);
    const [expected, found] = [pipeline.transform(fresh), restored.transform(fresh)];
    expect(found).toEqual(expected);
    expect(found.nFeatures).toBe(pipeline.features.length);
    expect(restored.features).toEqual(pipeline.features);
    expect(() => pipeline.transform(tableOf(numbers('a', 1)))).toThrow('there is no column "c"');
  });

  it('names what is wrong with its options and its table', () => {
    const table = tableOf(numbers('a', 1, 2));
    expect(() => createFeaturePipeline({ maxCategories: 0 })).toThrow('maxCategories');
    expect(() => createFeaturePipeline({ scale: 'big' as 'none' })).toThrow('scale');
    expect(() => createFeaturePipeline({ missing: 'no' as 'median' })).toThrow('missing');
    expect(() => createFeaturePipeline({ roles: { a: 'x' as 'omit' } })).toThrow('roles.a');
    expect(() => createFeaturePipeline({ windows: { lags: [0], windows: [] } })).toThrow('lags');
    expect(() => createFeaturePipeline({ windows: { lags: [], windows: [1] } })).toThrow('windows');
    expect(() => createFeaturePipeline({ roles: { b: 'omit' } }).fit(table)).toThrow('no column "b"');
    expect(() => createFeaturePipeline({ roles: { a: 'omit' } }).fit(table)).toThrow('no column can be used');
    expect(() => createFeaturePipeline().fit({ nRows: 0, columns: [] })).toThrow('no rows');
    expect(() => createFeaturePipeline().transform(table)).toThrow('not been fitted');
    expect(() => restoreFeaturePipeline({ kind: 'batch' })).toThrow('not a saved feature pipeline');
  });
});
