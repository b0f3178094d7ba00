import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { createScratch, readAll, type Scratch } from './read-all.ts';

/** Cases in all; `TABLES_FUZZ_CASES=20000 npm run jest -- libs/tables/test/fuzz` is the nightly run. */
const N_CASES = Number(fuzzCases());

function fuzzCases(): string {
  return process.env['TABLES_FUZZ_CASES'] ?? '2000';
}

let scratch: Scratch;
beforeAll(async () => void (scratch = await createScratch()));
afterAll(() => scratch.remove());

/** Pieces that files are made of: whole structures and their halves. */
const pieces = {
  csv: ['a,b\n', '1,2\n', '"x","y"\n', '"', '""', ',', ';', '\t', '\n', '\r\n', '\r', 'sep=;\n', '\\"', '\\N', 'é', '\ufeff', '"open\n', ' ', '\0', 'x"y'],
  json: ['{"a":1}', '{"a":', '{', '}', '[', ']', ',', ':', '"', '\\', '\n', '\\u0000', '1e999', '12345678901234567890', '{"$oid":"x"}', '{"$date":{"$numberLong":"9"}}', 'null', '"\u2028"', '[[[[', '\ufeff', '{"__proto__":1}', 'é'],
}; // prettier-ignore
const bytesArb = fc.uint8Array({ maxLength: 6 });
const fileArb = (of: keyof typeof pieces) =>
  fc
    .array(
      fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces[of]) }, { weight: 1, arbitrary: bytesArb }),
      {
        maxLength: 40,
      },
    )
    .map((parts) => Buffer.concat(parts.map((part) => Buffer.from(part as string))));

const mangled = fc
  .tuple(
    fc.constantFrom('csv' as const, 'json' as const).chain(fileArb),
    fc.nat(200),
    fc.nat(255),
    fc.boolean(),
  )
  .map(([text, at, byte, isCut]) => {
    const packed = gzipSync(text);
    if (isCut) return packed.subarray(0, at);
    packed[at % packed.length] = byte;
    return packed;
  });

/** A file that takes longer than this hangs. */
const PATIENCE_MS = 5_000;

async function survives(name: string, content: Buffer): Promise<void> {
  const path = await scratch.file(name, content);
  let patience: NodeJS.Timeout | undefined;
  const hung = new Promise<never>((_, reject) => {
    patience = setTimeout(() => reject(new Error('it hangs')), PATIENCE_MS);
  });
  const { entries } = await Promise.race([readAll(path), hung]).finally(() => clearTimeout(patience));
  // Never silent, and never the same row twice: numbers of records go up by one, only the last entry may end the file.
  expect(entries.length).toBeGreaterThan(0);
  const numbers = entries.flatMap((entry) => ('record' in entry ? [entry.record] : []));
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  const broken = entries.findIndex(({ kind }) => kind === 'broken');
  expect([-1, entries.length - 1]).toContain(broken);
}

describe('whatever a file holds', () => {
  it.each([
    ['CSV', 'f.csv', fileArb('csv')],
    ['JSON Lines', 'f.jsonl', fileArb('json')],
    ['JSON', 'f.json', fileArb('json')],
    ['packed and mangled', 'f.csv.gz', mangled],
    ['Parquet by its mark only', 'f.parquet', fc.uint8Array({ maxLength: 60 }).map((b) => Buffer.concat([Buffer.from('PAR1'), b, Buffer.from('PAR1')]))],
  ])('%s: no crash, no hang, nothing passed over in silence', async (_, name, arbitrary) => {
    const share = name === 'f.parquet' ? 0.02 : 0.245;
    await fc.assert(
      fc.asyncProperty(arbitrary, (content) => survives(name, content)),
      { numRuns: Math.ceil(N_CASES * share) },
    );
  }, 600_000);
}); // prettier-ignore
