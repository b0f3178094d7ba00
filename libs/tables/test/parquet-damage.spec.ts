import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createScratch, readAll, type Scratch } from './read-all.ts';

let scratch: Scratch;
beforeAll(async () => void (scratch = await createScratch()));
afterAll(() => scratch.remove());

/** A Parquet file of what is selected, with bytes that were replaced in it. */
async function parquet(select: string, replaced: [Buffer, Buffer][] = [], options = ''): Promise<string> {
  const path = join(scratch.dir, 'a.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet, COMPRESSION uncompressed${options})`);
  connection.closeSync();
  instance.closeSync();
  const bytes = await readFile(path);
  for (const [from, to] of replaced) {
    expect(bytes.indexOf(from)).toBeGreaterThan(0);
    for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) to.copy(bytes, at);
  }
  await writeFile(path, bytes);
  return path;
}

const int64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return bytes;
};
const START = 1_700_000_000_000;
const inMillis = (at: number): string => new Date(START + at).toISOString();

describe('a time in ms that µs cannot hold', () => {
  // In the middle of the column, and where it is its smallest value of all, which the file's statistics hold too.
  it.each([0, 1, 3])('costs its cell: the one in row %d of 4', async (row) => {
    const path = await parquet(
      `SELECT range AS id, make_timestamp_ms(${START} + range)::TIMESTAMP_MS AS at, 'x' AS b FROM range(4)`,
      [[int64(BigInt(START + row)), int64(2n ** 62n)]],
    );
    const { rows, cells, wrong } = await readAll(path);
    expect(wrong).toEqual([]);
    expect(rows).toEqual([0, 1, 2, 3].map((id) => ({ id, at: id === row ? null : inMillis(id), b: 'x' })));
    expect(cells.map(({ reason, column }) => [reason, column])).toEqual([['time-out-of-range', 'at']]);
  });

  it('costs its cell within lists and objects, and the texts beside it stay', async () => {
    const path = await parquet(
      `SELECT range AS id, [{'role': 'user', 'at': make_timestamp_ms(${START} + range)::TIMESTAMP_MS}] AS m FROM range(2)`,
      [[int64(BigInt(START + 1)), int64(-(2n ** 62n))]],
    );
    const { rows, cells } = await readAll(path);
    expect(rows).toEqual([
      { id: 0, m: [{ role: 'user', at: inMillis(0) }] },
      { id: 1, m: [{ role: 'user', at: null }] },
    ]);
    expect(cells).toMatchObject([{ reason: 'time-out-of-range', column: 'm' }]);
  });
});

describe('a damaged row group', () => {
  it.each([0, 1, 2])('costs its rows, which are named: group %d of 3', async (group) => {
    const path = await parquet(
      "SELECT range AS id, 'mark ' || range // 2048 AS text, 'row ' || range AS own FROM range(6144)",
      [],
      ', ROW_GROUP_SIZE 2048',
    );
    const bytes = await readFile(path);
    const at = bytes.indexOf(`mark ${group}`);
    bytes.fill(0xff, at - 40, at + 20);
    await writeFile(path, bytes);
    const { rows, wrong } = await readAll(path);
    const ids = rows.map(({ id }) => Number(id));
    const lost = Array.from({ length: 6144 }, (_, id) => id).filter((id) => !ids.includes(id));
    expect([Math.min(...lost), Math.max(...lost), lost.length]).toEqual([
      2048 * group,
      2048 * group + 2047,
      2048,
    ]);
    expect(wrong).toMatchObject([{ reason: 'damaged-rows' }]);
    expect(wrong[0]?.message).toContain(`2048 of its 6144 rows`);
    expect(wrong[0]?.message).toContain(`${2048 * group + 1} to ${2048 * (group + 1)}`);
  });
});

describe('numbers', () => {
  it('that are NaN are missing, infinite ones are named', async () => {
    const path = await parquet(
      "SELECT * FROM (VALUES (1.5::DOUBLE, 1::FLOAT), ('NaN'::DOUBLE, 'nan'::FLOAT), ('-inf'::DOUBLE, NULL)) t(a, b)",
    );
    const { rows, cells } = await readAll(path);
    expect(rows).toEqual([{ a: 1.5, b: 1 }, { a: null, b: null }, { a: null, b: null }]); // prettier-ignore
    expect(cells).toMatchObject([{ reason: 'number-out-of-range', column: 'a', sample: '-Infinity' }]);
  });

  it('with more digits than 38 keep them', async () => {
    const values = ['-12345678901234567890123456789.12', '0.05', '-0.05', '7.00'];
    const list = values.map((value, id) => `(${id}, '${value}'::DECIMAL(38,2))`).join(', ');
    // Scale 2 and precision 38 as the footer has them; 60 digits are claimed instead.
    const said = (precision: number): Buffer => Buffer.from([0x15, 4, 0x15, 2 * precision]);
    const path = await parquet(`SELECT * FROM (VALUES ${list}) t(id, amount)`, [[said(38), said(60)]]);
    const { rows, wrong } = await readAll(path);
    expect(wrong).toEqual([]);
    expect(rows.map(({ amount }) => amount)).toEqual([values[0], 0.05, -0.05, 7]);
  });
});

describe('numbers of JSON that a double cannot hold', () => {
  it.each([
    ['9007199254740993.0', '9007199254740993.0'],
    ['1E400', '1E400'],
    ['-1e999', '-1e999'],
    ['1e-400', '1e-400'],
    ['12345678901234567890123e2', '12345678901234567890123e2'],
    ['1e20', 1e20],
    ['9007199254740992.0', 9007199254740992],
    ['0.0000000000000000', 0],
    ['1.5e-300', 1.5e-300],
    ['0.1234567890123456789', Number('0.1234567890123456789')],
  ])('%s', async (written, value) => {
    const path = await scratch.file('n.jsonl', `{"a":${written},"long":1234567890123456}\n`);
    expect((await readAll(path)).rows).toEqual([{ a: value, long: 1234567890123456 }]);
  });
});
