import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asNobody } from '@convoscope/testing';
import { DuckDBInstance } from '@duckdb/node-api';
import { execFileSync } from 'node:child_process';
import { chmod, symlink, truncate, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { listFiles, readTable } from '../src/index.ts';
import { createScratch, readAll, type Scratch } from './read-all.ts';

let scratch: Scratch;
beforeAll(async () => void (scratch = await createScratch()));
afterAll(() => scratch.remove());

async function parquet(name: string, select: string): Promise<string> {
  const path = join(scratch.dir, name);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

describe('Parquet', () => {
  it('keeps whole numbers and decimals of every size', async () => {
    const path = await parquet('types.parquet', `SELECT 200::UTINYINT u8, -5::SMALLINT i16, 9007199254740993::BIGINT i64,
      18446744073709551615::UBIGINT u64, 12.50::DECIMAL(9,2) d9, 12345678901234567890.123456789::DECIMAL(38,9) d38, 1.5::FLOAT f, true b`); // prettier-ignore
    expect((await readAll(path)).rows).toEqual([
      { u8: 200, i16: -5, i64: '9007199254740993', u64: '18446744073709551615', d9: 12.5, d38: '12345678901234567890.123456789', f: 1.5, b: true },
    ]); // prettier-ignore
  });

  it('reads texts that are not marked as such, and names bytes that are none', async () => {
    const path = await parquet(
      'blobs.parquet',
      `SELECT * FROM (VALUES (encode('Zoë')), ('\\xFF\\xFE'::BLOB)) t(a)`,
    );
    const { rows, cells } = await readAll(path);
    expect(rows).toEqual([{ a: 'Zoë' }, { a: null }]);
    expect(cells).toMatchObject([{ reason: 'bytes-not-text', column: 'a', sample: '\\xff\\xfe' }]);
  });

  it('names times that no calendar has, and reads the rest of their row', async () => {
    const path = await parquet('times.parquet', `SELECT * FROM (VALUES
      (1, TIMESTAMP 'infinity', DATE '2026-03-05', TIMESTAMP_NS '2026-03-05 10:00:00.5'),
      (2, TIMESTAMP '2026-03-05 10:00:00', DATE '-infinity', NULL),
      (3, TIMESTAMP '294000-01-01 00:00:00', NULL, NULL)) t(id, "at", day, ns)`); // prettier-ignore
    const { rows, cells } = await readAll(path);
    expect(rows).toEqual([
      { id: 1, at: null, day: '2026-03-05', ns: '2026-03-05T10:00:00.500Z' },
      { id: 2, at: '2026-03-05T10:00:00.000Z', day: null, ns: null },
      { id: 3, at: null, day: null, ns: null },
    ]);
    expect(cells.map(({ reason, column, sample }) => [reason, column, sample])).toEqual([
      ['time-out-of-range', 'at', 'infinity'],
      ['time-out-of-range', 'day', '-infinity'],
      ['time-out-of-range', 'at', expect.stringContaining('µs')],
    ]);
  });

  it('reads lists, structs and maps as they are nested', async () => {
    const path = await parquet(
      'nested.parquet',
      `SELECT [{'role': 'user', 'n': [1, 2]}] messages, MAP {'k': 'v'} m`,
    );
    expect((await readAll(path)).rows).toEqual([{ messages: [{ role: 'user', n: [1, 2] }], m: { k: 'v' } }]);
  });

  it('takes a name for a name, not for a pattern', async () => {
    for (const n of ['a1', 'a2', 'a[12]', 'a*', 'a?']) await parquet(`${n}.parquet`, `SELECT '${n}' v`);
    for (const n of ['a[12]', 'a*', 'a?', 'a1'])
      expect((await readAll(join(scratch.dir, `${n}.parquet`))).rows).toEqual([{ v: n }]);
  });

  it('says of a file that is cut off, or that lies about its rows, what is wrong', async () => {
    const path = await parquet('cut.parquet', 'SELECT range a FROM range(5000)');
    await truncate(path, (await readFile(path)).length - 20);
    expect((await readAll(path)).wrong).toMatchObject([{ reason: 'unreadable-file' }]);
  });
});

describe('files that are none', () => {
  it('refuses a FIFO at once, a folder, a loop of links and a file that is not there', async () => {
    execFileSync('mkfifo', [join(scratch.dir, 'pipe.csv')]);
    await symlink(join(scratch.dir, 'loop.csv'), join(scratch.dir, 'loop.csv'));
    const reasonOf = async (path: string) => (await readAll(path)).wrong.map(({ reason }) => reason);
    expect(await reasonOf(join(scratch.dir, 'pipe.csv'))).toEqual(['not-a-regular-file']);
    expect(await reasonOf(scratch.dir)).toEqual(['not-a-regular-file']);
    expect(await reasonOf(join(scratch.dir, 'loop.csv'))).toEqual(['unreadable-file']);
    expect(await reasonOf(join(scratch.dir, 'nowhere.csv'))).toEqual(['unreadable-file']);
    const listed = await listFiles(scratch.dir);
    expect(listed.find(({ name }) => name === 'loop.csv')?.trouble?.message).toMatch(/leads back to itself/);
    expect(listed.find(({ name }) => name === 'pipe.csv')?.trouble).toBeNull();
  });

  it('refuses a file that may not be read', async () => {
    const path = await scratch.file('secret.csv', 'a\n1\n');
    await chmod(path, 0);
    await chmod(scratch.dir, 0o755);
    expect((await asNobody(() => readAll(path))).wrong).toMatchObject([
      { message: expect.stringContaining('permissions') },
    ]);
  });
});

describe('what is large', () => {
  /** Resident memory above that at the beginning, in MiB, while work runs. */
  async function growth(work: () => Promise<unknown>): Promise<number> {
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    let peak = before;
    const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
    await work();
    clearInterval(timer);
    return (Math.max(peak, process.memoryUsage.rss()) - before) / 2 ** 20;
  }

  it('refuses a bomb within 200 MiB of memory', async () => {
    const path = await scratch.file(
      'bomb.jsonl.gz',
      gzipSync(Buffer.alloc(300 * 2 ** 20, 0x20), { level: 1 }),
    );
    const whole: { wrong: { reason: string }[] } = { wrong: [] };
    const mib = await growth(async () => void Object.assign(whole, await readAll(path)));
    expect(whole.wrong.map(({ reason }) => reason)).toContain('unpacks-too-far');
    expect(mib).toBeLessThan(200);
  });

  it.each([
    ['a line', 'long.jsonl', `{"a":1}\n{"a":"${'x'.repeat(3 * 2 ** 20)}"}\n{"a":2}\n`, 2],
    ['a member of a list', 'long.json', `[\n{"a":1},\n{"a":"${'x'.repeat(3 * 2 ** 20)}"},\n{"a":2}\n]`, 2],
    ['a cell', 'long.csv', `a\n1\n"${'x'.repeat(3 * 2 ** 20)}"\n2\n`, 2],
  ])('refuses %s that is too long, and reads what follows', async (_, name, content, n) => {
    const path = await scratch.file(name, content);
    const { rows, wrong } = await readAll(path, { maxRecordBytes: 2 ** 20 });
    expect(rows).toHaveLength(n);
    expect(wrong.map(({ reason }) => reason)).toEqual(['record-too-large']);
  });

  it('may be left at any time: nothing that breaks later ends the process', async () => {
    const text = Array.from({ length: 200_000 }, (_, i) => `{"a":${i},"b":"${(i * 7919) % 10007}"}\n`).join(
      '',
    );
    const path = join(scratch.dir, 'cut.jsonl.gz');
    await writeFile(path, gzipSync(text).subarray(0, 500_000));
    for await (const batch of readTable(path)) if (batch.length > 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await readAll(path)).wrong).toMatchObject([{ reason: 'broken-compression' }]);
  });
});
