import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkMapping, fitMapping } from './check-mapping.ts';
import { columnMappingSchema, defaultMapping } from './column-mapping.ts';
import { loadMapping } from './load-mapping.ts';
import { suggestColumn } from './suggest-column.ts';

describe('the column mapping', () => {
  let dir: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'mapping-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(dir, name), text);
    return join(dir, name);
  };

  it('needs nothing for the documented shape', async () => {
    expect(await loadMapping({ path: '', inline: {} })).toEqual(defaultMapping);
  });

  it('comes from YAML or JSON; what is given directly wins, key by key', async () => {
    const yaml = await file(
      'm.yaml',
      'userId: Kunde\nmodel: Bot\nmessage:\n  role: Wer\n  content: Was\nroles: { Kunde: user }\n',
    );
    const inline = { model: 'Modell', message: { content: 'Text' }, roles: { Bot: 'assistant' } };
    expect(await loadMapping({ path: yaml, inline })).toMatchObject({
      userId: 'Kunde',
      model: 'Modell',
      message: { role: 'Wer', content: 'Text', sentAt: 'timestamp' },
      roles: { Kunde: 'user', Bot: 'assistant' },
    });
    const json = await file('m.json', '{"id": null, "metadata": ["Team"]}');
    expect(await loadMapping({ path: json, inline: {} })).toMatchObject({ id: null, metadata: ['Team'] });
  });

  it('names every mistake at once', async () => {
    const inline = { usrId: 'x', title: 7, message: { rolle: 'r' }, roles: { a: 'boss' } };
    await expect(loadMapping({ path: '', inline })).rejects.toMatchObject({
      problems: expect.arrayContaining([
        expect.stringContaining('title'),
        expect.stringContaining('rolle'),
        expect.stringContaining('roles.a'),
        expect.stringContaining('usrId'),
      ]),
    });
  });

  it.each([
    ['is missing', () => Promise.resolve(join(dir, 'nowhere.yaml'))],
    ['is not YAML', () => file('bad.yaml', 'a: [1')],
    ['holds a list', () => file('list.yaml', '- a')],
  ])('says so when the file %s', async (_, path) => {
    await expect(loadMapping({ path: await path(), inline: {} })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });

  it('leaves out defaults that a table does not have, but not the messages', () => {
    const titles = ['conversation_id', 'Verlauf'];
    expect(fitMapping(defaultMapping, titles)).toMatchObject({
      id: 'conversation_id',
      userId: null,
      endedAt: null,
    });
    expect(checkMapping(defaultMapping, titles, 'T')).toEqual([
      'column "messages" of mapping "messages" is not in table "T"; it has conversation_id, Verlauf',
    ]);
    expect(checkMapping(columnMappingSchema.parse({ messages: 'verlauf' }), titles, 'T')).toEqual([
      'column "verlauf" of mapping "messages" is not in table "T"; did you mean "Verlauf"',
    ]);
  });

  it.each([
    ['user_ID', 'user_id'],
    ['StartedAt', 'started_at'],
    ['mesages', 'messages'],
    ['messagse', 'messages'],
    ['budget', null],
  ])('suggests for %s: %s', (wrong, suggestion) => {
    expect(suggestColumn(wrong, ['user_id', 'started_at', 'messages'])).toBe(suggestion);
  });
});
