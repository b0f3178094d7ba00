import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Store } from '@convoscope/store';
import fc from 'fast-check';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describeInput } from '../src/findings/describe-input.ts';
import { createHarness, type Harness } from './ingestion-harness.ts';

const AT = '2026-03-05T10:00:00Z';
/** So much UTF-8 settles the encoding of a file. */
const GERMAN = 'ü'.repeat(60);
const chat = (id: string): Record<string, unknown> => ({
  ...{ conversation_id: id, user_id: GERMAN, started_at: AT },
  messages: [{ role: 'user', content: `hi from ${id}` }],
});
const BAD_BYTES = Buffer.from([0xc3, 0x28, 0xff]);

/** Ways in which a row is broken, of which each has made some reader give up. */
const BROKEN_JSON: ((id: string) => Buffer)[] = [
  (id) => Buffer.from(JSON.stringify(chat(id)).slice(0, -3)),
  (id) => Buffer.from(`'${JSON.stringify(chat(id))}`),
  (id) => Buffer.from(JSON.stringify([chat(id)])),
  (id) => Buffer.from(JSON.stringify({ ...chat(id), conversation_id: ' ' })),
  (id) => Buffer.from(JSON.stringify({ ...chat(id), messages: [] })),
  (id) => Buffer.from(JSON.stringify({ ...chat(id), messages: "[{'role': 'user'}]" })),
  (id) => Buffer.from(JSON.stringify({ ...chat(id), started_at: '31/02/2026' })),
  (id) => Buffer.from(JSON.stringify({ ...chat(id), conversation_id: id.padEnd(600, 'x') })),
  (id) =>
    Buffer.concat([Buffer.from(`{"conversation_id":"${id}`), BAD_BYTES, Buffer.from('","messages":[]}')]),
  (id) =>
    Buffer.from(
      `{"conversation_id":"${id}","started_at":"${AT}","messages":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
    ),
];
const csvRow = (id: string): string =>
  `${id},${GERMAN},${AT},"[{""role"":""user"",""content"":""hi from ${id}""}]"`;
const BROKEN_CSV: ((id: string) => Buffer)[] = [
  (id) => Buffer.from(csvRow(id).replace(GERMAN, 'nice 5" screen')),
  (id) => Buffer.from(`${csvRow(id)},too,many`),
  (id) => Buffer.from(`${id},too few`),
  (id) => Buffer.from(csvRow(id).replace(id, '')),
  (id) => Buffer.from(csvRow(id).replace(/"\[.*\]"/, '[]')),
  (id) => Buffer.concat([Buffer.from(`${id},`), BAD_BYTES, Buffer.from(`,${AT},[]`)]),
  (id) => Buffer.from(csvRow(id).replace(AT, 'Ticket 5')),
];
/** Files that are broken as a whole. */
const BROKEN_FILES: readonly (readonly [string, Buffer])[] = [
  ['empty.jsonl', Buffer.alloc(0)],
  ['header.csv', Buffer.from('conversation_id,messages\n')],
  ['none.json', Buffer.from('[1, 2]')],
  ['zip.csv', Buffer.from('PK\x03\x04 and more of it')],
  ['columns.csv', Buffer.from('x,y\n1,2\n')],
  ['cut.jsonl.gz', gzipSync(`${JSON.stringify(chat('cut'))}\n`).subarray(0, 40)],
  ['bad.csv.gz', Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(40, 7)])],
  ['not.parquet', Buffer.from('PAR1 not really PAR1')],
];

interface Row {
  isBroken: boolean;
  way: number;
}
interface TableFile {
  kind: 'jsonl' | 'csv';
  isPacked: boolean;
  rows: Row[];
}
const fileArb: fc.Arbitrary<TableFile> = fc.record({
  kind: fc.constantFrom('jsonl', 'csv'),
  isPacked: fc.boolean(),
  rows: fc.array(fc.record({ isBroken: fc.boolean(), way: fc.nat(99) }), { minLength: 1, maxLength: 8 }),
});

function contentOf({ kind, rows }: TableFile, n: number): Buffer {
  const ways = kind === 'csv' ? BROKEN_CSV : BROKEN_JSON;
  const good = (id: string): Buffer => Buffer.from(kind === 'csv' ? csvRow(id) : JSON.stringify(chat(id)));
  const lines = rows.map(({ isBroken, way }, i) => {
    const id = `f${n}r${i}`;
    return isBroken ? (ways[way % ways.length] ?? good)(id) : good(id);
  });
  const head = kind === 'csv' ? Buffer.from('conversation_id,user_id,started_at,messages') : null;
  const first = good(`f${n}first`);
  return Buffer.concat(
    [...(head === null ? [] : [head]), first, ...lines].flatMap((line) => [line, Buffer.from('\n')]),
  );
}

describe('any set of files of which some rows and files are broken', () => {
  let harness: Harness;
  let folder: string;
  beforeEach(async () => {
    folder = '';
    harness = await createHarness({
      env: { SOURCE_KIND: 'file', SOURCE_NAME: 'files', SOURCE_PATH: '/nowhere', SOURCE_PAGE_SIZE: '4' },
    });
  });
  afterEach(() => harness.close());

  async function ingest(name: string, files: readonly TableFile[], broken: ReadonlySet<number>) {
    folder = join(harness.dir, name);
    await mkdir(folder);
    for (const [n, file] of files.entries()) {
      const content = contentOf(file, n);
      await writeFile(
        join(folder, `${n}.${file.kind}${file.isPacked ? '.gz' : ''}`),
        file.isPacked ? gzipSync(content) : content,
      );
    }
    for (const n of broken) {
      const [fileName, content] = BROKEN_FILES[n] ?? ['', Buffer.alloc(0)];
      await writeFile(join(folder, fileName), content);
    }
    harness.store.documents.clear();
    harness.store.errors.clear();
    const { poller, source } = await harness.ingestion({ SOURCE_PATH: folder, SOURCE_NAME: name });
    const run = await poller.poll('incremental', new AbortController().signal);
    await source.close();
    await rm(folder, { recursive: true });
    return run;
  }

  it('every good row arrives, every bad one is a record with its place, and the counts add up', async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fileArb, { minLength: 1, maxLength: 4 }),
        fc.uniqueArray(fc.nat(BROKEN_FILES.length - 1), { maxLength: 3 }),
        async (files, broken) => {
          const name = `case${n++}`;
          const run = await ingest(name, files, new Set(broken));
          const wanted = files.flatMap(({ rows }, f) => [
            `f${f}first`,
            ...rows.flatMap(({ isBroken }, i) => (isBroken ? [] : [`f${f}r${i}`])),
          ]);
          const { documents, errors } = harness.store;
          expect([...documents.keys()].sort()).toEqual(wanted.sort());
          const nBad = files.flatMap(({ rows }) => rows).filter(({ isBroken }) => isBroken).length + broken.length;
          expect(run).toMatchObject({ published: wanted.length, rejected: nBad, rowsSeen: wanted.length + nBad });
          expect(errors.size).toBe(nBad);
          for (const error of errors.values()) {
            expect([error.reason, error.message, error.file, error.source]).not.toContain('');
            const isFile = BROKEN_FILES.some(([fileName]) => fileName === error.file);
            if (!isFile) expect([error.reason, error.line! >= 1, error.sample !== null]).toEqual([error.reason, true, true]);
          }
          const { nRefused, sentences } = await describeInput(harness.store as unknown as Store, 'default');
          // What makes the exit code 65.
          expect(nRefused > 0).toBe(nBad > 0);
          if (nBad > 0) expect(sentences[0]).toMatch(/^refused \([a-z-]+\) \S+/);
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000); // prettier-ignore
});
