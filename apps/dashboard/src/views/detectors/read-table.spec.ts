import { describe, expect, it } from '@jest/globals';
import { readTable, toDetectorName, toRecord } from './read-table.ts';

describe('a table of this machine', () => {
  it('has numbers as numbers, gaps as nothing, and keeps what a number would lose', () => {
    const table = readTable('amount,country,zip\n12.5,DE,01067\n,"A, B",7\n', 10);
    expect(table?.columns).toEqual(['amount', 'country', 'zip']);
    expect(table?.rows).toEqual([
      [12.5, 'DE', '01067'],
      [null, 'A, B', 7],
    ]);
    expect(table && toRecord(table, table.rows[0] ?? [])).toEqual({
      amount: 12.5,
      country: 'DE',
      zip: '01067',
    });
  });

  it('has its last row also where its line does not end, and no more rows than asked for', () => {
    expect(readTable('a,b\n1,2\n3,4', 10)?.rows).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(readTable('a,b\n1,2\n3,4', 1)?.rows).toHaveLength(1);
  });

  it.each(['', 'one column\n1\n', '{"a":1,"b":2}\n', 'PAR1\0\0,'])('is none where it is no CSV: %j', (text) =>
    expect(readTable(text, 10)).toBeNull(),
  );
});

it.each([
  ['Payments 2025 (1).csv', 'payments-2025-1'],
  ['données.csv.gz', 'donn-es'],
  ['___.csv', ''],
])('calls the detector of %s %j', (fileName, name) => expect(toDetectorName(fileName)).toBe(name));
