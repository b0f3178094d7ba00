import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer } from '@convoscope/testing';
import { allCollections } from '@convoscope/store';
import type { CollectionSpec } from '@convoscope/store';
import { analyticsReports, reportQueries } from '../src/collections/analytics-reports.ts';
import { anomalies, anomalyQueries } from '../src/collections/anomalies.ts';
import { anomalyRules, ruleQueries } from '../src/collections/anomaly-rules.ts';
import { accountQueries, accounts } from '../src/collections/accounts.ts';
import { apiKeyQueries, apiKeys } from '../src/collections/api-keys.ts';
import { sessionQueries, sessions } from '../src/collections/sessions.ts';
import { signInAttemptQueries, signInAttempts } from '../src/collections/sign-in-attempts.ts';
import { signInFlowQueries, signInFlows } from '../src/collections/sign-in-flows.ts';
import { apiRequestQueries, apiRequests } from '../src/collections/api-requests.ts';
import { auditLog, auditQueries } from '../src/collections/audit-log.ts';
import type { NamedQuery } from '../src/collections/collection-spec.ts';
import { expiredQuery } from '../src/collections/expiry.ts';
import { analyticsQueries, conversationAnalytics } from '../src/collections/conversation-analytics.ts';
import { conversationCategories } from '../src/collections/conversation-categories.ts';
import { conversationMessages, messageQueries } from '../src/collections/conversation-messages.ts';
import { conversationScores, scoreQueries } from '../src/collections/conversation-scores.ts';
import {
  conversationTranslations,
  translationQueries,
} from '../src/collections/conversation-translations.ts';
import { categoryCorrections, correctionQueries } from '../src/collections/category-corrections.ts';
import { feedbackQueries, findingFeedback } from '../src/collections/finding-feedback.ts';
import { detectorJobQueries, detectorJobs } from '../src/collections/detector-jobs.ts';
import { reportJobQueries, reportJobs } from '../src/collections/report-jobs.ts';
import { reportPlanQueries, reportPlans } from '../src/collections/report-plans.ts';
import { detectorQueries, detectors } from '../src/collections/detectors.ts';
import { errorGroupQueries, errorGroups } from '../src/collections/error-groups.ts';
import { incidentQueries, incidents } from '../src/collections/incidents.ts';
import { ledgerMarkQueries, ledgerMarks } from '../src/collections/ledger-marks.ts';
import { ledger, ledgerQueries } from '../src/collections/ledger.ts';
import { metricHourQueries, metricHours } from '../src/collections/metric-hours.ts';
import { conversationQueries } from '../src/collections/per-conversation.ts';
import { markQueries, measureMarks } from '../src/collections/measure-marks.ts';
import { measureQueries, measures } from '../src/collections/measures.ts';
import { legalHoldQueries, legalHolds } from '../src/collections/legal-holds.ts';
import { retentionRunQueries, retentionRuns } from '../src/collections/retention-runs.ts';
import { personRequestQueries, personRequests } from '../src/collections/person-requests.ts';
import { processingErrorQueries, processingErrors } from '../src/collections/processing-errors.ts';
import { processingState, processingStateQueries } from '../src/collections/processing-state.ts';
import { snapshotQueries, snapshots } from '../src/collections/snapshots.ts';
import { submissionParts, submissionQueries } from '../src/collections/submission-parts.ts';
import { usage, usageQueries } from '../src/collections/usage.ts';
import { userAnalytics, userQueries } from '../src/collections/user-analytics.ts';
import { userHourQueries, userHours } from '../src/collections/user-hours.ts';
import { webhookDeliveries, webhookDeliveryQueries } from '../src/collections/webhook-deliveries.ts';
import {
  AT,
  aCategory,
  aCategorySection,
  aConversationSection,
  aDelivery,
  aLanguageSection,
  aMessagesDocument,
  anAnomalySection,
  aProcessingError,
  aReport,
  aScore,
  aTranslation,
} from './document-builders.ts';
import { openStore, type OpenedStore } from './open-store.ts';

const TENANT = 'acme';
const perConversation = {
  byIds: conversationQueries.byIds(TENANT, ['c']),
  live: conversationQueries.live(TENANT, { source: 's' }),
};

/** Each named query of `serves`, as the repository runs it. */
const queries: ReadonlyMap<CollectionSpec, Record<string, NamedQuery>> = new Map<
  CollectionSpec,
  Record<string, NamedQuery>
>([
  [
    conversationMessages,
    {
      byIds: messageQueries.byIds(TENANT, ['c']),
      live: messageQueries.live(TENANT, { from: '2026-01-01' }),
      bySource: messageQueries.bySource(TENANT, 'test'),
      bySourceRows: messageQueries.bySourceRows(TENANT, 'test', ['1', '2']),
      refs: messageQueries.refs(TENANT, { from: '2026-01-05', to: '2026-01-06' }),
      ofUser: messageQueries.ofUser(TENANT, 'user-1'),
      changedSince: messageQueries.changedSince(TENANT, ['c'], AT),
      liveAmong: messageQueries.liveAmong(TENANT, ['c']),
      ofWindow: messageQueries.ofWindow(TENANT, 'chat', { from: null, before: '2026-02-01' }),
    },
  ],
  [
    conversationTranslations,
    {
      ...perConversation,
      untranslated: translationQueries.untranslated(TENANT),
      unpublished: translationQueries.unpublished(TENANT),
      withTerms: translationQueries.withTerms(TENANT, ['password', 'invoic'], { from: '2026-01-01' }),
    },
  ],
  [submissionParts, { ofSubmission: submissionQueries.ofSubmission(TENANT, 's-1') }],
  [apiRequests, { byKey: apiRequestQueries.byKey(TENANT, 'api-key', 'k-1') }],
  [
    personRequests,
    {
      byId: personRequestQueries.byId(TENANT, 'r-1'),
      ofStatus: personRequestQueries.ofStatus(TENANT, 'running'),
      exportsBefore: personRequestQueries.exportsBefore(TENANT, AT),
      erasures: personRequestQueries.erasures(TENANT, ['7'.repeat(64)]),
    },
  ],
  [
    legalHolds,
    {
      byId: legalHoldQueries.byId(TENANT, 'h-1'),
      active: legalHoldQueries.active(TENANT),
      page: legalHoldQueries.page(TENANT),
    },
  ],
  [
    retentionRuns,
    {
      byId: retentionRunQueries.byId(TENANT, 'r-1'),
      ofStatus: retentionRunQueries.ofStatus('running'),
      page: retentionRunQueries.page(TENANT),
    },
  ],
  [apiKeys, { byKey: apiKeyQueries.byKey('0123456789abcdef'), page: apiKeyQueries.page(TENANT) }],
  [
    accounts,
    {
      byId: accountQueries.byId('0123456789abcdef'),
      byName: accountQueries.byName(TENANT, 'ana'),
      page: accountQueries.page(TENANT),
    },
  ],
  [
    sessions,
    {
      byId: sessionQueries.byId('0123456789abcdef'),
      ofSubject: sessionQueries.ofSubject(TENANT, '0123456789abcdef'),
    },
  ],
  [usage, { byWindow: usageQueries.byWindow(TENANT, 'rows', AT) }],
  [signInAttempts, { byKey: signInAttemptQueries.byKey(TENANT, 'k') }],
  [signInFlows, { byFlow: signInFlowQueries.byFlow('7'.repeat(64)) }],
  [conversationCategories, { ...perConversation }],
  [
    conversationScores,
    {
      ...perConversation,
      startedBetween: scoreQueries.startedBetween(TENANT, '2026-01-05T09', '2026-01-05T10'),
      sampleOf: scoreQueries.sampleOf(TENANT, '2026-01-05'),
      daysAscending: scoreQueries.daysAscending(TENANT),
      daysDescending: scoreQueries.daysDescending(TENANT),
    },
  ],
  [
    conversationAnalytics,
    {
      byIds: analyticsQueries.byIds(TENANT, ['c']),
      live: analyticsQueries.live(TENANT),
      page: analyticsQueries.page(TENANT, { from: '2026-01-01', sentiment: 'neutral' }),
      ofHour: analyticsQueries.ofHour(TENANT, '2026-01-05T10'),
      ofDays: analyticsQueries.ofDays(TENANT, { from: '2026-01-05', to: '2026-01-06' }),
      ofErasedUser: analyticsQueries.ofErasedUser(TENANT, 'user-1'),
      'page by user': analyticsQueries.page(TENANT, { userId: 'user-1' }),
      'page by topic': analyticsQueries.page(TENANT, { topic: 'account', to: '2026-03-01' }),
      'page by model': analyticsQueries.page(TENANT, { model: 'model-1' }),
      'page by language': analyticsQueries.page(TENANT, { language: 'en' }),
      'page by score': analyticsQueries.byScore(TENANT),
      mostAnomalous: analyticsQueries.mostAnomalous(TENANT, '2026-01-05'),
      'page of anomalous': analyticsQueries.page(TENANT, { isAnomalous: true }),
    },
  ],
  [
    anomalies,
    {
      byIds: anomalyQueries.byIds(TENANT, ['a', 'b']),
      page: anomalyQueries.page(TENANT, { kind: 'metric' }),
    },
  ],
  [
    incidents,
    {
      byIds: incidentQueries.byIds(TENANT, ['a', 'b']),
      ofTenant: incidentQueries.ofTenant(TENANT),
      page: incidentQueries.page(TENANT, { from: '2026-01-01', to: '2026-02-01' }),
      overlapping: incidentQueries.overlapping(TENANT, '2026-01-01T00', '2026-02-01T00'),
      unpublished: incidentQueries.unpublished(TENANT),
    },
  ],
  [anomalyRules, { all: ruleQueries.all(TENANT), byName: ruleQueries.byName(TENANT, 'refunds-fail') }],
  [
    categoryCorrections,
    {
      ofConversations: correctionQueries.ofConversations(TENANT, ['conversation/a']),
      newest: correctionQueries.newest(TENANT),
    },
  ],
  [
    findingFeedback,
    {
      bySubject: feedbackQueries.bySubject(TENANT, 'conversation/a'),
      ofSubjects: feedbackQueries.ofSubjects(TENANT, ['conversation/a']),
      newest: feedbackQueries.newest(TENANT),
    },
  ],
  [
    metricHours,
    {
      byHours: metricHourQueries.byHours(TENANT, ['2026-01-05T09']),
      between: metricHourQueries.between(TENANT, '2026-01-05T09', '2026-01-06T09'),
      last: metricHourQueries.last(TENANT),
      toCount: metricHourQueries.toCount(TENANT),
      toScan: metricHourQueries.toScan(TENANT),
      toSettle: metricHourQueries.toSettle(TENANT),
    },
  ],
  [
    analyticsReports,
    {
      byId: reportQueries.byId(TENANT, 'r'),
      page: reportQueries.page(TENANT),
      endingBefore: reportQueries.endingBefore(TENANT, '2026-03-01'),
      'page by period': reportQueries.page(TENANT, { period: 'daily' }),
      every: reportQueries.every(TENANT),
    },
  ],
  [
    userAnalytics,
    {
      byId: userQueries.byId(TENANT, 'u'),
      page: userQueries.page(TENANT),
      unhappiest: userQueries.unhappiest(TENANT),
      latest: userQueries.latest(TENANT),
      firstSeen: userQueries.firstSeen(TENANT, { from: '2026-01-05', to: '2026-01-06' }),
    },
  ],
  [
    userHours,
    {
      ofHours: userHourQueries.ofHours(TENANT, ['2026-01-05T10', '2026-01-05T12']),
      ofUsers: userHourQueries.ofUsers(TENANT, ['user-1', 'user-2']),
      ofUsersIn: userHourQueries.ofUsersIn(TENANT, ['user-1', 'user-2'], {
        ...{ from: '2026-01-05', to: '2026-01-06' },
      }),
    },
  ],
  [
    measures,
    {
      inOrder: measureQueries.inOrder({ tenant: TENANT, granularity: 'day', from: '2026-01-05' }),
      ofBucket: measureQueries.ofBucket(TENANT, 'hour', '2026-01-05'),
    },
  ],
  [
    measureMarks,
    { ofKind: markQueries.ofKind(TENANT, 'hour'), ofKeys: markQueries.ofKeys(TENANT, 'month', ['2026-01']) },
  ],
  [processingState, { all: processingStateQueries.all(TENANT) }],
  [
    processingErrors,
    {
      unresolvedRows: processingErrorQueries.unresolvedRows(TENANT, 'nocodb', ['1']),
      due: processingErrorQueries.due(TENANT, 'nocodb', AT),
      open: processingErrorQueries.open(TENANT, 'nocodb'),
      page: processingErrorQueries.page(TENANT),
      'page by status': processingErrorQueries.page(TENANT, { status: 'parked' }),
      countByStatus: processingErrorQueries.page(TENANT, { status: 'retrying' }),
      'page by conversation': processingErrorQueries.page(TENANT, { conversationId: 'c' }),
    },
  ],
  [
    ledger,
    {
      all: ledgerQueries.all(TENANT, { from: '2026-01-01' }),
      ofDays: ledgerQueries.ofDays(TENANT, ['2026-01-05'], ['report', 'totals']),
      missing: ledgerQueries.missing(TENANT),
      extra: ledgerQueries.extra(TENANT),
    },
  ],
  [ledgerMarks, { ofTenant: ledgerMarkQueries.ofTenant(TENANT) }],
  [
    auditLog,
    {
      newest: auditQueries.newest(TENANT),
      between: auditQueries.between(TENANT, 3, 9),
      page: auditQueries.search(TENANT).query,
      'page by action': auditQueries.search(TENANT, { action: 'dead-letter.drop' }).query,
      'page by person': auditQueries.search(TENANT, { by: 'anna' }).query,
      'page by time': auditQueries.search(TENANT, { from: '2026-01-01', by: 'anna' }).query,
    },
  ],
  [
    errorGroups,
    {
      byFingerprint: errorGroupQueries.byFingerprint(TENANT, 'lake', 'f'),
      page: errorGroupQueries.page(TENANT),
    },
  ],
  [detectors, { all: detectorQueries.all(TENANT), byName: detectorQueries.byName(TENANT, 'payments') }],
  [
    detectorJobs,
    {
      byId: detectorJobQueries.byId(TENANT, 'j-1'),
      page: detectorJobQueries.page(TENANT),
      open: detectorJobQueries.open(TENANT, AT),
    },
  ],
  [
    reportPlans,
    {
      all: reportPlanQueries.all(TENANT, 'template'),
      byName: reportPlanQueries.byName(TENANT, 'schedule', 'monday'),
      due: reportPlanQueries.due(AT),
    },
  ],
  [
    reportJobs,
    {
      byId: reportJobQueries.byId(TENANT, 'j-1'),
      page: reportJobQueries.page(TENANT, 'monday'),
      open: reportJobQueries.open(AT),
    },
  ],
  [snapshots, { byName: snapshotQueries.byName(TENANT, 'anomaly', 'model') }],
  [
    webhookDeliveries,
    {
      byEvents: webhookDeliveryQueries.byEvents(TENANT, 'crm', ['e1', 'e2']),
      due: webhookDeliveryQueries.due(TENANT, 'crm', AT),
      ofStatus: webhookDeliveryQueries.ofStatus(TENANT, 'crm', 'failed'),
      oldestPending: webhookDeliveryQueries.oldestPending(TENANT, 'crm'),
      ofKeys: webhookDeliveryQueries.ofKeys(TENANT, ['c-1']),
      lastFailures: webhookDeliveryQueries.lastFailures(TENANT, 'crm'),
    },
  ],
]);

/** Of every collection that something goes from by age. */
for (const spec of allCollections) {
  const named = queries.get(spec);
  if (spec.expiry !== undefined && named !== undefined) named['expired'] = expiredQuery(spec.expiry, AT);
}

const stagesOf = (plan: Record<string, unknown>): Record<string, unknown>[] => [
  plan,
  ...[plan['inputStage'], plan['inputStages']]
    .flat()
    .flatMap((stage) => (stage ? stagesOf(stage as Record<string, unknown>) : [])),
];

const cases = [...queries].flatMap(([spec, named]) =>
  Object.entries(named).map(([name, query]) => ({ title: `${spec.name}: ${name}`, spec, query })),
);

it('explains every query that an index is declared for', () => {
  for (const spec of allCollections) {
    const declared = spec.indexes.flatMap((index) => index.serves.map((name) => `${name} <- ${index.name}`));
    const explained = Object.entries(queries.get(spec) ?? {}).map(
      ([name, { index }]) => `${name} <- ${index}`,
    );
    expect([spec.name, explained.toSorted()]).toEqual([spec.name, declared.toSorted()]);
  }
});

describeWithServer('mongod', 'indexes', (server) => {
  let opened: OpenedStore | undefined;

  beforeAll(async () => {
    opened = await openStore(server);
    const { store } = opened;
    const ids = Array.from({ length: 60 }, (_, i) => `c-${i}`);
    const version = { sequence: 1, pass: 0 };
    await store.messages.upsertMany(
      TENANT,
      ids.map((conversationId, i) =>
        aMessagesDocument({
          ...{ conversationId, sourceRowId: String(i), userId: `user-${i % 7}` },
          source: i % 6 === 0 ? 'chat' : 'test',
        }),
      ),
    );
    await store.translations.upsertMany(
      TENANT,
      ids.map((conversationId, i) =>
        aTranslation({ conversationId, translationStatus: i % 2 === 0 ? 'untranslated' : 'translated' }),
      ),
    );
    await store.categories.upsertMany(
      TENANT,
      ids.map((conversationId) => aCategory({ conversationId })),
    );
    await store.scores.upsertMany(
      TENANT,
      ids.map((conversationId) => aScore({ conversationId })),
    );
    await store.analytics.upsertSections(
      TENANT,
      ids.flatMap((conversationId, i) => [
        aConversationSection({ conversationId, userId: `user-${i % 7}`, model: `model-${i % 5}` }),
        aCategorySection(conversationId, version, i % 3 === 0 ? 'account' : 'billing'),
        aLanguageSection(conversationId, version, i % 5 === 0 ? 'en' : 'de'),
        anAnomalySection(conversationId, version, i % 9 === 0),
      ]),
      AT,
    );
    await store.analytics.markDeleted(
      TENANT,
      ids.slice(0, 14).map((conversationId) => ({ conversationId, sequence: 9, deletedAt: AT })),
    );
    for (const [i, holdId] of ids.entries())
      await store.legalHolds.insert({
        ...{ tenant: TENANT, holdId, because: 'case', personHash: null, source: null, from: null, to: null },
        ...{ placedBy: 'ana', placedAt: new Date(AT.getTime() + i), releasedBy: null, releasedBecause: null },
        releasedAt: i % 9 === 0 ? null : AT,
      });
    for (const [i, requestId] of ids.entries())
      await store.personRequests.insert({
        ...{ tenant: TENANT, requestId, kind: 'erase', personHash: String(i % 10).repeat(64), userId: null },
        ...{ status: 'done', waitsFor: [], requestedBy: 'ana', because: null, requestedAt: AT },
        ...{ completedAt: AT, nConversations: 0, digest: '', places: {}, objectKey: null, proof: null },
      });
    await store.processingErrors.upsertMany(
      TENANT,
      ids.map((sourceRowId, i) =>
        aProcessingError({
          sourceRowId,
          status: i % 3 === 0 ? 'retrying' : i % 3 === 1 ? 'parked' : 'resolved',
          lastSeenAt: new Date(AT.getTime() + i),
        }),
      ),
    );
    for (const [i, id] of ids.entries())
      await store.reports.upsert(TENANT, aReport({ reportId: id, period: i % 4 === 0 ? 'daily' : 'weekly' }));
    await store.webhookDeliveries.addMany(
      TENANT,
      ids.map((eventId, i) =>
        aDelivery({ eventId, status: i % 3 === 0 ? 'delivered' : 'pending', nextAttemptAt: new Date(i) }),
      ),
    );
    await store.ledger.replaceAll(
      TENANT,
      ids.map((_, i) => ({
        ...{ tenant: TENANT, source: 'test', stage: 'report' as const, count: 3, hash: '0'.repeat(16) },
        date: new Date(AT.getTime() + i * 86_400_000).toISOString().slice(0, 10),
        ...{ nMissing: Number(i === 7), nExtra: Number(i === 9), nNotCompared: 0, countedAt: AT },
      })),
    );
    for (let i = 0; i < 30; i++)
      await store.auditLog.append(TENANT, [
        {
          ...{
            at: AT,
            by: i % 7 === 0 ? 'anna' : 'bert',
            subject: `s-${i}`,
            because: 'hopeless',
            before: null,
            after: null,
          },
          action: i % 5 === 0 ? 'dead-letter.drop' : 'dead-letter.replay',
        },
      ]);
  }, 120_000);
  afterAll(() => opened?.drop());

  it.each(cases)('serve $title', async ({ spec, query }) => {
    const { index, filter, sort } = query;
    const collection = opened!.raw.db(server.database).collection(spec.name);
    const plan = (await collection.find(filter, sort ? { sort } : {}).explain('queryPlanner')) as {
      queryPlanner: { winningPlan: Record<string, unknown> };
    };
    const stages = stagesOf(plan.queryPlanner.winningPlan);
    expect(stages.map((stage) => stage['stage'])).not.toContain('COLLSCAN');
    expect(stages.map((stage) => stage['stage'])).not.toContain('SORT');
    expect(stages.find((stage) => stage['stage'] === 'IXSCAN')).toMatchObject({ indexName: index });
  });
});
