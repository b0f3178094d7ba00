import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@convoscope/testing';
import { systemClock } from '@convoscope/telemetry';
import { createHarness, nocodbEnv, type Harness } from './ingestion-harness.ts';
import { startNocodbStub, type NocodbStub } from './nocodb-stub.ts';
import type { StubTable } from './nocodb-stub/stub-table.ts';

const COLUMNS = [
  { title: 'conversation_id', uidt: 'SingleLineText' },
  { title: 'user_id', uidt: 'SingleLineText' },
  { title: 'model', uidt: 'SingleLineText' },
  { title: 'started_at', uidt: 'DateTime' },
  { title: 'messages', uidt: 'JSON' },
  { title: 'resolved', uidt: 'Checkbox' },
];

const row = (n: number, text = `question ${n}`): Record<string, unknown> => ({
  conversation_id: `c${n}`,
  user_id: `u${n % 3}`,
  model: 'm-1',
  started_at: '2026-01-05 10:00:00+00:00',
  messages: [{ role: 'user', content: text, timestamp: '2026-01-05T10:00:00Z' }],
  resolved: n % 2 === 0 ? 1 : 0,
});

const rows = (from: number, to: number): Record<string, unknown>[] =>
  Array.from({ length: to - from + 1 }, (_, i) => row(from + i));

const ids = (events: readonly { conversationId: string }[]): string[] =>
  events.map(({ conversationId }) => conversationId).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `c${from + i}`);

describe.each(['v2', 'v3'])('ingesting from NocoDB over API %s', (version) => {
  let stub: NocodbStub;
  let table: StubTable;
  let harness: Harness;
  let nowMs: number;

  beforeEach(async () => {
    nowMs = Date.now() - 3_600_000;
    stub = await startNocodbStub({ now: () => nowMs });
    table = stub.addTable('Conversations', COLUMNS);
    harness = await createHarness({ env: nocodbEnv(stub, version) });
  });

  afterEach(async () => {
    await harness.close();
    await stub.close();
  });

  it('loads every row by key, and nothing again', async () => {
    table.insert(...rows(1, 35));
    expect(await harness.poll()).toMatchObject({ rowsSeen: 35, published: 35, rejected: 0 });
    expect(ids(await harness.ingested())).toEqual(range(1, 35));
    expect(await harness.poll()).toMatchObject({ published: 0 });
    expect((await harness.ingested()).find(({ conversationId }) => conversationId === 'c1')).toMatchObject({
      metadata: { resolved: false },
      sequence: Math.floor(nowMs / 1000) * 1000,
    });
  });

  it('gives the same revisions whatever the API version', async () => {
    table.insert(...rows(1, 5));
    await harness.poll();
    const revisions = [...harness.store.documents.values()].map(({ revision }) => revision);
    const other = await createHarness({ env: nocodbEnv(stub, version === 'v2' ? 'v3' : 'v2') });
    await other.poll();
    expect([...other.store.documents.values()].map(({ revision }) => revision)).toEqual(revisions);
    await other.close();
  });

  it('finds rows that were edited, also those whose UpdatedAt was null before', async () => {
    table.insert(...rows(1, 25));
    await harness.poll();
    nowMs += 60_000;
    table.update(3, row(3, 'edited'));
    const run = await harness.poll();
    expect(run.published).toBe(1);
    const events = (await harness.ingested()).filter(({ conversationId }) => conversationId === 'c3');
    expect(events).toHaveLength(2);
    expect(events[1]?.sequence).toBeGreaterThan(events[0]?.sequence ?? 0);
    expect((await harness.poll()).published).toBe(0);
  });

  it('raises the sequence where the content differs but the second does not', async () => {
    table.insert(row(1));
    table.update(1, row(1, 'first edit'));
    await harness.poll();
    table.update(1, row(1, 'second edit'));
    await harness.poll();
    const [before, after] = await harness.ingested();
    expect(after?.sequence).toBe((before?.sequence ?? 0) + 1);
  });

  it('misses nothing while rows are inserted, edited and deleted between pages', async () => {
    table.insert(...rows(1, 30));
    stub.beforeList((nBefore) => {
      nowMs += 1_000;
      if (nBefore === 2) table.remove(1, 2, 15);
      if (nBefore === 3) table.update(5, row(5, 'edited behind the cursor'));
      if (nBefore === 4) table.insert(...rows(31, 33));
    });
    await harness.poll();
    stub.beforeList(() => undefined);
    await harness.poll('reconcile');
    const live = [...harness.store.documents.values()].filter(({ deletedAt }) => deletedAt === null);
    expect(ids(live)).toEqual(range(1, 33).filter((id) => !['c1', 'c2', 'c15'].includes(id)));
    expect(harness.store.documents.get('c5')?.messages[0]?.content).toBe('edited behind the cursor');
  });

  it('publishes a row once that is inserted and edited between the look for new rows and that for changes: it came twice', async () => {
    table.insert(...rows(1, 3));
    await harness.poll();
    let isInserted = false;
    stub.beforeList((_, url) => {
      nowMs += 1_000;
      const looksForChanges = /UpdatedAt/.test(decodeURIComponent(url).split('where=')[1] ?? '');
      if (!looksForChanges || isInserted) return;
      table.insert(row(4));
      isInserted = table.update(4, row(4, 'edited at once'));
    });
    for (let i = 0; i < 3; i++) await harness.poll();
    expect(isInserted).toBe(true);
    stub.beforeList(() => undefined);
    expect(ids(await harness.ingested())).toEqual(['c1', 'c2', 'c3', 'c4']);
  });

  it('publishes deletes found by comparing ids, once', async () => {
    table.insert(...rows(1, 12));
    await harness.poll();
    table.remove(4, 5);
    expect((await harness.poll('reconcile')).deleted).toBe(2);
    expect((await harness.poll('reconcile')).deleted).toBe(0);
    expect(ids(await harness.deleted())).toEqual(['c4', 'c5']);
    table.insert({ ...row(4), Id: 44 });
    await harness.poll();
    const back = harness.store.documents.get('c4');
    expect(back).toMatchObject({ deletedAt: null, sourceRowId: '44' });
    expect(back?.sequence).toBeGreaterThan((await harness.deleted())[0]?.sequence ?? 0);
  });

  it('deletes nothing when the list is empty for a moment though the count is not', async () => {
    table.insert(...rows(1, 5));
    await harness.poll();
    stub.fault({ kind: 'empty', times: 50 });
    await expect(harness.poll('reconcile')).rejects.toMatchObject({ code: 'NOCODB_EMPTY_PAGE' });
    expect(await harness.deleted()).toEqual([]);
  }, 15_000);

  it('finds what is gone from a source that changes all the time: deletes waited until nothing came or went meanwhile', async () => {
    table.insert(...rows(1, 120));
    await harness.poll();
    table.remove(4, 70);
    let next = 200;
    stub.beforeList(() => table.insert(row(next++)));
    await harness.poll('reconcile');
    stub.beforeList(() => undefined);
    expect(ids(await harness.deleted())).toEqual(expect.arrayContaining(['c4', 'c70']));
    await harness.poll('reconcile');
    const stored = [...harness.store.documents.values()].filter(({ deletedAt }) => deletedAt === null);
    expect(ids(stored).sort()).toEqual(
      table
        .rows()
        .map((one) => String(one['conversation_id']))
        .sort(),
    );
  });

  it('deletes nothing when nearly everything seems gone', async () => {
    table.insert(...rows(1, 120));
    await harness.poll();
    table.remove(...Array.from({ length: 100 }, (_, i) => i + 1));
    expect((await harness.poll('reconcile')).deleted).toBe(0);
    expect(await harness.deleted()).toEqual([]);
  });

  it('finds by comparing ids what was inserted below the cursor and what moved backwards in time', async () => {
    table.insert(...rows(1, 9), { ...row(20), Id: 20 });
    await harness.poll();
    table.insert({ ...row(12), Id: 12 });
    table.update(3, row(3, 'by a clock that is late'), { at: nowMs - 86_400_000 });
    await harness.poll('reconcile');
    expect(harness.store.documents.has('c12')).toBe(true);
    expect(harness.store.documents.get('c3')?.messages[0]?.content).toBe('by a clock that is late');
  });

  it('finds by a full scan what no time tells of', async () => {
    table.insert(...rows(1, 15));
    await harness.poll();
    table.update(7, row(7, 'written by SQL'), { touch: false });
    expect((await harness.poll('reconcile')).published).toBe(0);
    expect((await harness.poll('full')).published).toBe(1);
  });

  it('takes no attachment for changed because its address is signed anew, and hands the key to nobody', async () => {
    const files = [{ path: 'noco/a.png', title: 'a.png', mimetype: 'image/png', size: 12 }];
    const columns = [...COLUMNS, { title: 'files', uidt: 'Attachment' }];
    table = stub.addTable('Attached', columns, { hasTimes: false });
    const attached = await createHarness({ env: { ...nocodbEnv(stub, version), NOCODB_TABLE: 'Attached' } });
    table.insert(...rows(1, 12).map((own) => ({ ...own, files })), {
      ...row(13),
      messages: 'no list',
      files,
    });
    expect(await attached.poll()).toMatchObject({ published: 12, rejected: 1 });
    expect(await attached.poll('reconcile')).toMatchObject({ published: 0, deleted: 0 });
    expect(await attached.poll('full')).toMatchObject({ published: 0 });

    table.update(5, { files: [{ ...files[0], title: 'renamed.png' }] });
    expect(await attached.poll('reconcile')).toMatchObject({ published: 1, deleted: 0 });

    const kept = JSON.stringify([await attached.ingested(), ...attached.store.documents.values()]);
    expect(kept).toContain('renamed.png');
    expect(kept).not.toContain('SIGNATURE');
    expect(JSON.stringify([...attached.store.errors.values()])).not.toContain('SIGNATURE');
    await attached.close();
  });

  it('compares content where the table has no columns of time', async () => {
    table = stub.addTable('External', COLUMNS, { hasTimes: false });
    const external = await createHarness({ env: { ...nocodbEnv(stub, version), NOCODB_TABLE: 'External' } });
    table.insert(...rows(1, 15));
    await external.poll();
    table.update(7, row(7, 'edited'));
    table.remove(8);
    expect(await external.poll('reconcile')).toMatchObject({ published: 1, deleted: 1 });
    await external.close();
  });

  it('reads ranges of keys at the same time in the first load, and goes on with rows beyond', async () => {
    const wide = await createHarness({
      env: { ...nocodbEnv(stub, version), SOURCE_PAGE_SIZE: '200', SOURCE_PARALLEL_RANGES: '4' },
    });
    table.insert(...rows(1, 2_100));
    let largest = 0;
    stub.beforeList(
      (_, url) => (largest = Math.max(largest, decodeURIComponent(url).match(/\(.?Id.?,le,/g)?.length ?? 0)),
    );
    expect((await wide.poll()).published).toBe(2_100);
    expect(largest).toBe(1);
    expect(new Set((await wide.ingested()).map(({ conversationId }) => conversationId)).size).toBe(2_100);
    table.insert(row(2_101));
    expect((await wide.poll()).published).toBe(1);
    await wide.close();
  });

  it('trusts the page size of the answer', async () => {
    const hosted = await startNocodbStub({ now: () => nowMs, maxPageSize: 7 });
    hosted.addTable('Conversations', COLUMNS).insert(...rows(1, 40));
    const own = await createHarness({ env: { ...nocodbEnv(hosted, version), SOURCE_PAGE_SIZE: '100' } });
    expect((await own.poll()).published).toBe(40);
    await own.close();
    await hosted.close();
  });

  it('names everything that is wrong with mapping and tables at once', async () => {
    const mapping = { userId: 'user_ID', title: 'headline', messages: 'mesages' };
    const wrong = await createHarness({
      env: { ...nocodbEnv(stub, version), SOURCE_MAPPING: JSON.stringify(mapping) },
    });
    await expect(wrong.poll()).rejects.toMatchObject({
      problems: [
        expect.stringContaining(
          '"user_ID" of mapping "userId" is not in table "Conversations"; did you mean "user_id"',
        ),
        expect.stringContaining('"headline" of mapping "title"'),
        expect.stringContaining('did you mean "messages"'),
      ],
    });
    await wrong.close();
    const lost = await createHarness({ env: { ...nocodbEnv(stub, version), NOCODB_TABLE: 'Conversation' } });
    await expect(lost.poll()).rejects.toMatchObject({
      problems: [expect.stringContaining('did you mean "Conversations"')],
    });
    await lost.close();
  });

  it.each([
    ['500', { status: 500 }],
    ['502 from a proxy', { status: 502, body: 'bad gateway' }],
    ['409', { status: 409, body: { error: 'ERR_CONFLICT', message: 'busy' } }],
    ['truncated JSON', 'truncated' as const],
    ['a login page', 'html' as const],
    ['a list of the wrong type', 'wrong-type' as const],
    ['a broken connection', 'drop' as const],
    ['an empty list', 'empty' as const],
  ])(
    'gets over %s',
    async (_, kind) => {
      table.insert(...rows(1, 25));
      stub.fault({ kind, times: 2 });
      const retrying = harness.poll().catch(() => harness.poll());
      expect((await retrying).status).toBe('completed');
      await harness.poll();
      expect(ids(await harness.ingested())).toEqual(range(1, 25));
      expect(stub.hasFaultsLeft).toBe(false);
    },
    30_000,
  );

  it('asks for less when a page is too large, and sets aside a row that is too large by itself', async () => {
    const small = await createHarness({ env: { ...nocodbEnv(stub, version), NOCODB_MAX_BODY: '20000' } });
    table.insert(
      ...rows(1, 10),
      row(11, 'x'.repeat(50_000)),
      ...rows(12, 20),
      row(21, 'y'.repeat(6_000)),
      row(22, 'y'.repeat(6_000)),
      row(23, 'y'.repeat(6_000)),
    );
    expect(await small.poll()).toMatchObject({ published: 22, rejected: 1 });
    expect([...small.store.errors.values()]).toMatchObject([{ sourceRowId: '11', reason: 'row-too-large' }]);
    await small.close();
  });

  it('is told at once when the token is wrong', async () => {
    const stranger = await createHarness({ env: { ...nocodbEnv(stub, version), NOCODB_TOKEN: 'wrong' } });
    await expect(stranger.poll()).rejects.toMatchObject({ code: 'NOCODB_UNAUTHORISED' });
    await stranger.close();
  });

  it('gives up a request that hangs, and goes on from the cursor', async () => {
    const hasty = await createHarness({ env: { ...nocodbEnv(stub, version), NOCODB_TIMEOUT: '200ms' } });
    table.insert(...rows(1, 25));
    stub.fault({ kind: 'hang', times: 2 });
    expect((await hasty.poll()).published).toBe(25);
    await hasty.close();
  }, 20_000);

  it('waits out the block of 30 s after a 429, without a request in between', async () => {
    const clock = new ManualClock(nowMs);
    const stubbed = await startNocodbStub({ now: clock.now });
    stubbed.addTable('Conversations', COLUMNS).insert(...rows(1, 25));
    const patient = await createHarness({
      env: { ...nocodbEnv(stubbed, version), SOURCE_PARALLEL_RANGES: '1' },
      clock,
    });
    stubbed.fault({ kind: 'rate-limit' });
    const polled = patient.poll();
    let isDone = false;
    void polled.finally(() => (isDone = true));
    while (!isDone) {
      await systemClock.sleep(2);
      await clock.advance(500);
    }
    expect((await polled).published).toBe(25);
    const statuses = stubbed.requests.map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    const times = stubbed.requests.map(({ at }) => at);
    const blocked = statuses.indexOf(429);
    expect((times[blocked + 1] ?? 0) - (times[blocked] ?? 0)).toBeGreaterThanOrEqual(30_000);
    await patient.close();
    await stubbed.close();
  }, 30_000);

  it('says that pages cannot be read also where a comparison ran into them first, and calls have been stopped', async () => {
    const clock = new ManualClock(nowMs);
    const stubbed = await startNocodbStub({ now: clock.now });
    stubbed.addTable('Conversations', COLUMNS).insert(...rows(1, 25));
    const hurt = await createHarness({ env: nocodbEnv(stubbed, version), clock });
    const untilDone = async (work: Promise<unknown>): Promise<unknown> => {
      let isDone = false;
      const ended = work.catch((error: unknown) => error).finally(() => (isDone = true));
      while (!isDone) {
        await systemClock.sleep(1);
        await clock.advance(500);
      }
      return ended;
    };
    await untilDone(hurt.poll());
    const { poller } = await hurt.ingestion();
    await untilDone(poller.poll('incremental', new AbortController().signal));
    stubbed.fault({ kind: 'html', times: 1_000_000 });
    const { signal } = new AbortController();
    await untilDone(Promise.allSettled([poller.compare(signal, true), poller.compare(signal, true)]));
    const failure = await untilDone(poller.poll('incremental', signal));
    expect(failure).toMatchObject({ code: 'RESILIENCE_BREAKER_OPEN' });
    expect(hurt.store.errors.get('(page)')).toMatchObject({ reason: 'page-malformed', status: 'retrying' });
    await hurt.close();
    await stubbed.close();
  }, 30_000);
});
