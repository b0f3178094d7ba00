import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { ConfigError } from '@convoscope/contracts';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { countAtSource, type SourceCount } from '../src/count-at-source.ts';
import { exampleConversationLines } from '../src/example-conversations.ts';
import { columnMappingSchema, defaultMapping, type ColumnMapping } from '../src/mapping/column-mapping.ts';
import type { ConversationSource } from '../src/sources/conversation-source.port.ts';
import { createFileSource } from '../src/sources/file/file-source.ts';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'file-formats-'));
});
afterAll(() => rm(dir, { recursive: true }));

const open = async (path: string, mapping: ColumnMapping = defaultMapping): Promise<ConversationSource> => {
  const source = createFileSource({ name: 'files', path, mapping, pageSize: 100 });
  await source.open();
  return source;
};

async function count(path: string, mapping: ColumnMapping = defaultMapping): Promise<SourceCount[]> {
  const source = await open(path, mapping);
  const counts: SourceCount[] = [];
  for await (const one of countAtSource({ source, mapping })) counts.push(one);
  await source.close();
  return counts.sort((a, b) => (a.conversationId < b.conversationId ? -1 : 1));
}

const file = async (name: string, content: string | Buffer): Promise<string> => {
  const path = join(dir, name);
  await writeFile(path, content);
  return path;
};

/** The examples with columns that every format can hold in the same way. */
const plain = (): Record<string, unknown>[] =>
  exampleConversationLines().map((line) => {
    const { topics: _, ...rest } = JSON.parse(line) as Record<string, unknown>;
    return rest;
  });

describe('the file source', () => {
  it('reads the example that the CLI prints, without any mapping', async () => {
    const counts = await count(await file('example.jsonl', exampleConversationLines().join('\n')));
    expect(counts).toMatchObject([
      { conversationId: 'example-1', date: '2026-03-02' },
      { conversationId: 'example-2', date: '2026-03-02' },
    ]);
  });

  it('gives the same revisions in every format', async () => {
    const lines = plain().map((row) => JSON.stringify(row));
    const expected = await count(await file('a.jsonl', lines.join('\n')));
    expect(expected).toHaveLength(2);
    const titles = Object.keys(plain()[0] ?? {});
    const cell = (value: unknown): string =>
      `"${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('"', '""')}"`;
    const csv = [
      titles.join(','),
      ...plain().map((row) => titles.map((title) => cell(row[title])).join(',')),
    ].join('\r\n');
    const json = JSON.stringify({ exported: { by: 'x' }, conversations: plain() }, null, 2);
    const parquet = join(dir, 'a.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT * FROM read_json_auto('${join(dir, 'a.jsonl')}')) TO '${parquet}' (FORMAT parquet)`,
    );
    connection.closeSync();
    instance.closeSync();
    const paths = [
      await file('a.ndjson.gz', gzipSync(lines.join('\n'))),
      await file('a.json', `[${lines.join(',\n')}]`),
      await file('b.json', json),
      await file('b.json.gz', gzipSync(json)),
      await file('a.csv', `\ufeff${csv}\r\n`),
      await file('a.csv.gz', gzipSync(csv)),
      parquet,
    ];
    for (const path of paths) expect({ path, counts: await count(path) }).toEqual({ path, counts: expected });
  });

  it('reads other shapes by a column mapping', async () => {
    const path = await file(
      'chats.csv',
      'Chat,Kunde,Verlauf,Wann\n7,K-1,"[{""von"":""Kunde"",""text"":""Hallo""}]",2026-01-05 10:00\n',
    );
    const mapping = columnMappingSchema.parse({
      ...{ id: 'Chat', userId: 'Kunde', startedAt: 'Wann', messages: 'Verlauf' },
      ...{ message: { role: 'von', content: 'text' }, roles: { Kunde: 'user' } },
    });
    expect(await count(path, mapping)).toMatchObject([{ conversationId: '7', date: '2026-01-05' }]);
  });

  it('reads a folder, file after file, and resumes at any record', async () => {
    const folder = join(dir, 'folder');
    await mkdir(folder);
    const row = (n: number): string => JSON.stringify({ conversation_id: `c${n}`, messages: [] });
    for (let f = 0; f < 3; f++) {
      await writeFile(join(folder, `${f}.jsonl`), [0, 1, 2].map((i) => row(f * 3 + i)).join('\n'));
    }
    await writeFile(join(folder, 'README.md'), 'not data');
    let sizeBytes = 0;
    const source = createFileSource({ name: 'files', path: folder, mapping: defaultMapping, pageSize: 2 });
    const seen: string[] = [];
    for (let after: string | null = null, isAtEnd = false; !isAtEnd;) {
      const page = await source.rowsAfter({ after, upTo: null });
      seen.push(...page.rows.map(({ rowId }) => rowId));
      sizeBytes += page.sizeBytes;
      await source.close();
      after = page.next;
      isAtEnd = page.next === null;
    }
    expect(seen).toEqual(Array.from({ length: 9 }, (_, n) => `c${n}`));
    expect(sizeBytes).toBeGreaterThanOrEqual(9 * row(0).length);
    expect(await source.count()).toBe(9);
    expect((await source.rowsByIds(['c4', 'nobody'])).rows.map(({ rowId }) => rowId)).toEqual(['c4']);
  });

  it('goes on after records it cannot read', async () => {
    const source = await open(await file('bad.csv', 'conversation_id,messages\na,[]\nb\n,[]\nc,[]\n'));
    const page = await source.rowsAfter({ after: null, upTo: null });
    expect(page.rows.map(({ rowId }) => rowId)).toEqual(['a', 'c']);
    expect(page.rejected).toMatchObject([
      { rowId: 'bad.csv#2', reason: 'cell-count', place: { file: 'bad.csv', line: 3, record: 2 } },
      { rowId: 'bad.csv#3', reason: 'missing-row-id' },
    ]);
  });

  it.each([
    [
      'a gzip file that is cut off',
      'cut.jsonl.gz',
      'broken-compression',
      gzipSync('{"conversation_id":"a"}\n'.repeat(5_000)).subarray(0, 60),
    ],
    ['a JSON file that is cut off', 'cut.json', 'file-cut-off', '[{"conversation_id":"a"},{"conver'],
    ['a file that is no Parquet', 'cut.parquet', 'unreadable-file', 'PAR1 not really'],
  ])('says of %s that it is not whole, and deletes nothing by it', async (_, name, reason, content) => {
    const source = createFileSource({
      name: 'files',
      path: await file(name, content),
      mapping: defaultMapping,
      pageSize: 10_000,
    });
    const page = await source.rowsAfter({ after: null, upTo: null });
    expect(page.rejected.at(-1)).toMatchObject({
      rowId: name,
      reason,
      place: { file: name },
    });
    await source.count();
    expect(source.isSweepWhole?.()).toBe(false);
  });

  it('names every problem of path and mapping', async () => {
    await expect(open(join(dir, 'nowhere.jsonl'))).rejects.toThrow(ConfigError);
    await expect(open(await file('data.xlsx', 'PK\x03\x04 and more'))).rejects.toThrow(
      /save the sheet as CSV/,
    );
    const path = await file('columns.csv', 'conversation_id,mesages,user\na,[],u\n');
    const mapping = columnMappingSchema.parse({ userId: 'usr' });
    await expect(open(path, mapping)).rejects.toMatchObject({
      problems: [
        expect.stringContaining('did you mean "user"'),
        expect.stringContaining('did you mean "mesages"'),
      ],
    });
  });
});

const shared = process.env['CONVOSCOPE_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../shared/data');
const describeWithData = existsSync(join(shared, 'conversations')) ? describe : describe.skip;

describeWithData('the file source on the shared conversations (skipped where they are absent)', () => {
  it.each([
    ['arena_v01_1500.jsonl.gz', 1_500],
    ['sgd_train_2500.jsonl.gz', 2_500],
    ['twitter_care_525.jsonl', 525],
    ['oasst_en_100.jsonl', 100],
  ])('takes every conversation of %s', async (name, n) => {
    expect(await count(join(shared, 'conversations', name))).toHaveLength(n);
  });
});
