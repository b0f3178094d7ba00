import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { fuzzRuns, mutated, type Mutation } from '@convoscope/testing';
import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { createScratch, readAll, type Scratch, type WholeFile } from './read-all.ts';

let scratch: Scratch;
beforeAll(async () => void (scratch = await createScratch()));
afterAll(() => scratch.remove());

/** A file that takes longer than this hangs. */
const PATIENCE_MS = 10_000;
/** Memory that a small file may not cost, beside what the process had. */
const MOST_MIB = 400;
const rssMib = (): number => process.memoryUsage.rss() / 2 ** 20;

/** Reads a file that may be anything: it neither hangs nor says nothing, numbers its records one by one, and ends where it broke. */
async function survives(name: string, content: Uint8Array): Promise<WholeFile> {
  const path = await scratch.file(name, content);
  const before = rssMib();
  let patience: NodeJS.Timeout | undefined;
  const hung = new Promise<never>((_, reject) => {
    patience = setTimeout(() => reject(new Error('it hangs')), PATIENCE_MS);
  });
  const whole = await Promise.race([readAll(path), hung]).finally(() => clearTimeout(patience));
  expect(whole.entries.length).toBeGreaterThan(0);
  const numbers = whole.entries.flatMap((entry) => ('record' in entry ? [entry.record] : []));
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  const broken = whole.entries.findIndex(({ kind }) => kind === 'broken');
  expect([-1, whole.entries.length - 1]).toContain(broken);
  for (const { message, reason } of whole.wrong) expect([reason, message.length > 0]).toEqual([reason, true]);
  expect(rssMib() - before).toBeLessThan(MOST_MIB);
  return whole;
}

/** Pieces that files are made of: whole structures and their halves. */
const pieces = {
  csv: ['a,b\n', '1,2\n', '"x","y"\n', '"', '""', ',', ';', '\t', '\n', '\r\n', '\r', 'sep=;\n', '\\"', '\\N', 'é', '\ufeff', '"open\n', ' ', '\0', 'x"y', '__proto__'],
  json: ['{"a":1}', '{"a":', '{', '}', '[', ']', ',', ':', '"', '\\', '\n', '\\u0000', '\\ud800', '1e999', '12345678901234567890', '{"$oid":"x"}', '{"$date":{"$numberLong":"9"}}', 'null', '"\u2028"', '[[[[', '\ufeff', '{"__proto__":1}', 'é'],
}; // prettier-ignore
const bytesArb = fc.uint8Array({ maxLength: 6 });
const soupOf = (of: keyof typeof pieces) =>
  fc
    .array(
      fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces[of]) }, { weight: 1, arbitrary: bytesArb }),
      { maxLength: 40 },
    )
    .map((parts) => Buffer.concat(parts.map((part) => Buffer.from(part as string))));

const mutationOf = (inserted: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Mutation> =>
  fc.record({
    kind: fc.constantFrom('flip', 'set', 'cut', 'insert', 'repeat', 'end'),
    at: fc.nat(),
    size: fc.nat(),
    bytes: inserted,
  });
const token = (of: keyof typeof pieces): fc.Arbitrary<Uint8Array> =>
  fc.constantFrom(...pieces[of]).map((text) => Buffer.from(text));
const changes = (inserted: fc.Arbitrary<Uint8Array>) =>
  fc.array(mutationOf(inserted), { minLength: 1, maxLength: 4 });

describe('files of any pieces', () => {
  it.each([
    ['CSV', 'f.csv', soupOf('csv'), 0.15],
    ['JSON Lines', 'f.jsonl', soupOf('json'), 0.1],
    ['JSON', 'f.json', soupOf('json'), 0.1],
  ])('%s: no crash, no hang, nothing passed over in silence', async (_, name, arbitrary, share) => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (content) => void (await survives(name, content))),
      { numRuns: fuzzRuns(share) },
    );
  }, 900_000); // prettier-ignore
});

/** Good files of rows that are told apart by their number, `ü` so often that the encoding is in no doubt. */
const N_ROWS = 24;
const GERMAN = 'ü'.repeat(40);
const cells = (n: number): string[] => [String(n), `say "${n}", ü`, GERMAN];
const seeds = {
  'seed.csv': ['id,text,more', ...rowsOf((n) => cells(n).map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))].join('\n'),
  'seed.jsonl': rowsOf((n) => JSON.stringify({ id: String(n), text: `a {"b":[${n}]} \\ ü`, more: GERMAN })).join('\n'),
  'seed.json': `[\n${rowsOf((n) => JSON.stringify({ id: String(n), text: `a {"b":[${n}]} \\ ü`, more: GERMAN })).join(',\n')}\n]`,
}; // prettier-ignore
function rowsOf(row: (n: number) => string): string[] {
  return Array.from({ length: N_ROWS }, (_, n) => row(n));
}
const idsIn = (whole: WholeFile): Set<unknown> => new Set(whole.rows.map(({ id }) => id));

describe('a good file of which one row was changed', () => {
  it.each([
    ['seed.csv', 'csv', 0.1],
    ['seed.jsonl', 'json', 0.1],
    ['seed.json', 'json', 0.1],
  ] as const)(
    '%s: all rows but those beside the change arrive',
    async (name, of, share) => {
      const lines = seeds[name].split('\n');
      const rowAt = (n: number): number => lines.findIndex((line) => line.includes(`"${n}"`));
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 2, max: N_ROWS - 1 }),
          mutationOf(fc.oneof(token(of), bytesArb)),
          async (n, mutation) => {
            const changed = lines.map((line, i) => (i === rowAt(n) ? mutated(Buffer.from(line), mutation) : Buffer.from(line))); // prettier-ignore
            const bytes = Buffer.concat(changed.flatMap((line) => [line, Buffer.from('\n')]));
            const found = idsIn(await survives(name, bytes));
            const lost = rowsOf(String).filter((id) => Math.abs(Number(id) - n) > 1 && !found.has(id));
            expect(lost).toEqual([]);
          },
        ),
        { numRuns: fuzzRuns(share) },
      );
    },
    900_000,
  );
});

describe('a packed file that was changed', () => {
  it.each([
    ['gzip', 'f.jsonl.gz', gzipSync(seeds['seed.jsonl'])],
    ['gzip of two members', 'f.jsonl.gz', Buffer.concat([gzipSync(seeds['seed.jsonl'].slice(0, 900)), gzipSync(seeds['seed.jsonl'].slice(900))])],
    ['zstd', 'f.jsonl.zst', zstdCompressSync(seeds['seed.jsonl'])],
  ])('%s: holds what it held, or says that it does not', async (_, name, seed) => {
    await fc.assert(
      fc.asyncProperty(changes(bytesArb), async (mutations) => {
        const whole = await survives(name, mutations.reduce(mutated, seed));
        if (whole.wrong.length === 0) expect(idsIn(whole).size).toBe(N_ROWS);
      }),
      { numRuns: fuzzRuns(0.05) },
    );
  }, 900_000); // prettier-ignore
});

/** Parquet of every kind of page: plain, dictionary, packed, nested, with nulls and statistics. */
async function parquetSeeds(): Promise<Buffer[]> {
  const select = `SELECT range::INT AS id, 'text ' || (range % 7) AS word, range * 1.5 AS number, CASE WHEN range % 3 = 0 THEN NULL ELSE TIMESTAMP '2026-03-05 10:00:00' + INTERVAL (range) MINUTE END AS at,
    [{'role': 'user', 'content': 'hello ' || range}] AS messages, range::DECIMAL(18,2) AS amount, 'x'::BLOB AS bytes FROM range(300)`;
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const made: Buffer[] = [];
  for (const codec of ['uncompressed', 'snappy', 'zstd', 'gzip']) {
    const path = join(scratch.dir, `seed-${codec}.parquet`);
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet, COMPRESSION ${codec})`);
    made.push(await readFile(path));
  }
  connection.closeSync();
  instance.closeSync();
  return made;
}

describe('Parquet that was changed, also inside of its pages', () => {
  let parquet: Buffer[];
  beforeAll(async () => void (parquet = await parquetSeeds()), 60_000);

  it('does not end the process, and never says fewer rows than it claims in silence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(3), changes(bytesArb), async (which, mutations) => {
        const seed = parquet[which] ?? Buffer.alloc(0);
        // The magic marks stay: without them it is refused before DuckDB sees it.
        const inside = mutations.reduce(mutated, seed.subarray(4, seed.length - 4));
        const marked = Buffer.concat([seed.subarray(0, 4), inside, seed.subarray(-4)]);
        const whole = await survives('f.parquet', marked);
        if (whole.wrong.length === 0) expect(whole.rows.length).toBeGreaterThan(0);
      }),
      { numRuns: fuzzRuns(0.05) },
    );
  }, 900_000);
});
