import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHarness, nocodbEnv, type Harness } from './ingestion-harness.ts';
import { startNocodbStub, type NocodbStub } from './nocodb-stub.ts';
import type { StubTable } from './nocodb-stub/stub-table.ts';

const mapping = {
  message: { id: 'Id', role: 'Role', content: 'Text', sentAt: 'SentAt', conversation: 'conversation' },
  title: 'Title',
};

const says = (conversation: string | number, text: string, second: number): Record<string, unknown> => ({
  conversation,
  Role: 'human',
  Text: text,
  SentAt: `2026-01-05 10:00:${String(second).padStart(2, '0')}+00:00`,
});

describe.each(['v2', 'v3'])('conversations and messages in two tables over API %s', (version) => {
  let stub: NocodbStub;
  let conversations: StubTable;
  let messages: StubTable;
  let harness: Harness;
  let nowMs: number;

  beforeEach(async () => {
    nowMs = Date.now() - 3_600_000;
    stub = await startNocodbStub({ now: () => nowMs });
    conversations = stub.addTable('Conversations', [
      { title: 'conversation_id', uidt: 'SingleLineText' },
      { title: 'Title', uidt: 'SingleLineText' },
    ]);
    messages = stub.addTable('Messages', [
      { title: 'conversation', uidt: 'SingleLineText' },
      { title: 'Role', uidt: 'SingleLineText' },
      { title: 'Text', uidt: 'LongText' },
      { title: 'SentAt', uidt: 'DateTime' },
    ]);
    harness = await createHarness({
      env: {
        ...nocodbEnv(stub, version),
        NOCODB_MESSAGES_TABLE: 'Messages',
        SOURCE_MAPPING: JSON.stringify(mapping),
      },
    });
    for (let n = 1; n <= 60; n++) {
      conversations.insert({ conversation_id: `c (${n}), "x"`, Title: `Talk ${n}` });
      messages.insert(says(`c (${n}), "x"`, `second of ${n}`, 2), says(`c (${n}), "x"`, `first of ${n}`, 1));
    }
  });

  afterEach(async () => {
    await harness.close();
    await stub.close();
  });

  const textsOf = (n: number): (string | undefined)[] =>
    harness.store.documents.get(`c (${n}), "x"`)?.messages.map(({ content }) => content) ?? [];

  it('puts conversations together, whatever characters their ids have, in order of time', async () => {
    expect(await harness.poll()).toMatchObject({ published: 60, rejected: 0 });
    expect(textsOf(60)).toEqual(['first of 60', 'second of 60']);
    expect(harness.store.documents.get('c (1), "x"')).toMatchObject({ title: 'Talk 1', nMessages: 2 });
    expect((await harness.poll()).published).toBe(0);
  });

  it('publishes a conversation again when a message is added, edited or deleted', async () => {
    await harness.poll();
    nowMs += 10_000;
    messages.insert(says('c (7), "x"', 'third of 7', 3));
    expect((await harness.poll()).published).toBe(1);
    expect(textsOf(7)).toEqual(['first of 7', 'second of 7', 'third of 7']);
    nowMs += 10_000;
    messages.update(1, { Text: 'edited' });
    expect((await harness.poll()).published).toBe(1);
    expect(textsOf(1)).toEqual(['first of 1', 'edited']);
    messages.remove(4);
    expect((await harness.poll()).published).toBe(1);
    expect(textsOf(2)).toEqual(['second of 2']);
    expect((await harness.poll('reconcile')).published).toBe(0);
  });

  it('takes a conversation whose messages come later', async () => {
    await harness.poll();
    conversations.insert({ conversation_id: 'late', Title: 'Late' });
    expect((await harness.poll()).rejected).toBe(1);
    expect(harness.store.errors.get('61')).toMatchObject({
      reason: 'empty-conversation',
      conversationId: null,
    });
    messages.insert(says('late', 'here I am', 1));
    expect((await harness.poll()).published).toBe(1);
    expect(harness.store.errors.get('61')?.status).toBe('resolved');
  });

  it('asks for the join column when the mapping does not name it', async () => {
    const env = {
      SOURCE_MAPPING: JSON.stringify({ message: { role: 'Roll', content: 'Text', sentAt: null } }),
    };
    const { poller } = await harness.ingestion(env);
    await expect(poller.poll('incremental', new AbortController().signal)).rejects.toMatchObject({
      problems: [
        expect.stringContaining(
          '"Roll" of mapping "message.role" is not in table "Messages"; did you mean "Role"',
        ),
        expect.stringContaining('"message.conversation" must name the column of "Messages"'),
      ],
    });
  });
});
