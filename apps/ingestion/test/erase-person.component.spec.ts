import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createMemoryBus, type Bus } from '@convoscope/bus';
import { topics, type ReportRequested } from '@convoscope/contracts';
import { createFilesystemObjectStore, type ObjectStore } from '@convoscope/objects';
import { createSigningKey, personHashOf, verifyProof, type SignedProof } from '@convoscope/privacy';
import { connectStore, type IncidentDocument, type Store } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { aConversation, describeWithServer, ManualClock } from '@convoscope/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPersonWork } from '../src/persons/person-work.ts';

const NOW = Date.parse('2026-06-30T12:00:00Z');
const AT = new Date(NOW);
const tenant = 'acme';

describeWithServer('mongod', 'what an erasure removes beside conversations', ({ databaseUri, database }) => {
  const dir = mkdtempSync(join(tmpdir(), 'erase-person-'));
  const telemetry = createTelemetry({ service: 'erase-test', logLevel: 'silent' });
  const clock = new ManualClock(NOW);
  let store: Store;
  let objects: ObjectStore;
  let bus: Bus;

  beforeAll(async () => {
    objects = createFilesystemObjectStore({ dir: join(dir, 'objects') });
    bus = createMemoryBus({ telemetry, service: 'erase-test' });
    store = await connectStore({ uri: databaseUri, database, telemetry });
    await store.migrate();
  }, 60_000);
  afterAll(async () => {
    await bus.close();
    await store.close();
    await telemetry.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const fillConversations = async (): Promise<void> => {
    const conversations = ['ann', 'bob'].map((userId) =>
      aConversation({ conversationId: `c-${userId}`, userId, source: 'chat' }),
    );
    await store.messages.upsertMany(
      tenant,
      conversations.map((one) => ({
        ...{ ...one, tenant, sourceRowId: one.conversationId, ingestedAt: AT, deletedAt: null },
      })),
    );
    for (const { conversationId } of conversations) {
      await store.categoryCorrections.upsert(tenant, {
        ...{ tenant, conversationId, field: 'topic', value: 'billing', givenBy: 'ana' },
        ...{ givenAt: AT.toISOString(), reason: null },
      });
      await store.processingErrors.upsertMany(tenant, [
        {
          ...{ tenant, source: 'chat', sourceRowId: conversationId, conversationId, field: null },
          ...{ reason: 'not-json', message: 'no', status: 'parked', attempts: 1 },
          ...{ firstSeenAt: AT, lastSeenAt: AT, nextRetryAt: null },
        },
      ]);
    }
    await store.webhookDeliveries.addMany(
      tenant,
      conversations.map(({ conversationId }) => ({
        ...{ tenant, endpoint: 'crm', eventId: `e-${conversationId}`, topic: 'conversations.scored.v1' },
        ...{
          key: conversationId,
          body: '{}',
          status: 'pending',
          attempts: 0,
          nextAttemptAt: AT,
          claim: null,
        },
        ...{ publishedAt: AT, createdAt: AT, deliveredAt: null, lastFailedAt: null, lastError: null },
        expireAt: null,
      })),
    );
  };
  const anIncident = (incidentId: string, label: string, isWithdrawn = false): IncidentDocument => ({
    ...{ tenant, incidentId, change: 'begun', pass: 0, severity: 'warning', isWithdrawn, isPublished: true },
    ...{ startedAt: '2026-01-05T13:00:00.000Z', endedAt: '2026-01-05T15:00:00.000Z', isOver: true },
    ...{ metric: 'volume', slice: { dimension: 'user', label }, observed: 20, expected: 3, score: 0.7 },
    ...{ title: `Many of ${label}`, story: 'Many.', causes: [], findings: [], nConversations: 20 },
    ...{ exampleConversationIds: [], detector: 'd-1', revision: 'r', detectedAt: AT },
  });
  const fillReports = async (): Promise<void> => {
    for (const [day, userId] of [
      ['2026-01-05', 'ann'],
      ['2026-01-06', 'bob'],
    ] as const) {
      const reportId = `daily-${day}`;
      const objectKey = `tenants/${tenant}/reports/${reportId}.html`;
      await objects.put(objectKey, userId);
      await objects.put(`tenants/${tenant}/reports/artefacts/${reportId}/r/report.pdf`, userId);
      await store.reports.upsert(tenant, {
        ...{ tenant, reportId, period: 'daily', from: day, to: day, revision: 'r' },
        content: { topUsers: [{ userId, n: 3 }] },
        ...{ artefacts: [{ format: 'html', objectKey, sizeBytes: 3 }], createdAt: AT },
      });
    }
  };

  it('takes reports with all their files, names in incidents, deliveries, errors and corrections, and of nobody else', async () => {
    await fillConversations();
    await fillReports();
    await store.incidents.upsertMany(tenant, [
      anIncident('one', 'ann'),
      anIncident('withdrawn', 'ann', true),
      anIncident('other', 'annabel'),
    ]);
    await store.personRequests.insert({
      ...{ tenant, requestId: 'e', kind: 'erase', personHash: personHashOf(tenant, 'ann'), userId: 'ann' },
      ...{ status: 'requested', waitsFor: [], requestedBy: 'ana', because: null, requestedAt: AT },
      ...{
        completedAt: null,
        nConversations: 0,
        digest: '0'.repeat(64),
        places: {},
        objectKey: null,
        proof: null,
      },
    });
    const round = createPersonWork({
      ...{ store, bus, objects, clock, telemetry, tenant, scratchDir: dir, keepExportsMs: 1_000 },
      signingKey: () => Promise.resolve(createSigningKey()),
    });
    for (let i = 0; i < 4; i += 1) await round();
    const found = await store.personRequests.findById(tenant, 'e');
    expect(found).toMatchObject({ status: 'done', userId: null });
    const signed = JSON.parse(found?.proof ?? '{}') as SignedProof;
    expect(verifyProof(signed)).toBe(true);
    expect(signed.proof.places).toEqual({
      ...{ conversation_messages: 1, webhook_deliveries: 1, processing_errors: 1, category_corrections: 1 },
      ...{ incidents: 2, analytics_reports: 1 },
    });
    await expectOnlyOthers();
  });

  async function expectOnlyOthers(): Promise<void> {
    const labels = (await store.incidents.findByIds(tenant, ['one', 'withdrawn', 'other'])).map(
      ({ incidentId, slice, title }) => [incidentId, slice.label, title],
    );
    expect(labels.sort()).toEqual([
      ['one', '[erased]', 'Many of [erased]'],
      ['other', 'annabel', 'Many of annabel'],
      ['withdrawn', '[erased]', 'Many of [erased]'],
    ]);
    const files: string[] = [];
    for await (const { key } of objects.list(`tenants/${tenant}/reports/`)) files.push(key);
    expect(files.sort()).toEqual([
      `tenants/${tenant}/reports/artefacts/daily-2026-01-06/r/report.pdf`,
      `tenants/${tenant}/reports/daily-2026-01-06.html`,
    ]);
    expect((await store.categoryCorrections.findNewest(tenant, 9)).map((one) => one.conversationId)).toEqual([
      'c-bob',
    ]);
    const { items } = await store.processingErrors.findPage(tenant, {}, { limit: 9 });
    expect(items.map(({ conversationId }) => conversationId)).toEqual(['c-bob']);
    expect((await store.webhookDeliveries.findOldestPending(tenant, 'crm'))?.key).toBe('c-bob');
    const asked: ReportRequested[] = [];
    await bus.scan(topics.reportsRequested, {
      onEvents: (batch) => void asked.push(...batch.map(({ data }) => data as ReportRequested)),
    });
    expect(asked.map(({ period, date }) => [period, date])).toEqual([['daily', '2026-01-05']]);
  }

  it('lets exports go when their time is over, however many erasures are done', async () => {
    for (let i = 0; i < 15; i += 1)
      await store.personRequests.insert({
        ...{
          tenant,
          requestId: `done-${i}`,
          kind: i === 14 ? 'export' : 'erase',
          personHash: 'f'.repeat(64),
        },
        ...{ userId: null, status: 'done', waitsFor: [], requestedBy: 'ana', because: null },
        ...{ requestedAt: new Date(NOW - 1e6 + i), completedAt: new Date(NOW - 1e6 + i), nConversations: 0 },
        ...{ digest: '0'.repeat(64), places: {}, proof: null },
        objectKey: i === 14 ? 'tenants/acme/exports/x.jsonl' : null,
      });
    await objects.put('tenants/acme/exports/x.jsonl', '{}');
    await createPersonWork({
      ...{ store, bus, objects, clock, telemetry, tenant, scratchDir: dir, keepExportsMs: 1_000 },
      signingKey: () => Promise.reject(new Error('not asked for')),
    })();
    expect(await objects.get('tenants/acme/exports/x.jsonl')).toBeNull();
    expect(await store.personRequests.findById(tenant, 'done-14')).toMatchObject({ status: 'expired' });
  });
});
