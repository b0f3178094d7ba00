import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LedgerHash, PermanentError, topics } from '@convoscope/contracts';
import { aConversation, someConversations } from '@convoscope/testing';
import { collect, createLakeReader, type AppendDependencies } from '@convoscope/lake';
import { append, batchOf, createLakeFixture, ingested, received, type LakeFixture } from './lake-fixture.ts';

let lake: LakeFixture;
beforeEach(async () => {
  lake = await createLakeFixture();
});
afterEach(() => lake.close());

/** A process that puts its file and then dies. */
const dyingBeforeCommit = (): AppendDependencies =>
  lake.process({
    ...lake.objects,
    put: (key, body, options) =>
      key.endsWith('.json') && !key.endsWith('0.json')
        ? Promise.reject(new Error('killed'))
        : lake.objects.put(key, body, options),
  });

const idsInLake = async (): Promise<string[]> => {
  const reader = await lake.reader();
  const rows = await collect(
    reader.query('SELECT event_key FROM conversations_ingested ORDER BY log_offset'),
  );
  return rows.map((row) => String(row['event_key']));
};

describe('appending a batch to the lake', () => {
  it('writes one file, whatever its days, and finds every field again', async () => {
    const conversations = [
      aConversation({
        conversationId: 'a',
        startedAt: '2026-01-05T23:59:59.999Z',
        title: 'It\'s "quoted"\n',
      }),
      aConversation({
        conversationId: 'b',
        startedAt: '2026-01-06T00:00:00.000Z',
        userId: null,
        model: null,
      }),
    ];
    const { file } = await append(lake.process(), batchOf(ingested(conversations)));
    expect(file?.path).toMatch(/^landing\/conversations\.ingested\.v1-0-0-1-[0-9a-f-]{36}\.parquet$/);
    expect(JSON.parse(file?.stats ?? '')).toMatchObject({
      numRecords: 2,
      minValues: {
        date: '2026-01-05',
        conversation_id: 'a',
        log_offset: 0,
        started_at: '2026-01-05T23:59:59.999Z',
      },
      maxValues: {
        date: '2026-01-06',
        conversation_id: 'b',
        log_offset: 1,
        started_at: '2026-01-06T00:00:00.000Z',
      },
    });
    const reader = await lake.reader();
    const [first, second] = await collect(
      reader.query('SELECT * FROM conversations_ingested ORDER BY conversation_id'),
    );
    expect(first).toMatchObject({
      conversation_id: 'a',
      date: '2026-01-05',
      title: 'It\'s "quoted"\n',
      n_messages: 2,
    });
    expect(first?.['started_at']).toEqual(new Date('2026-01-05T23:59:59.999Z'));
    expect(second).toMatchObject({ user_id: null, model: null, log_offset: 1n, tenant: 'default' });
    expect(JSON.parse(String(second?.['data']))).toEqual(conversations[1]);
  });

  it('leaves out what it has when events come again, wholly or in part', async () => {
    const events = ingested(someConversations(6));
    const worker = lake.process();
    await append(worker, batchOf(events.slice(0, 4)));
    expect(await append(worker, batchOf(events.slice(0, 4)))).toEqual({ file: null, nRepeated: 4 });
    const overlapping = await append(lake.process(), batchOf(events.slice(2)));
    expect(overlapping.nRepeated).toBe(2);
    expect(await idsInLake()).toEqual(events.map(({ key }) => key));
  });

  it('counts no file that a crash left before its commit', async () => {
    const events = ingested(someConversations(3));
    await expect(append(dyingBeforeCommit(), batchOf(events))).rejects.toThrow('killed');
    expect(await idsInLake()).toEqual([]);
    const more = ingested(someConversations(5)).slice(0, 5);
    await append(lake.process(), batchOf(more));
    expect(await idsInLake()).toEqual(more.map(({ key }) => key));
  });

  it('lets two writers race with overlapping batches, and has each event once', async () => {
    const events = ingested(someConversations(40));
    const [one, other] = [lake.process(), lake.process()];
    await Promise.all([
      append(one, batchOf(events.slice(0, 25))),
      append(other, batchOf(events.slice(0, 40))),
    ]);
    await append(one, batchOf(events));
    expect(await idsInLake()).toEqual(events.map(({ key }) => key));
  });

  it('starts a new epoch when the topic was made anew and offsets began again', async () => {
    await append(lake.process(), batchOf(ingested(someConversations(3))));
    const anew = ingested([aConversation({ conversationId: 'later' })], { appendedAtMs: 9_000 });
    const { file } = await append(lake.process(), batchOf(anew));
    expect(file?.path).toContain('conversations.ingested.v1-0-e1-0-0-');
    expect(await append(lake.process(), batchOf(anew))).toEqual({ file: null, nRepeated: 1 });
    expect((await idsInLake()).sort()).toEqual([
      'conversation-1',
      'conversation-2',
      'conversation-3',
      'later',
    ]);
  });

  it('writes nothing once the partition has been taken away', async () => {
    const aborted = batchOf(ingested(someConversations(3)), AbortSignal.abort());
    await expect(append(lake.process(), aborted)).rejects.toMatchObject({ code: 'LAKE_ABORTED' });
    expect(await collect(lake.objects.list('lake/conversations-ingested/landing/'))).toEqual([]);
  });

  it('writes the same bytes for the same events', async () => {
    const batch = batchOf(ingested(someConversations(300)));
    const { file: once } = await append(lake.process(), batch);
    const second = await createLakeFixture();
    const { file: twice } = await append(second.process(), batch);
    await second.close();
    expect([twice?.size, twice?.stats, twice?.tags]).toEqual([once?.size, once?.stats, once?.tags]);
  });
});

describe('the current state of the lake', () => {
  it('is the newest sequence and pass of each conversation, without those deleted since', async () => {
    const a1 = aConversation({ conversationId: 'a', sequence: 1, title: 'old' });
    const a2 = aConversation({ conversationId: 'a', sequence: 2, title: 'new' });
    const b1 = aConversation({ conversationId: 'b', sequence: 1 });
    const c1 = aConversation({ conversationId: 'c', sequence: 1 });
    const c3 = aConversation({ conversationId: 'c', sequence: 3, title: 'back again' });
    const worker = lake.process();
    await append(worker, batchOf(ingested([a2, b1, c1, a1, c3])));
    const gone = (conversationId: string, sequence: number) => ({
      ...{ conversationId, sequence, source: 'test', startedAt: b1.startedAt, deletedAt: b1.startedAt },
      reason: 'gone-at-source' as const,
    });
    const deletions = received(topics.conversationsDeleted, [gone('b', 2), gone('c', 2)]);
    await append(worker, batchOf(deletions));
    const reader = await lake.reader();
    expect(await collect(reader.currentState('conversations-ingested', 'default'))).toEqual([a2, c3]);
    expect(await collect(reader.currentState('conversations-ingested', 'other tenant'))).toEqual([]);
    const hash = new LedgerHash();
    for (const { conversationId, revision } of [a2, c3]) hash.add(conversationId, revision);
    expect(await reader.countByDay('default')).toEqual([
      { source: 'test', date: '2026-01-05', count: 2, hash: hash.hex },
    ]);
    const rows = await collect(reader.revisions('default', new Set(['test|2026-01-05'])));
    expect(rows.map(({ conversationId }) => conversationId)).toEqual(['a', 'c']);
    expect(await collect(reader.revisions('default', new Set(['test|2026-01-06'])))).toEqual([]);
  });

  it('refuses bytes that are not what the log says', async () => {
    const { file } = await append(lake.process(), batchOf(ingested(someConversations(1))));
    await lake.objects.put(`lake/conversations-ingested/${file?.path}`, 'rotten');
    const reader = await lake.reader();
    await expect(reader.countByDay('default')).rejects.toMatchObject({ code: 'LAKE_CHECKSUM' });
  });

  it('is read again where a file goes while it is read, as erased ones do at once', async () => {
    await append(lake.process(), batchOf(ingested(someConversations(2))));
    const [file] = await (await lake.reader()).files('conversations-ingested');
    let nDownloads = 0;
    const reader = await createLakeReader({
      objects: {
        ...lake.objects,
        async download(key, path) {
          nDownloads += 1;
          if (nDownloads > 1) return lake.objects.download(key, path);
          throw new PermanentError(`no such object: ${key}`, { code: 'OBJECTS_NOT_FOUND' });
        },
      },
      scratchDir: `${lake.dir}/scratch`,
    });
    const rows = await collect(reader.query('SELECT event_id FROM conversations_ingested'));
    expect([file?.statistics?.numRecords, rows.length, nDownloads]).toEqual([2, 2, 2]);
    await reader.close();
  });

  it('is empty in an empty lake', async () => {
    const reader = await lake.reader();
    expect(await reader.countByDay('default')).toEqual([]);
    expect(await reader.summary()).toContainEqual({
      ...{
        dataset: 'conversations-ingested',
        nFiles: 0,
        nRows: 0,
        sizeBytes: 0,
        firstDate: null,
        lastDate: null,
      },
    });
  });
});
