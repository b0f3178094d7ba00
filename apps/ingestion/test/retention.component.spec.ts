import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createMemoryBus, type Bus } from '@convoscope/bus';
import { topics, type ConversationDeleted } from '@convoscope/contracts';
import { createFilesystemObjectStore, type ObjectStore } from '@convoscope/objects';
import { parseRetentionPolicies, personHashOf } from '@convoscope/privacy';
import {
  connectStore,
  newRetentionRun,
  type LegalHoldDocument,
  type RetentionRunDocument,
  type Store,
} from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { aConversation, describeWithServer, ManualClock } from '@convoscope/testing';
import { MongoClient } from 'mongodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFindLeftOut } from '../src/find-left-out.ts';
import { createPersonWork } from '../src/persons/person-work.ts';
import { advanceRun } from '../src/retention/advance-run.ts';
import { createRetentionEvents } from '../src/retention/retention-events.ts';
import { createRetentionWork } from '../src/retention/retention-work.ts';
import type { RetentionDeps } from '../src/retention/retention-deps.ts';

const NOW = Date.parse('2026-06-30T12:00:00Z');
const POLICIES = `
policies:
  - { keep: forever }
  - { source: chat, keep: 30d }
  - { kind: reports, keep: 100d }
`;
const never = new AbortController().signal;

/** 120 conversations of two persons and two sources, one a day up to the day before; the first 90 are older than 30 days. */
const DAYS = Array.from({ length: 120 }, (_, i) => new Date(NOW - (120 - i) * 86_400_000).toISOString());

describeWithServer('mongod', 'retention', ({ uri, databaseUri, database }) => {
  const dir = mkdtempSync(join(tmpdir(), 'retention-'));
  const telemetry = createTelemetry({ service: 'retention-test', logLevel: 'silent' });
  const mongo = new MongoClient(uri);
  let store: Store;
  let objects: ObjectStore;
  let bus: Bus;
  let deps: RetentionDeps;
  let tenant = '';
  let nTenants = 0;

  beforeAll(async () => {
    objects = createFilesystemObjectStore({ dir: join(dir, 'objects') });
    bus = createMemoryBus({ telemetry, service: 'retention-test' });
    store = await connectStore({ uri: databaseUri, database, telemetry });
    await store.migrate();
    await mongo.connect();
    const read = parseRetentionPolicies(POLICIES);
    deps = {
      ...{ store, bus, objects, telemetry, perSecond: 1e6, keepRunsMs: 10_000 * 86_400_000 },
      policies: read.problems === null ? read.value : [],
      clock: { now: () => NOW, sleep: () => Promise.resolve() },
      events: createRetentionEvents(telemetry),
    };
  }, 60_000);
  afterAll(async () => {
    await bus.close();
    await store.close();
    await mongo.close();
    await telemetry.close();
    rmSync(dir, { recursive: true, force: true });
  });

  /** Each test, and each crash, has a tenant of its own. */
  async function fill(days: readonly string[] = DAYS): Promise<string> {
    const name = `tenant-${(nTenants += 1)}`;
    const conversations = days.flatMap((startedAt, i) =>
      ['chat', 'mail'].map((source) =>
        aConversation({
          ...{ conversationId: `${source}-${i}`, source, userId: i % 10 === 0 ? 'ann' : 'bob' },
          ...{ startedAt, endedAt: startedAt },
        }),
      ),
    );
    await store.messages.upsertMany(
      name,
      conversations.map((one) => ({
        ...{ ...one, tenant: name, sourceRowId: one.conversationId },
        ...{ ingestedAt: new Date(NOW), deletedAt: null },
      })),
    );
    await store.categoryCorrections.upsert(name, {
      ...{ tenant: name, conversationId: 'chat-3', field: 'topic', value: 'billing', givenBy: 'ana' },
      ...{ givenAt: new Date(NOW).toISOString(), reason: null },
    });
    return name;
  }
  const fillReport = async (to: string): Promise<void> => {
    const reportId = `daily-${to}`;
    const objectKey = `tenants/${tenant}/reports/${reportId}.html`;
    await objects.put(objectKey, 'page');
    await objects.put(`tenants/${tenant}/reports/artefacts/${reportId}/r/report.pdf`, 'pages');
    await store.reports.upsert(tenant, {
      ...{ tenant, reportId, period: 'daily', from: to, to, revision: 'r', content: {} },
      ...{ artefacts: [{ format: 'html', objectKey, sizeBytes: 4 }], createdAt: new Date(NOW) },
    });
  };
  beforeEach(async () => {
    tenant = await fill();
  });

  async function work(
    wanted: Partial<Pick<RetentionRunDocument, 'kind' | 'expect'>> = {},
    own: RetentionDeps = deps,
  ): Promise<RetentionRunDocument> {
    const runId = `run-${Math.random()}`;
    const asked = { kind: 'run' as const, expect: null, requestedBy: 'ana', because: null, ...wanted };
    const run = newRetentionRun({ tenant, runId, ...asked }, NOW);
    await store.retentionRuns.insert(run);
    await advanceRun(own, run, never);
    return (await store.retentionRuns.findById(tenant, runId)) ?? run;
  }
  const idsOf = async (source: string): Promise<string[]> => {
    const ids: string[] = [];
    for await (const row of store.messages.revisions(tenant, source)) ids.push(row.conversationId);
    return ids;
  };
  const deletionsOf = async (): Promise<ConversationDeleted[]> => {
    const found = new Map<string, ConversationDeleted>();
    await bus.scan(topics.conversationsDeleted, {
      onEvents: (batch) => {
        for (const event of batch)
          if (event.tenant === tenant) found.set(event.id, event.data as ConversationDeleted);
      },
    });
    return [...found.values()];
  };
  const place = async (scope: Partial<LegalHoldDocument>): Promise<string> => {
    const holdId = `hold-${Math.random()}`;
    await store.legalHolds.insert({
      ...{ tenant, holdId, because: 'case 7', personHash: null, source: null, from: null, to: null },
      ...{
        placedBy: 'ana',
        placedAt: new Date(NOW),
        releasedBy: null,
        releasedBecause: null,
        releasedAt: null,
      },
      ...scope,
    });
    return holdId;
  };
  const release = (holdId: string): Promise<boolean> =>
    store.legalHolds.release(tenant, holdId, {
      ...{ releasedBy: 'ana', releasedBecause: 'closed', releasedAt: new Date(NOW) },
    });
  const whatWent = ({ scopes, nConversations, digest, counts }: RetentionRunDocument) => ({
    ...{ scopes, nConversations, digest, counts },
  });

  it('says in a preview exactly what goes, removes nothing then, and in a run exactly that', async () => {
    await fillReport('2026-03-01');
    await fillReport('2026-06-29');
    const preview = await work({ kind: 'preview' });
    expect(preview).toMatchObject({
      ...{ status: 'done', nConversations: 90, reportsBefore: '2026-03-22' },
      scopes: [{ source: 'chat', before: '2026-05-31', n: 90 }],
    });
    expect(preview.counts[DAYS[3]?.slice(0, 10) ?? '']).toEqual({
      ...{ conversation_messages: 1, category_corrections: 1 },
    });
    expect(preview.counts['2026-03-01']).toEqual({ analytics_reports: 1, report_files: 2 });
    expect(await idsOf('chat')).toHaveLength(120);
    const run = await work({ expect: preview.digest });
    expect(run.status).toBe('done');
    expect(whatWent(run)).toEqual(whatWent(preview));
    expect(await idsOf('chat')).toHaveLength(30);
    expect(await idsOf('mail')).toHaveLength(120);
    expect(await store.categoryCorrections.findOf(tenant, ['chat-3'])).toEqual([]);
    expect((await store.reports.findPage(tenant, {}, { limit: 5 })).items.map(({ to }) => to)).toEqual([
      '2026-06-29',
    ]);
    const files: string[] = [];
    for await (const { key } of objects.list(`tenants/${tenant}/reports/`)) files.push(key);
    expect(files.filter((key) => key.includes('2026-03-01'))).toEqual([]);
    const deletions = await deletionsOf();
    expect(deletions).toHaveLength(90);
    expect(new Set(deletions.map(({ reason, source }) => `${reason} ${source}`))).toEqual(
      new Set(['erased chat']),
    );
    const { items } = await store.auditLog.findPage(tenant, {}, { limit: 10 });
    expect(items.map(({ action, after }) => [action, after])).toEqual([
      ['retention.end', run.digest],
      ['retention.begin', null],
    ]);
    expect(whatWent(await work({ kind: 'preview' }))).toMatchObject({ nConversations: 0, counts: {} });
  });

  it('removes nothing where something else would go than the preview showed', async () => {
    const preview = await work({ kind: 'preview' });
    await place({ from: DAYS[5]?.slice(0, 10) ?? '', to: DAYS[5]?.slice(0, 10) ?? '' });
    expect(await work({ expect: preview.digest })).toMatchObject({
      ...{
        status: 'refused',
        problem: expect.stringMatching(/not what the preview showed.*89 conversations/),
      },
    });
    expect(await idsOf('chat')).toHaveLength(120);
  });

  it('without a file of policies refuses, and says what to do', async () => {
    expect(await work({}, { ...deps, policies: null })).toMatchObject({
      ...{ status: 'refused', problem: expect.stringContaining('RETENTION_POLICY_FILE') },
    });
  });

  it('keeps what is held, by person, source and days, until it is released', async () => {
    const held = await place({ personHash: personHashOf(tenant, 'ann') });
    const days = await place({ source: 'chat', to: DAYS[4]?.slice(0, 10) ?? '' });
    await place({ source: 'mail' });
    const run = await work();
    // Nine of ann; days 0 to 4, of which day 0 is hers.
    expect(run).toMatchObject({ nConversations: 90 - 9 - 4 });
    expect((await idsOf('chat')).filter((id) => Number(id.slice(5)) < 90)).toHaveLength(13);
    await release(held);
    await release(days);
    expect(await work()).toMatchObject({ nConversations: 13 });
  });

  it('lets nothing come back from the source, and takes changes of what is still here', async () => {
    await place({ personHash: personHashOf(tenant, 'ann') });
    await work();
    const find = createFindLeftOut({ store, tenant });
    const row = (conversationId: string, userId: string, startedAt = DAYS[0] ?? '') => ({
      ...{ conversationId, source: conversationId.split('-')[0] ?? '', userId, startedAt },
    });
    const rows = [
      row('chat-0', 'ann'),
      row('chat-1', 'bob'),
      row('chat-new', 'bob'),
      row('chat-new-2', 'bob', DAYS[119]),
      row('mail-1', 'bob'),
    ];
    const leftOut = await find(rows);
    expect(rows.map((one) => leftOut.get(one) ?? null)).toEqual([null, 'retention', 'retention', null, null]);
  });

  it('goes on after a crash between any two steps, and counts everything once', async () => {
    const few = DAYS.filter((_, i) => i % 40 === 3);
    tenant = await fill(few);
    await fillReport('2026-03-01');
    const reference = whatWent(await work());
    expect(reference.nConversations).toBe(3);
    let nCrashes = 0;
    for (let at = 1, isOver = false; !isOver; at += 1) {
      tenant = await fill(few);
      await fillReport('2026-03-01');
      const run = newRetentionRun(
        { tenant, runId: 'r', kind: 'run', expect: null, requestedBy: 'ana', because: null },
        NOW,
      );
      await store.retentionRuns.insert(run);
      isOver = await advanceRun(crashingAt(deps, at), run, never).then(
        () => true,
        (error: Error) => {
          expect(error.message).toBe('crash');
          nCrashes += 1;
          return false;
        },
      );
      const between = (await store.retentionRuns.findById(tenant, 'r')) ?? run;
      if (!isOver) await advanceRun(deps, between, never);
      const after = (await store.retentionRuns.findById(tenant, 'r')) ?? run;
      expect([at, after.status, whatWent(after)]).toEqual([at, 'done', reference]);
      expect([at, (await idsOf('chat')).length, (await deletionsOf()).length]).toEqual([at, 0, 3]);
    }
    expect(nCrashes).toBeGreaterThan(15);
  }, 60_000);

  it('costs what goes, however much stays', async () => {
    const db = mongo.db(database);
    const examinedBy = async (action: () => Promise<unknown>): Promise<number> => {
      await db.setProfilingLevel('all');
      const from = new Date();
      await action();
      await db.setProfilingLevel('off');
      const found = await db
        .collection('system.profile')
        .find({
          ns: `${database}.conversation_messages`,
          ts: { $gte: from },
          docsExamined: { $exists: true },
        })
        .toArray();
      return found.reduce((sum, { docsExamined }) => sum + Number(docsExamined), 0);
    };
    const little = await examinedBy(() => work());
    tenant = await fill();
    await store.messages.upsertMany(
      tenant,
      Array.from({ length: 1_500 }, (_, i) => ({
        ...aConversation({ conversationId: `mail-old-${i}`, source: 'mail', startedAt: DAYS[i % 90] ?? '' }),
        ...{ tenant, sourceRowId: `o-${i}`, ingestedAt: new Date(NOW), deletedAt: null },
      })),
    );
    const much = await examinedBy(() => work());
    expect(little).toBeGreaterThan(90);
    // Less than a tenth of what stays: what trying plans costs.
    expect(much - little).toBeLessThan(150);
    // A round in which nothing is due looks at no conversation.
    expect(
      await examinedBy(() => createRetentionWork({ ...deps, policies: null, lease: alone })(never)),
    ).toBe(0);
  });

  it('follows policies of its own once a day, for every tenant, and asks nobody where nothing is to go', async () => {
    const round = createRetentionWork({ ...deps, lease: alone });
    await round(never);
    expect(await store.retentionRuns.findById(tenant, 'daily-2026-06-30')).toMatchObject({
      ...{ status: 'done', requestedBy: 'retention-policy', nConversations: 90 },
    });
    const other = await fill();
    await round(never);
    expect(await store.retentionRuns.findById(other, 'daily-2026-06-30')).toBeNull();
    const nextDay = { now: () => NOW + 86_400_000, sleep: () => Promise.resolve() };
    await createRetentionWork({ ...deps, clock: nextDay, lease: alone })(never);
    expect(await store.retentionRuns.findById(other, 'daily-2026-07-01')).toMatchObject({
      nConversations: 91,
    });
    expect(await store.retentionRuns.findById(tenant, 'daily-2026-07-01')).toMatchObject({
      nConversations: 1,
    });
    await createRetentionWork({ ...deps, clock: nextDay, lease: alone })(never);
    expect((await store.retentionRuns.findPage(tenant, { limit: 10 })).items).toHaveLength(2);
  });

  it('makes an erasure wait for a legal hold, and says which; it goes on when that is released', async () => {
    const clock = new ManualClock(NOW);
    const round = createPersonWork({
      ...{ store, bus, objects, clock, telemetry, tenant, scratchDir: dir, keepExportsMs: 1_000 },
      signingKey: () => Promise.reject(new Error('not asked for here')),
    });
    const statusOf = async () => {
      const found = await store.personRequests.findById(tenant, 'e');
      return [found?.status, found?.heldBy];
    };
    const hold = await place({ source: 'chat', to: DAYS[10]?.slice(0, 10) ?? '' });
    await store.personRequests.insert({
      ...{ tenant, requestId: 'e', kind: 'erase', personHash: personHashOf(tenant, 'ann'), userId: 'ann' },
      ...{ status: 'requested', waitsFor: [], requestedBy: 'ana', because: null, requestedAt: new Date(NOW) },
      ...{
        completedAt: null,
        nConversations: 0,
        digest: '0'.repeat(64),
        places: {},
        objectKey: null,
        proof: null,
      },
    });
    await round();
    expect(await statusOf()).toEqual(['held', [hold]]);
    await round();
    expect(await idsOf('chat')).toHaveLength(120);
    // What is held goes on following its source.
    expect((await store.personRequests.erasedAt(tenant, [personHashOf(tenant, 'ann')])).size).toBe(0);
    await release(hold);
    await round();
    expect(await statusOf()).toEqual(['running', []]);
    expect((await idsOf('chat')).length + (await idsOf('mail')).length).toBe(240 - 24);
  });
});

const alone = { hold: (work: (signal: AbortSignal) => Promise<void>) => work(never).then(() => true) };

/** The same, but the n-th thing that changes something outside fails, and everything after it: as a process that is killed. */
function crashingAt(deps: RetentionDeps, n: number): RetentionDeps {
  let nCalls = 0;
  const step = (): void => {
    nCalls += 1;
    if (nCalls >= n) throw new Error('crash');
  };
  const guarded = <T extends object>(port: T, names: readonly string[]): T =>
    new Proxy(port, {
      get(target, name) {
        const value = Reflect.get(target, name) as unknown;
        if (typeof value !== 'function') return value;
        if (!names.includes(String(name))) return value.bind(target) as unknown;
        return async (...args: unknown[]) => {
          step();
          const result = (await Reflect.apply(value, target, args)) as unknown;
          step();
          return result;
        };
      },
    });
  const changes = ['update', 'settlePending', 'append', 'put', 'remove', 'publish', 'delete', 'erase'];
  const names = [...changes, 'eraseOfConversations', 'removeReport'];
  return {
    ...deps,
    bus: guarded(deps.bus, names),
    objects: guarded(deps.objects, names),
    store: new Proxy(deps.store, {
      get: (target, name) => guarded(Reflect.get(target, name) as object, names),
    }),
  };
}
