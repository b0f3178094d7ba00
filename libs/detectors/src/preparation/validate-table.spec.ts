import { describe, expect, it } from '@jest/globals';
import { textColumn, type DataTable } from './data-table.ts';
import { validateTable } from './validate-table.ts';

const N = 2000;
const values = (of: (i: number) => number): Float64Array => Float64Array.from({ length: N }, (_, i) => of(i));

describe('validation before fit', () => {
  it('lists everything at once, without a fault of its own', () => {
    const table: DataTable = {
      nRows: N,
      columns: [
        {
          kind: 'number',
          name: 'holes',
          values: values((i) => (i % 10 === 0 ? NaN : i === 5 ? Infinity : i % 7)),
        },
        { kind: 'number', name: 'constant', values: values(() => 3) },
        { kind: 'number', name: 'void', values: values(() => NaN) },
        textColumn(
          'id',
          Array.from({ length: N }, (_, i) => `u${i % 1999}`),
        ),
        textColumn(
          'mixed',
          Array.from({ length: N }, (_, i) => (i === 7 ? 'oops' : String(i % 5))),
        ),
        textColumn(
          'unique',
          Array.from({ length: N }, (_, i) => `u${i}`),
        ),
      ],
    };
    const { isUsable, problems } = validateTable(table);
    expect(isUsable).toBe(true);
    expect(problems.map(({ code, column, count }) => [code, column, count])).toEqual([
      ['missing-values', 'holes', N / 10],
      ['infinite-values', 'holes', 1],
      ['constant', 'constant', N],
      ['no-values', 'void', N],
      ['many-categories', 'id', 1999],
      ['mixed-values', 'mixed', 1],
      ['identifier', 'unique', N],
    ]);
  });

  it('counts rows that repeat an earlier one', () => {
    const same = { kind: 'number' as const, name: 'a', values: Float64Array.of(1, 2, 1, 1, 0, -0) };
    const other = textColumn('b', ['x', 'x', 'x', 'y', undefined, undefined]);
    const found = validateTable({ nRows: 6, columns: [same, other] }).problems;
    expect(found.find(({ code }) => code === 'duplicate-rows')).toMatchObject({ count: 2 });
  });

  it('refuses a table that nothing can be learnt from', () => {
    expect(validateTable({ nRows: 0, columns: [] })).toMatchObject({
      isUsable: false,
      problems: [{ code: 'no-columns' }, { code: 'no-rows' }],
    });
    const empty = { kind: 'number' as const, name: 'a', values: Float64Array.of(NaN, NaN) };
    expect(validateTable({ nRows: 2, columns: [empty, empty] })).toMatchObject({
      isUsable: false,
      problems: expect.arrayContaining([
        expect.objectContaining({ code: 'column-name-twice', severity: 'error' }),
        expect.objectContaining({ code: 'no-features', severity: 'error' }),
        expect.objectContaining({ code: 'too-few-rows', severity: 'warning' }),
      ]) as unknown,
    });
  });
});
