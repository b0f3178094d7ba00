import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createMemoryBus, type Bus } from '@convoscope/bus';
import { DEFAULT_TENANT, toConversationRef, topics, type ReportCompleted } from '@convoscope/contracts';
import { createFilesystemObjectStore, RoundLease, type ObjectStore } from '@convoscope/objects';
import { startService, type RunningService } from '@convoscope/service';
import { connectStore, type Store } from '@convoscope/store';
import { createTelemetry, systemClock } from '@convoscope/telemetry';
import { aConversation, anEvent, describeWithServer, eventually } from '@convoscope/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReportingEvents } from '../src/reporting.events.ts';
import { reportingService } from '../src/reporting.service.ts';
import { dueReports } from '../src/schedule/due-reports.ts';
import { writeDueReports } from '../src/schedule/write-due-reports.ts';

describeWithServer('mongod', 'the reporting service', ({ databaseUri, database }) => {
  const dir = mkdtempSync(join(tmpdir(), 'reporting-component-'));
  const telemetry = createTelemetry({ service: 'reporting-test', logLevel: 'silent' });
  let bus: Bus;
  let store: Store;
  let objects: ObjectStore;
  let service: RunningService<typeof reportingService.settings>;
  beforeAll(async () => {
    objects = createFilesystemObjectStore({ dir: join(dir, 'objects') });
    bus = createMemoryBus({ telemetry, service: 'reporting-test' });
    store = await connectStore({ uri: databaseUri, database, telemetry });
    await store.migrate();
    service = await startService(reportingService, {
      infrastructure: { bus, objects, store, clock: systemClock, tenant: DEFAULT_TENANT, dataDir: dir },
      settings: { measuresIntervalMs: 50, scheduleIntervalMs: 3_600_000 },
      http: false,
      telemetry,
    });
  }, 60_000);
  afterAll(async () => {
    await service.stop();
    await bus.close();
    await store.close();
    await telemetry.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const [a, b] = ['a', 'b'].map((conversationId) => aConversation({ conversationId, userId: 'ada' }));
  if (a === undefined || b === undefined) throw new Error('no conversations');
  const scored = {
    ...toConversationRef(a),
    ...{ topic: 'billing', anomalyScore: 0.9, isAnomalous: true, threshold: 0.7, detector: 'test' },
    contributions: [
      { feature: 'length', value: 1, contribution: 0.2 },
      { feature: 'sentiment', value: -1, contribution: 0.7 },
    ],
  };
  const request = (requestId: string) =>
    anEvent(topics.reportsRequested, requestId, {
      ...{ requestId, period: 'weekly' as const, date: '2026-01-07', requestedBy: 'test' },
      requestedAt: '2026-01-07T00:00:00.000Z',
    });
  const completed = async (): Promise<ReportCompleted[]> => {
    const found: ReportCompleted[] = [];
    await bus.scan(topics.reportsCompleted, {
      onEvents: (events) => void found.push(...events.map(({ data }) => data as ReportCompleted)),
    });
    return found;
  };

  it('joins sections that arrive in any order, and knows the user they belong to', async () => {
    await bus.publish(topics.conversationsScored, [anEvent(topics.conversationsScored, 'a', scored)]);
    await bus.publish(
      topics.conversationsIngested,
      [a, b].map((data) => anEvent(topics.conversationsIngested, data.conversationId, data)),
    );
    await eventually(async () => {
      const joined = await store.analytics.findById(DEFAULT_TENANT, 'a');
      expect(joined).toMatchObject({
        nUserMessages: 1,
        durationSeconds: 30,
        date: '2026-01-05',
        anomaly: { topFeature: 'sentiment', score: 0.9 },
      });
      const user = await store.users.findById(DEFAULT_TENANT, 'ada');
      expect(user).toMatchObject({
        nConversations: 2,
        nMessages: 4,
        nAnomalies: 1,
        models: ['model-a'],
        languages: [],
      });
    });
  });

  it('writes a report that is asked for, and announces it again only when it says something else', async () => {
    await bus.publish(topics.reportsRequested, [request('1')]);
    await eventually(async () => expect(await completed()).toHaveLength(1));
    await bus.publish(topics.reportsRequested, [request('2')]);
    await eventually(async () => {
      const waiting = await bus.progress(['reporting'], [topics.reportsRequested]);
      expect(waiting.reduce((sum, { lag }) => sum + lag, 0)).toBe(0);
    });
    const gone = {
      conversationId: 'b',
      source: 'test',
      sequence: 2,
      startedAt: b.startedAt,
      deletedAt: b.startedAt,
      reason: 'gone-at-source' as const,
    };
    await bus.publish(topics.conversationsDeleted, [anEvent(topics.conversationsDeleted, 'b', gone)]);
    await eventually(async () =>
      expect(await store.users.findById(DEFAULT_TENANT, 'ada')).toMatchObject({ nConversations: 1 }),
    );
    expect(await completed()).toHaveLength(1);
    await bus.publish(topics.reportsRequested, [request('3')]);
    await eventually(async () => expect(await completed()).toHaveLength(2));
    const [first, second] = await completed();
    expect(first).toMatchObject({ reportId: 'weekly-2026-01-05', nConversations: 2 });
    expect(second).toMatchObject({ reportId: 'weekly-2026-01-05', nConversations: 1 });
    const stored = await store.reports.findById(DEFAULT_TENANT, 'weekly-2026-01-05');
    expect(stored?.revision).toBe(second?.revision);
    for (const { objectKey, sizeBytes } of stored?.artefacts ?? []) {
      expect((await objects.get(objectKey))?.body).toHaveLength(sizeBytes);
    }
    expect((await objects.get('reports/weekly-2026-01-05.html'))?.body.toString()).toContain(
      '1 conversation',
    );
  });

  it('keeps language and category of a conversation, and what a user without conversations was', async () => {
    const ref = toConversationRef(a);
    const translated = {
      ...{ ...ref, title: null, metadata: {}, language: 'de', languageConfidence: 0.9, languages: ['de'] },
      ...{ pivotLanguage: 'en', translationStatus: 'untranslated' as const, translator: null, messages: [] },
    };
    const message = { index: 0, nCharacters: 1, nWords: 1, sentiment: 0, isError: false };
    const categorised = {
      ...{ ...ref, language: 'de', modelVersion: 'test', taxonomyVersion: '7' },
      topic: { label: 'billing', confidence: 0.9, alternatives: [], evidence: [] },
      intent: { label: 'complain', confidence: 0.8 },
      sentiment: { label: 'negative' as const, score: -0.5, confidence: 0.7 },
      quality: { score: 0.6, issues: ['unresolved'] },
      messages: [
        { ...message, role: 'user' as const, latencySeconds: 100 },
        { ...message, index: 1, role: 'assistant' as const, latencySeconds: 4, isError: true },
      ],
    };
    await bus.publish(topics.conversationsTranslated, [
      anEvent(topics.conversationsTranslated, 'a', translated),
    ]);
    await bus.publish(topics.conversationsCategorised, [
      anEvent(topics.conversationsCategorised, 'a', categorised),
    ]);
    await eventually(async () => {
      expect(await store.analytics.findById(DEFAULT_TENANT, 'a')).toMatchObject({
        language: { code: 'de', translationStatus: 'untranslated' },
        category: {
          topic: 'billing',
          sentimentScore: -0.5,
          nErrors: 1,
          meanLatencySeconds: 4,
          qualityIssues: ['unresolved'],
        },
      });
      expect(await store.users.findById(DEFAULT_TENANT, 'ada')).toMatchObject({
        ...{ languages: ['de'], meanSentiment: -0.5, topTopics: [{ topic: 'billing', count: 1 }] },
      });
    });
  });

  it('writes on schedule the reports of the periods that have conversations, once', async () => {
    const events = createReportingEvents(telemetry);
    const now = () => Date.parse('2026-01-06T12:00:00Z');
    const lease = new RoundLease({ objects, key: 'round-lease.json', durationMs: 60_000, now });
    const before = (await completed()).length;
    await writeDueReports({ store, objects, bus, events, now }, { lease, tenant: DEFAULT_TENANT });
    const ids = (await completed()).slice(before).map(({ reportId }) => reportId);
    expect(ids.sort()).toEqual(['daily-2026-01-05', 'monthly-2026-01-01', 'weekly-2026-01-05']);
    await writeDueReports({ store, objects, bus, events, now }, { lease, tenant: DEFAULT_TENANT });
    expect(await completed()).toHaveLength(before + 3);
    await writeDueReports({ store, objects, bus, events, now }, { lease, tenant: 'nobody' });
  });

  it('leaves of a user whose last conversation went an empty row', async () => {
    const gone = {
      conversationId: 'a',
      source: 'test',
      sequence: 2,
      startedAt: a.startedAt,
      deletedAt: a.startedAt,
      reason: 'erased' as const,
    };
    await bus.publish(topics.conversationsDeleted, [anEvent(topics.conversationsDeleted, 'a', gone)]);
    await eventually(async () => {
      const user = await store.users.findById(DEFAULT_TENANT, 'ada');
      expect(user).toMatchObject({ nConversations: 0, topTopics: [], meanSentiment: null });
    });
  });

  it('lets one instance write the scheduled reports, and another once the lease has run out', async () => {
    let now = 1_000;
    const leaseOf = () =>
      new RoundLease({ objects, key: 'lease-test.json', durationMs: 100, now: () => now });
    const [one, other] = [leaseOf(), leaseOf()];
    expect([await one.take(), await other.take(), await one.take()]).toEqual([true, false, true]);
    now += 101;
    expect([await other.take(), await one.take()]).toEqual([true, false]);
    await other.release();
    expect(await one.take()).toBe(true);
  });

  it('does not keep scheduled reports waiting after a restart, and writes no round twice', async () => {
    let now = 10_000_000;
    const leaseOf = () =>
      new RoundLease({ objects, key: 'restart-lease.json', durationMs: 100, now: () => now });
    const [before, after, later] = [leaseOf(), leaseOf(), leaseOf()];
    expect(await before.take(60_000)).toBe(true);
    await before.release();
    expect(await after.take(60_000)).toBe(true);
    await after.release(true);
    expect(await later.take(60_000)).toBe(false);
    now += 60_000;
    expect(await later.take(60_000)).toBe(true);
    await later.release(true);
    now -= 3_600_000;
    expect(await before.take(60_000)).toBe(true);
  });

  it('keeps fresh the open and the last closed periods of today and of the newest data', () => {
    const ids = dueReports('2026-03-12', '2026-01-15').map(({ period, date }) => `${period}-${date}`);
    expect(ids).toEqual(
      expect.arrayContaining([
        'daily-2026-03-12',
        'daily-2026-03-11',
        'daily-2026-01-15',
        'weekly-2026-03-02',
        'monthly-2026-02-01',
        'monthly-2025-12-01',
      ]),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
