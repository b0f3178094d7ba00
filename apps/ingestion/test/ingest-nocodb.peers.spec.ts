import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithServer } from '@convoscope/testing';
import { createHarness, type Harness } from './ingestion-harness.ts';
import { signInToNocodb, type NocodbApi, type NocodbColumn, type NocodbRow } from './nocodb-api.ts';

const column = (title: string, uidt: string): NocodbColumn => ({ title, uidt });

const conversation = (n: number): NocodbRow => ({
  conversation_id: `c${n}`,
  user_id: `u${n % 5}`,
  'Kunde (Größe), 名': `Wert ${n}, (x)`,
  started_at: '2026-01-05T10:00:00Z',
  resolved: n % 2 === 0,
  messages: [
    { role: 'user', content: `question ${n}`, timestamp: '2026-01-05T10:00:00Z' },
    { role: 'assistant', content: `answer ${n}`, timestamp: '2026-01-05T10:00:05Z' },
  ],
});

describeWithServer('nocodb', 'ingesting from a real NocoDB', (server) => {
  let api: NocodbApi;
  let baseId: string;

  const envOf = (version: string, extra: Record<string, string> = {}): Record<string, string> => ({
    SOURCE_NAME: 'noco',
    SOURCE_PAGE_SIZE: '100',
    NOCODB_URL: server.url,
    NOCODB_TOKEN: api.token,
    NOCODB_BASE_ID: baseId,
    NOCODB_API_VERSION: version,
    NOCODB_REQUESTS_PER_SECOND: '100',
    ...extra,
  });

  const createTable = (title: string, columns: NocodbColumn[]): Promise<string> =>
    api.createTable(baseId, title, columns);

  beforeAll(async () => {
    api = await signInToNocodb(server);
    baseId = await api.createBase(server.baseTitle);
  }, 60_000);

  afterAll(() => api.deleteBase(baseId));

  describe.each(['v2', 'v3'])('one table over API %s', (version) => {
    const title = `Conversations${version}`;
    let tableId: string;
    let harness: Harness;

    beforeAll(async () => {
      tableId = await createTable(title, [
        column('conversation_id', 'SingleLineText'),
        column('user_id', 'SingleLineText'),
        column('Kunde (Größe), 名', 'SingleLineText'),
        column('started_at', 'DateTime'),
        column('resolved', 'Checkbox'),
        column('messages', 'JSON'),
      ]);
      await api.insert(
        tableId,
        Array.from({ length: 1_050 }, (_, i) => conversation(i + 1)),
      );
      harness = await createHarness({
        env: envOf(version, { NOCODB_TABLE: title, SOURCE_PARALLEL_RANGES: '2' }),
      });
    }, 120_000);

    afterAll(() => harness.close());

    it('loads every row', async () => {
      expect(await harness.poll()).toMatchObject({ published: 1_050, rejected: 0 });
      expect(harness.store.documents.size).toBe(1_050);
      expect(harness.store.documents.get('c1050')).toMatchObject({
        userId: 'u0',
        nMessages: 2,
        startedAt: '2026-01-05T10:00:00.000Z',
        metadata: { 'Kunde (Größe), 名': 'Wert 1050, (x)', resolved: true },
      });
      expect((await harness.poll()).published).toBe(0);
    }, 120_000);

    it('sees inserts, edits and deletes', async () => {
      await api.insert(tableId, [conversation(2_000)]);
      const edited = {
        Id: 5,
        messages: [{ role: 'user', content: 'edited', timestamp: '2026-01-05T10:00:00Z' }],
      };
      await api.call('PATCH', `/api/v2/tables/${tableId}/records`, [edited]);
      await api.call('DELETE', `/api/v2/tables/${tableId}/records`, [{ Id: 9 }, { Id: 10 }]);
      expect(await harness.poll('reconcile')).toMatchObject({ published: 2, deleted: 2 });
      expect(harness.store.documents.get('c5')?.messages).toMatchObject([{ content: 'edited' }]);
      expect((await harness.deleted()).map(({ conversationId }) => conversationId).sort()).toEqual([
        'c10',
        'c9',
      ]);
      expect(await harness.poll('reconcile')).toMatchObject({ published: 0, deleted: 0 });
    }, 120_000);

    it('reads only what a filter with unusual names lets through', async () => {
      const where =
        version === 'v2' ? '(user_id,eq,u1)~or(user_id,eq,u2)' : '("user_id",eq,"u1")~or("user_id",eq,"u2")';
      const filtered = await createHarness({
        env: envOf(version, { NOCODB_TABLE: title, NOCODB_WHERE: where }),
      });
      expect((await filtered.poll('reconcile')).published).toBe(420);
      await filtered.close();
    }, 60_000);

    it('names a wrong column against the real table', async () => {
      const mapping = JSON.stringify({ userId: 'userid' });
      const wrong = await createHarness({
        env: envOf(version, { NOCODB_TABLE: title, SOURCE_MAPPING: mapping }),
      });
      await expect(wrong.poll()).rejects.toMatchObject({
        problems: [expect.stringContaining('did you mean "user_id"')],
      });
      await wrong.close();
    }, 60_000);
  });

  describe.each(['v2', 'v3'])('two tables joined by a link over API %s', (version) => {
    it('loads conversations with their messages and follows new ones', async () => {
      const chats = await createTable(`Chats${version}`, [column('Topic', 'SingleLineText')]);
      const lines = await createTable(`Lines${version}`, [
        column('Text', 'LongText'),
        column('Who', 'SingleLineText'),
        column('ChatKey', 'SingleLineText'),
      ]);
      await api.call('POST', `/api/v2/meta/tables/${chats}/columns`, {
        ...{
          title: 'Lines',
          column_name: 'lines',
          uidt: 'Links',
          type: 'hm',
          parentId: chats,
          childId: lines,
        },
      });
      const { columns } = (await api.call('GET', `/api/v2/meta/tables/${chats}`)) as {
        columns: { id: string; title: string }[];
      };
      const link = columns.find((c) => c.title === 'Lines')?.id ?? '';
      await api.insert(chats, [{ Topic: 'one' }, { Topic: 'two' }]);
      const said = await api.insert(lines, [
        { Text: 'hello', Who: 'customer' },
        { Text: 'good day', Who: 'bot' },
        { Text: 'other', Who: 'customer' },
      ]);
      const join = (chat: number, ids: readonly (number | undefined)[]): Promise<unknown> =>
        api.call(
          'POST',
          `/api/v2/tables/${chats}/links/${link}/records/${chat}`,
          ids.map((Id) => ({ Id })),
        );
      await join(1, said.slice(0, 2));
      await join(2, said.slice(2));
      const message = { role: 'Who', content: 'Text', sentAt: null, conversation: `Chats${version}` };
      const harness = await createHarness({
        env: envOf(version, {
          NOCODB_TABLE: `Chats${version}`,
          NOCODB_MESSAGES_TABLE: `Lines${version}`,
          SOURCE_MAPPING: JSON.stringify({ id: null, title: 'Topic', message }),
        }),
      });
      expect(await harness.poll()).toMatchObject({ published: 2, rejected: 0 });
      const first = harness.store.documents.get('noco-1');
      expect(first?.messages.map(({ role, content }) => [role, content])).toEqual([
        ['user', 'hello'],
        ['assistant', 'good day'],
      ]);
      await join(2, await api.insert(lines, [{ Text: 'more', Who: 'bot' }]));
      expect((await harness.poll()).published).toBe(1);
      expect(harness.store.documents.get('noco-2')).toMatchObject({ nMessages: 2, title: 'two' });
      await harness.close();
    }, 60_000);
  });
});
