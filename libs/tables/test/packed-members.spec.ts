import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { createScratch, readAll, type Scratch } from './read-all.ts';

let scratch: Scratch;
beforeAll(async () => void (scratch = await createScratch()));
afterAll(() => scratch.remove());

const line = (id: number): string => `{"id":${id}}\n`;
const zstd = (text: string): Buffer =>
  zstdCompressSync(text, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
const skippable = Buffer.from('\x5a\x2a\x4d\x18\x03\0\0\0abc', 'latin1');
const read = async (bytes: Uint8Array) => {
  const { rows, wrong } = await readAll(await scratch.file('m.jsonl', bytes));
  return {
    ids: rows.map(({ id }) => id),
    wrong: wrong.map(({ reason }) => reason),
    sentence: wrong[0]?.message,
  };
};

/** Parts with the id of the row in each; null: none. */
type Part = [number | null, Buffer];
const files: [string, Part[]][] = [
  ['gzip', [[1, gzipSync(line(1))], [2, gzipSync(line(2))], [3, gzipSync(line(3))]]],
  ['zstd', [[1, zstd(line(1))], [2, zstd(line(2))], [3, zstd(line(3))]]],
  ['frames to skip, and both kinds', [[null, skippable], [1, zstd(line(1))], [2, gzipSync(line(2))], [null, skippable], [3, zstd(line(3))]]],
]; // prettier-ignore

describe.each(files)('packed parts one behind the other: %s', (_, parts) => {
  const whole = Buffer.concat(parts.map(([, bytes]) => bytes));
  const ends = parts.map((__, i) => Buffer.concat(parts.slice(0, i + 1).map(([, bytes]) => bytes)).length);
  /** Rows of the parts that end before a place. */
  const before = (at: number): number[] =>
    parts.flatMap(([id], i) => ((ends[i] ?? 0) <= at && id !== null ? [id] : []));

  it('are read, also with zeros up to the end', async () => {
    const padded = Buffer.concat([whole, Buffer.alloc(1000)]);
    for (const bytes of [whole, padded])
      expect(await read(bytes)).toMatchObject({ ids: [1, 2, 3], wrong: [] });
  });

  it('cut off anywhere but between parts, say so, after what came before', async () => {
    for (let at = 4; at < whole.length; at++) {
      const { ids, wrong } = await read(whole.subarray(0, at));
      expect(ids).toEqual(expect.arrayContaining(before(at)));
      if (!ends.includes(at)) expect([at, wrong]).toEqual([at, ['broken-compression']]);
    }
  });

  it('with any byte changed, hold all that they held or say that they do not', async () => {
    for (let at = 4; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at] = [0, (whole[at] ?? 0) ^ 0x10, 0xff][at % 3] ?? 0;
      const { ids, wrong } = await read(changed);
      expect(ids).toEqual(expect.arrayContaining(before(at)));
      if (wrong.length === 0) expect([at, ids]).toEqual([at, [1, 2, 3]]);
    }
    // The first byte of a part decides what it is.
    for (const at of ends.slice(0, -1)) {
      const changed = Buffer.from(whole);
      changed[at] = 0;
      expect((await read(changed)).wrong).toEqual(['broken-compression']);
    }
  });

  it.each(['trailing text', '\0\0\0x', 'x'])(
    'followed by what is none (%j), say so and where',
    async (rest) => {
      const { ids, wrong, sentence } = await read(Buffer.concat([whole, Buffer.from(rest)]));
      expect([ids, wrong]).toEqual([[1, 2, 3], ['broken-compression']]);
      expect(sentence).toContain(`${whole.length + rest.search(/[a-z]/)} bytes`);
    },
  );
});

describe('a packed file that is damaged within', () => {
  const text = Array.from({ length: 4_000 }, (_, i) => `{"id":${i},"text":"${Math.sin(i)}"}\n`).join('');

  it.each([
    ['gzip', gzipSync(text)],
    ['zstd', zstdCompressSync(text)],
  ])('gives all that came out before the damage: %s', async (kind, packed) => {
    const damaged = Buffer.from(packed);
    const at = Math.floor(packed.length * 0.9);
    damaged.fill(0xff, at, at + 40);
    const { ids, wrong } = await read(damaged);
    expect(wrong.at(-1)).toBe('broken-compression');
    // zstd unpacks blocks of 128 KiB; of gzip nothing is lost but the line that is damaged.
    expect(ids.length).toBeGreaterThan(kind === 'gzip' ? 3_500 : 2_500);
    expect(ids.slice(0, 2_500)).toEqual(Array.from({ length: 2_500 }, (__, i) => i));
  });

  it('gives the last row of a member without a line feed at its end', async () => {
    const { ids, wrong } = await read(Buffer.concat([gzipSync(`${line(1)}{"id":2}`), Buffer.from('rest')]));
    expect([ids, wrong]).toEqual([[1, 2], ['broken-compression']]);
  });

  it('says of a window that is larger than is read how large it is', async () => {
    const frame = Buffer.concat([
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (28 - 10) << 3]),
      Buffer.alloc(9),
    ]);
    const { wrong, sentence } = await read(frame);
    expect(wrong).toEqual(['unknown-format']);
    expect(sentence).toContain('a window of 256 MiB');
  });
});
