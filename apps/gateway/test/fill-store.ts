import { fillDetectors } from './fill-detectors.ts';
import { fillReportPlans } from './fill-report-plans.ts';
import { createHash } from 'node:crypto';
import {
  CATEGORISATION_SNAPSHOTS,
  conversationDate,
  DISCOVERY_SNAPSHOTS,
  toConversationRef,
  type CategoryModel,
  type CategoryReplay,
  type Conversation,
  type DiscoveredTopics,
} from '@convoscope/contracts';
import { MeasureKeeper, parseRules } from '@convoscope/measures';
import type { ObjectStore } from '@convoscope/objects';
import { sealAuditLog } from '@convoscope/service';
import { newRetentionRun, type Store } from '@convoscope/store';
import { someConversations } from '@convoscope/testing';

const AT = new Date('2026-02-01T10:00:00.000Z');

export const REPORT_PAGE = '<!doctype html><title>Report</title><p>31 conversations</p>';

/** What every stage leaves behind about some conversations, a report with its page, an anomaly, an error, a ledger entry. */
export async function fillStore(
  store: Store,
  objects: ObjectStore,
  tenant: string,
  nConversations: number,
): Promise<Conversation[]> {
  const conversations = someConversations(nConversations);
  await storeStages(store, tenant, conversations);
  await storeModel(store, tenant);
  await storeDiscovered(store, tenant);
  await storeFindings(store, tenant, conversations);
  await storeReport(store, objects, tenant);
  await storeAudit(store, objects, tenant);
  await fillDetectors(store, objects, tenant);
  await fillReportPlans(store, tenant);
  return conversations;
}

/** One topic that nobody has decided on, of two conversations. */
async function storeDiscovered({ snapshots }: Store, tenant: string): Promise<void> {
  const members = ['conversation-1', 'conversation-2'];
  const value: DiscoveredTopics = {
    ...{
      ranAt: AT.toISOString(),
      nConversations: 40,
      from: '2026-01-05T00:00:00.000Z',
      minPeople: 2,
      nHidden: 3,
    },
    topics: [
      {
        ...{ id: 'topic-1', name: 'gift card, balance', terms: ['gift card', 'balance'], members },
        ...{
          typicalConversationId: 'conversation-1',
          nConversations: 2,
          nPeople: 2,
          foundAt: AT.toISOString(),
        },
        trend: { kind: 'steady', recent: 1, before: 1, pValue: 1 },
      },
    ],
    known: members,
    events: [{ at: AT.toISOString(), kind: 'born', id: 'topic-1', other: null }],
  };
  await snapshots.put(tenant, DISCOVERY_SNAPSHOTS.owner, DISCOVERY_SNAPSHOTS.found, value, 0);
}

/** A model that has learned from one correction, and a replay to it that is a quarter done after a minute. */
async function storeModel({ snapshots }: Store, tenant: string): Promise<void> {
  const versions = { modelVersion: 'local-text/4+2', taxonomyVersion: 'general/1' };
  const model: CategoryModel = {
    ...{ base: 'b', generation: 2, ...versions, since: AT.toISOString(), consideredUpTo: '' },
    labels: {
      topic: ['billing', 'other'],
      intent: ['complaint'],
      sentiment: ['negative', 'neutral', 'positive'],
    },
    examples: [{ conversationId: 'conversation-1', topic: 'billing', intent: null }],
    lastJudgement: {
      ...{ at: AT.toISOString(), nExamples: 1, isPromoted: true, because: 'it is better' },
      ...{ topic: { n: 1, before: 0, after: 1 }, intent: { n: 0, before: 0, after: 0 } },
      ...{ unasked: { n: 20, changed: 0 }, figures: { topic: null, intent: null } },
    },
  };
  const replay: CategoryReplay = {
    ...{ ...versions, after: 'conversation-2', nLooked: 100, nRedone: 90, total: 400 },
    ...{ startedAt: AT.toISOString(), updatedAt: '2026-02-01T10:01:00.000Z', endedAt: null },
  };
  const { owner } = CATEGORISATION_SNAPSHOTS;
  await snapshots.put(tenant, owner, CATEGORISATION_SNAPSHOTS.model, model, 0);
  await snapshots.put(tenant, owner, CATEGORISATION_SNAPSHOTS.replay, replay, 0);
}

async function storeStages(
  store: Store,
  tenant: string,
  conversations: readonly Conversation[],
): Promise<void> {
  const version = { sequence: 1, pass: 0 };
  await store.messages.upsertMany(
    tenant,
    conversations.map((c, i) => ({ ...c, tenant, sourceRowId: String(i), ingestedAt: AT, deletedAt: null })),
  );
  await store.translations.upsertMany(
    tenant,
    conversations.map((c) => ({
      ...toConversationRef(c),
      ...{ tenant, title: c.title, metadata: {}, language: 'en', languageConfidence: 0.9, languages: ['en'] },
      ...{
        pivotLanguage: 'en',
        translationStatus: 'same-language' as const,
        translator: null,
        translatedAt: AT,
      },
      messages: c.messages.map((m) => ({ ...m, language: 'en', languageConfidence: 0.9, translations: {} })),
    })),
  );
  await store.categories.upsertMany(
    tenant,
    conversations.map((c) => ({
      ...toConversationRef(c),
      ...{
        tenant,
        language: 'en',
        modelVersion: 'm-1',
        taxonomyVersion: 't-1',
        categorisedAt: AT,
        messages: [],
      },
      topic: { label: 'account', confidence: 0.8, alternatives: [], evidence: ['password'] },
      intent: { label: 'question', confidence: 0.7 },
      sentiment: { label: 'neutral' as const, score: 0, confidence: 0.6 },
      quality: { score: 1, issues: [] },
    })),
  );
  await store.scores.upsertMany(
    tenant,
    conversations.map((c, i) => ({
      ...toConversationRef(c),
      ...{ tenant, topic: 'account', date: conversationDate(c), detector: 'd-1', scoredAt: AT },
      ...{ anomalyScore: i === 0 ? 0.99 : 0.2, isAnomalous: i === 0, threshold: 0.8 },
      contributions: [{ feature: 'nMessages', value: 9, contribution: 0.5 }],
      metrics: { sentiment: 0, quality: 1, nAssistantMessages: 1, nErrors: 0, meanLatencySeconds: 30 },
    })),
  );
  await store.analytics.upsertSections(
    tenant,
    conversations.flatMap((c, i) => [
      {
        section: 'conversation' as const,
        value: {
          ...toConversationRef(c),
          ...{ date: conversationDate(c), title: c.title, nUserMessages: 1, nCharacters: 70 },
          durationSeconds: 30,
        },
      },
      {
        section: 'language' as const,
        conversationId: c.conversationId,
        value: { ...version, code: 'en', confidence: 0.9, translationStatus: 'same-language' },
      },
      {
        section: 'category' as const,
        conversationId: c.conversationId,
        value: {
          ...version,
          ...{ topic: i % 2 === 0 ? 'account' : 'billing', topicConfidence: 0.8, intent: 'question' },
          ...{ sentiment: 'neutral', sentimentScore: 0, quality: 1, qualityIssues: [], nErrors: 0 },
          ...(i % 2 === 0
            ? { outcome: 'resolved', outcomeConfidence: 0.9, signals: [] }
            : { outcome: 'unresolved', outcomeConfidence: 0.8, signals: ['frustration', 'refusal'] }),
          ...{ meanLatencySeconds: 30, taxonomyVersion: 't-1' },
        },
      },
      {
        section: 'anomaly' as const,
        conversationId: c.conversationId,
        value: { ...version, score: i === 0 ? 0.99 : 0.2, isAnomalous: i === 0, topFeature: 'nMessages' },
      },
    ]),
    AT,
  );
}

async function storeFindings(
  store: Store,
  tenant: string,
  conversations: readonly Conversation[],
): Promise<void> {
  await store.anomalies.upsertMany(tenant, [
    {
      ...{ tenant, anomalyId: 'metric-1', revision: 'r-1', kind: 'metric', severity: 'warning' },
      ...{ detectedFor: '2026-01-05T00:00:00.000Z', windowEnd: '2026-01-06T00:00:00.000Z' },
      ...{ metric: 'volume', group: {}, observed: 20, expected: 10, score: 0.9, contributions: [] },
      ...{ explanation: 'Twice as many.', detector: 'd-1', detectedAt: AT },
      exampleConversationIds: conversations.slice(0, 1).map(({ conversationId }) => conversationId),
    },
  ]);
  const [rule] = parseRules(
    '{ name: refunds-fail, metric: error-rate, window: 6h, condition: { above: 0.2 } }',
  );
  const saved = { version: 1, rule: rule ?? null, savedBy: 'ana', savedAt: AT.toISOString() };
  const judged = { subjectId: 'metric-1', kind: 'volume/up', strength: 2, reason: null, givenBy: 'ana' };
  await store.findingFeedback.upsert(tenant, {
    ...{ ...judged, tenant, verdict: 'confirmed', givenAt: AT.toISOString() },
  });
  await store.rules.upsert(tenant, {
    ...{
      tenant,
      name: 'refunds-fail',
      ...saved,
      since: AT.toISOString(),
      requestId: 'r-1',
      history: [saved],
    },
  });
  await new MeasureKeeper({ measures: store.measures, now: () => AT.getTime() }).keep(tenant);
  await store.processingState.put({ tenant, source: 'noco', state: { nRows: 31 }, updatedAt: AT });
  await store.processingErrors.upsertMany(tenant, [
    {
      ...{ tenant, source: 'noco', sourceRowId: '7', conversationId: null, field: 'messages', attempts: 1 },
      ...{
        reason: 'not-json',
        message: 'messages is not JSON',
        status: 'parked' as const,
        nextRetryAt: null,
      },
      ...{ firstSeenAt: AT, lastSeenAt: AT },
    },
  ]);
  for (const [n, keyId] of ['0123456789abcdef', '00112233445566ff'].entries())
    await store.apiKeys.insert({
      ...{ tenant, keyId, name: `key ${n}`, hash: '0'.repeat(64), previousHash: null, previousUntil: null },
      ...{ roles: ['viewer'], scopes: null, createdBy: 'ana', createdAt: AT, rotatedAt: null },
      ...{ expiresAt: null, revokedAt: null, lastUsedAt: null },
    });
  for (const [n, name] of ['ana@example.org', 'carla@example.org'].entries())
    await store.accounts.insert({
      ...{ tenant, accountId: n === 0 ? '0123456789abcdef' : '00112233445566ff', name, roles: ['viewer'] },
      // Of `correct horse battery staple`.
      passwordHash:
        '$argon2id$v=19$m=19456,t=2,p=1$q+OeFGuxbaH0GwqE8wmLYg$H6rfgvIwYA3GFylwOFp11+9SF68AOQs6hNssUWtQ0bY',
      ...{ passwordAt: AT, totpSecret: null, totpPending: null, totpStep: null, devices: [] },
      ...{ createdBy: 'cli:ana', createdAt: AT, signedInAt: null, disabledAt: null },
    });
  for (const kind of ['erase', 'export'] as const)
    await store.personRequests.insert({
      ...{ tenant, requestId: kind === 'erase' ? 'erasure-1' : 'export-1', kind, personHash: 'a'.repeat(64) },
      ...{ userId: 'user-9', status: 'done', waitsFor: [], requestedBy: 'ana', because: 'asked for' },
      ...{ requestedAt: AT, completedAt: AT, nConversations: 2, digest: '0'.repeat(64), places: {} },
      objectKey: kind === 'erase' ? null : `tenants/${tenant}/exports/export-1.jsonl`,
      proof: kind === 'erase' ? '{"algorithm":"Ed25519"}' : null,
    });
  await store.legalHolds.insert({
    ...{ tenant, holdId: 'hold-1', because: 'case 2026/17', personHash: null, source: 'support' },
    ...{ from: '2026-01-01', to: null, placedBy: 'ana', placedAt: AT },
    ...{ releasedBy: null, releasedBecause: null, releasedAt: null },
  });
  await store.retentionRuns.insert({
    ...newRetentionRun(
      { tenant, runId: 'run-1', kind: 'preview', requestedBy: 'ana', because: null, expect: null },
      AT.getTime(),
    ),
    ...{ status: 'done', completedAt: AT, nConversations: 2, reportsBefore: '2024-01-01', holds: ['hold-1'] },
    ...{
      scopes: [{ source: 'noco', before: '2025-11-01', n: 2 }],
      expireAt: new Date('2099-01-01T00:00:00Z'),
    },
    counts: { '2025-10-01': { conversation_messages: 2, conversation_analytics: 2 } },
  });
  await store.submissions.putPart(tenant, {
    ...{ submissionId: 'submission-1', part: 0, isLast: true, source: 'api', nRows: 3, nPublished: 2 },
    ...{ nUnchanged: 0, nRejected: 1, processedAt: AT, expireAt: new Date('2099-01-01T00:00:00Z') },
  });
  await store.ledger.replaceAll(tenant, [
    {
      ...{ tenant, source: 'noco', date: '2026-01-05', stage: 'mongodb' as const, count: 3 },
      ...{ hash: '00000000000000ab', countedAt: AT, nMissing: 1, nExtra: 2, nNotCompared: 0 },
    },
  ]);
}

async function storeReport(store: Store, objects: ObjectStore, tenant: string): Promise<void> {
  await objects.put(`tenants/${tenant}/exports/export-1.jsonl`, '{"kind":"end","nConversations":0}\n');
  const objectKey = 'reports/default/monthly-2026-01-01.html';
  await objects.put(objectKey, REPORT_PAGE);
  await store.reports.upsert(tenant, {
    ...{
      tenant,
      reportId: 'monthly-2026-01-01',
      period: 'monthly' as const,
      from: '2026-01-01',
      to: '2026-01-31',
    },
    revision: createHash('sha256').update(REPORT_PAGE).digest('hex').slice(0, 32),
    content: { totals: { nConversations: 31 } },
    artefacts: [{ format: 'html', objectKey, sizeBytes: REPORT_PAGE.length }],
    createdAt: AT,
  });
}

/** One entry, of a day that is over and sealed. */
async function storeAudit(store: Store, objects: ObjectStore, tenant: string): Promise<void> {
  await store.auditLog.append(tenant, [
    {
      ...{ at: AT, by: 'ana', action: 'dead-letter.drop', subject: 'syncs.requested.v1/0-7 (ingestion)' },
      ...{ because: 'It is empty', before: '1'.repeat(64), after: null },
    },
  ]);
  const now = (): number => AT.getTime() + 2 * 86_400_000;
  await sealAuditLog({ log: store.auditLog, objects, now, retainMs: 3_600_000 }, tenant);
}
