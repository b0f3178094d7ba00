import { expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columnMappingSchema, defaultMapping } from '../src/mapping/column-mapping.ts';
import { createFileSource } from '../src/sources/file/file-source.ts';
import { createCleanRowStep } from '../src/steps/clean-row.step.ts';
import type { RawRow } from '../src/sources/conversation-source.port.ts';

const EXAMPLES = join(import.meta.dirname, '../../../libs/chat-formats/examples');

async function rowsOf(path: string, mapping = defaultMapping): Promise<RawRow[]> {
  const source = createFileSource({ name: 'files', path, mapping, pageSize: 100 });
  await source.open();
  const { rows, rejected } = await source.rowsAfter({ after: null, upTo: null });
  await source.close();
  expect(rejected).toEqual([]);
  return rows;
}

it.each(readdirSync(EXAMPLES))('reads %s as it is', async (file) => {
  const rows = await rowsOf(join(EXAMPLES, file));
  const format = file.replace(/\.jsonl?$/, '');
  expect(rows.map(({ columns }) => columns['chat_format'])).toEqual(rows.map(() => format));
  const clean = createCleanRowStep({ ...defaultMapping, title: 'title' }, 'files');
  const outcomes = rows.map((row) => clean(row));
  expect(outcomes.map(({ kind }) => kind)).toEqual(rows.map(() => 'ok'));
});

it('gives each thread its place, and the same rows each time', async () => {
  const path = join(EXAMPLES, 'slack.json');
  const rows = await rowsOf(path);
  expect(rows.map(({ rowId, place }) => [rowId, place?.record])).toEqual([
    ['slack-1767607200.000100', 1],
    ['slack-1767607300.000100', 2],
  ]);
  expect(await rowsOf(path)).toEqual(rows);
});

it('leaves a file to a mapping that names its messages', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'chat-formats-'));
  const path = join(dir, 'claude.json');
  const messages = [{ sender: 'human', text: 'Hi' }];
  await writeFile(path, JSON.stringify([{ uuid: 'x', name: 'n', chat_messages: messages }]));
  const mapping = columnMappingSchema.parse({ id: 'uuid', messages: 'chat_messages' });
  expect((await rowsOf(path, mapping)).map(({ columns }) => columns)).toEqual([
    { uuid: 'x', name: 'n', chat_messages: messages },
  ]);
  await rm(dir, { recursive: true });
});
