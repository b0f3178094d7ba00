import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { createScratch, readAll, type Scratch } from './read-all.ts';

let scratch: Scratch;
beforeAll(async () => void (scratch = await createScratch()));
afterAll(() => scratch.remove());

/** A row that is good, or broken in one way. `n` makes it unlike any other. */
interface Row {
  n: number;
  text: string;
  isBroken: boolean;
  way: number;
}

const rowArb = fc.record({
  text: fc.string({ unit: fc.constantFrom('a', 'ü', ' ', ',', ';', '€', '\\', '{', '😀'), maxLength: 12 }),
  isBroken: fc.boolean(),
  way: fc.nat(2),
});
const rowsArb = fc.array(rowArb, { minLength: 2, maxLength: 12 }).map((rows): Row[] =>
  // The first row is good: it shows what a record looks like.
  rows.map((row, n) => ({ ...row, n, isBroken: row.isBroken && n > 0 })),
);

const goodOf = (rows: readonly Row[]): string[] =>
  rows.filter(({ isBroken }) => !isBroken).map(({ n }) => String(n));

function toJsonLine({ n, text, isBroken, way }: Row): Buffer {
  const good = JSON.stringify({ id: String(n), text });
  if (!isBroken) return Buffer.from(good);
  return [Buffer.from(good.slice(0, -2)), Buffer.from([0x7b, 0xff, 0x7d]), Buffer.from(`[${n}]`)][
    way
  ] as Buffer;
}

function toCsvLine({ n, text, isBroken, way }: Row): Buffer {
  const cell = `"${text.replaceAll('"', '""')}"`;
  if (!isBroken) return Buffer.from(`${n},${cell}`);
  return [Buffer.from(`${n},x"y`), Buffer.concat([Buffer.from(`${n},`), Buffer.from([0xc3, 0x28, 0xff])]), Buffer.from(`${n},a,b`)][way] as Buffer;
} // prettier-ignore

const lines = (parts: readonly Buffer[], between: string): Buffer =>
  Buffer.concat(parts.flatMap((part, i) => (i === 0 ? [part] : [Buffer.from(between), part])));

/** So much UTF-8 settles that the file is in it: one of ASCII and stray bytes is read in another encoding. */
const GERMAN = 'ü'.repeat(60);

const formats: [string, string, (rows: readonly Row[]) => Buffer][] = [
  ['JSON Lines', 'l.jsonl', (rows) => lines([Buffer.from(`{"id":"-","text":"${GERMAN}"}`), ...rows.map(toJsonLine)], '\n')],
  ['a list in JSON', 'l.json', (rows) => lines([Buffer.from(`[\n{"id":"-","text":"${GERMAN}"}`), lines(rows.map((row) => toJsonLine({ ...row, way: row.way % 2 })), ',\n'), Buffer.from('\n]')], ',\n').subarray(0)],
  ['CSV', 'l.csv', (rows) => lines([Buffer.from(`id,text\n-,"${GERMAN}"`), ...rows.map(toCsvLine)], '\n')],
]; // prettier-ignore

describe('every good row arrives, every bad one is said', () => {
  it.each(formats)('in %s, packed or not', async (_, name, write) => {
    await fc.assert(
      fc.asyncProperty(rowsArb, fc.boolean(), async (rows, isPacked) => {
        const text = name.endsWith('.json') ? fixedList(write(rows)) : write(rows);
        const path = await scratch.file(name, isPacked ? gzipSync(text) : text);
        const found = await readAll(path);
        expect(found.rows.map(({ id }) => id)).toEqual(['-', ...goodOf(rows)]);
        // Behind a last record that is broken nothing tells that there is no other: that is said, too.
        const refused = found.wrong.filter(({ reason }) => reason !== 'file-cut-off');
        expect(refused).toHaveLength(rows.length - goodOf(rows).length);
        for (const { message, line } of found.wrong)
          expect([message.length > 0, line !== null]).toEqual([true, true]);
      }),
      { numRuns: 60 },
    );
  });

  it('in packed files that break off: what came before the break arrives, and the break is said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), fc.nat(99), async (n, percent) => {
        const text = Array.from({ length: n }, (_, i) => `{"id":${i}}\n`).join('');
        const packed = gzipSync(text);
        const cut = packed.subarray(0, 10 + Math.floor(((packed.length - 11) * percent) / 100));
        const { rows, wrong } = await readAll(await scratch.file('cut.jsonl.gz', cut));
        expect(rows.map(({ id }) => id)).toEqual(rows.map((_, i) => i));
        expect(wrong.at(-1)).toMatchObject({ reason: 'broken-compression' });
      }),
      { numRuns: 40 },
    );
  });
});

/** The comma that `lines` puts before the closing bracket is taken out. */
const fixedList = (bytes: Buffer): Buffer => {
  const end = bytes.lastIndexOf(Buffer.from(',\n\n]'));
  return end < 0 ? bytes : Buffer.concat([bytes.subarray(0, end), Buffer.from('\n]')]);
};
