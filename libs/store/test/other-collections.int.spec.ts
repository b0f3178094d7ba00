import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer } from '@convoscope/testing';
import type {
  AnomalyDocument,
  IncidentDocument,
  LedgerDocument,
  Store,
  UserAnalyticsDocument,
} from '@convoscope/store';
import { aProcessingError, aReport, AT } from './document-builders.ts';
import { openStore, type OpenedStore } from './open-store.ts';

const minutesAfter = (minutes: number): Date => new Date(AT.getTime() + minutes * 60_000);

const anAnomaly = (overrides: Partial<AnomalyDocument> = {}): AnomalyDocument => ({
  tenant: 'acme',
  anomalyId: 'a-1',
  kind: 'metric',
  severity: 'warning',
  detectedFor: '2026-01-05T00:00:00Z',
  windowEnd: '2026-01-06T00:00:00Z',
  metric: 'volume',
  group: { 'model.name': 'm-1' },
  observed: 10,
  expected: 3,
  score: 0.9,
  contributions: [],
  explanation: 'Many.',
  exampleConversationIds: [],
  detector: 'd-1',
  revision: 'r',
  detectedAt: AT,
  ...overrides,
});

const anIncident = (overrides: Partial<IncidentDocument> = {}): IncidentDocument => ({
  ...{
    tenant: 'acme',
    incidentId: 'volume/all/2026-01-05T13',
    change: 'begun',
    pass: 0,
    severity: 'warning',
  },
  ...{ startedAt: '2026-01-05T13:00:00.000Z', endedAt: '2026-01-05T15:00:00.000Z', isOver: false },
  ...{ metric: 'volume', slice: { dimension: 'all', label: '' }, observed: 20, expected: 3, score: 0.7 },
  ...{ title: 'Many', story: 'Many. None stands out.', causes: [], findings: [], nConversations: 20 },
  ...{ exampleConversationIds: [], detector: 'd-1', revision: 'r' },
  ...{ isWithdrawn: false, isPublished: false, detectedAt: AT },
  ...overrides,
});

const aUser = (overrides: Partial<UserAnalyticsDocument> = {}): UserAnalyticsDocument => ({
  tenant: 'acme',
  userId: 'u-1',
  nConversations: 1,
  nMessages: 2,
  firstSeenAt: AT,
  lastSeenAt: AT,
  topTopics: [{ topic: 'account', count: 1 }],
  languages: ['en'],
  models: [],
  meanSentiment: null,
  meanQuality: 1,
  nAnomalies: 0,
  updatedAt: AT,
  ...overrides,
});

const aCount = (overrides: Partial<LedgerDocument> = {}): LedgerDocument => ({
  tenant: 'acme',
  source: 'nocodb',
  date: '2026-01-05',
  stage: 'mongodb',
  count: 3,
  hash: '0'.repeat(16),
  nMissing: 0,
  nExtra: 0,
  nNotCompared: 0,
  countedAt: AT,
  ...overrides,
});

describeWithServer('mongod', 'collections of findings, reports, users, errors and counts', (server) => {
  let opened: OpenedStore | undefined;
  let store: Store;
  let nTenants = 0;
  const freshTenant = (): string => `tenant-${(nTenants += 1)}`;

  beforeAll(async () => {
    opened = await openStore(server);
    ({ store } = opened);
  }, 60_000);
  afterAll(() => opened?.drop());

  it('keeps one document a finding and pages them newest first', async () => {
    const tenant = freshTenant();
    const findings = [1, 2, 3].map((day) =>
      anAnomaly({ tenant, anomalyId: `a-${day}`, detectedFor: `2026-01-0${day}T00:00:00Z` }),
    );
    await store.anomalies.upsertMany(tenant, findings);
    await store.anomalies.upsertMany(tenant, [{ ...findings[0]!, severity: 'critical' }]);
    expect(await store.anomalies.findById(tenant, 'a-1')).toEqual({ ...findings[0], severity: 'critical' });
    const first = await store.anomalies.findPage(tenant, { metric: 'volume' }, { limit: 2 });
    expect(first.items.map((a) => a.anomalyId)).toEqual(['a-3', 'a-2']);
    const rest = await store.anomalies.findPage(
      tenant,
      { metric: 'volume' },
      { limit: 2, cursor: first.nextCursor! },
    );
    expect([rest.items.map((a) => a.anomalyId), rest.nextCursor]).toEqual([['a-1'], null]);
    const critical = await store.anomalies.findPage(
      tenant,
      { severity: 'critical', from: '2026-01-01', to: '2026-01-01' },
      { limit: 9 },
    );
    expect(critical.items).toHaveLength(1);
  });

  it('hides withdrawn findings and keeps them', async () => {
    const tenant = freshTenant();
    await store.anomalies.upsertMany(tenant, [anAnomaly({ tenant, isWithdrawn: true, pass: 1 })]);
    expect((await store.anomalies.findPage(tenant, {}, { limit: 9 })).items).toEqual([]);
    expect(await store.anomalies.findById(tenant, anAnomaly().anomalyId)).toMatchObject({ pass: 1 });
  });

  it('finds incidents by a part of them, and knows what is not published yet', async () => {
    const tenant = freshTenant();
    const days = { startedAt: '2026-01-30T13:00:00.000Z', endedAt: '2026-02-02T00:00:00.000Z' };
    const one = anIncident({ tenant, ...days });
    const withdrawn = anIncident({ tenant, ...days, incidentId: 'gone', isWithdrawn: true });
    await store.incidents.upsertMany(tenant, [one, withdrawn]);
    const page = (from: string, to: string) =>
      store.incidents.findPage(tenant, { from, to }, { limit: 9 }).then(({ items }) => items);
    expect(await page('2026-02-01', '2026-02-28')).toEqual([one]);
    expect(await page('2026-02-02', '2026-02-28')).toEqual([]);
    expect(await store.incidents.findOverlapping(tenant, '2026-01-31', '2026-02-01')).toEqual([one]);
    expect(await store.incidents.findUnpublished(tenant)).toHaveLength(2);
    await store.incidents.markPublished(tenant, [one, { ...withdrawn, revision: 'another' }]);
    expect((await store.incidents.findUnpublished(tenant)).map((d) => d.incidentId)).toEqual(['gone']);
  });

  it('counts an hour that has changed, and not one that changes meanwhile', async () => {
    const tenant = freshTenant();
    const hours = store.metricHours;
    await hours.touch(tenant, ['2026-01-01T10', '2026-01-01T10', '2026-01-01T11'], AT);
    const toCount = await hours.findToCount(tenant);
    expect(toCount).toEqual([
      { hour: '2026-01-01T10', version: 1, changedAt: AT },
      { hour: '2026-01-01T11', version: 1, changedAt: AT },
    ]);
    await hours.touch(tenant, ['2026-01-01T11'], AT);
    for (const one of toCount) await hours.putCounts(tenant, { ...one, n: 3, slices: [] });
    expect((await hours.findToCount(tenant)).map(({ hour }) => hour)).toEqual(['2026-01-01T11']);
    expect(await hours.sizesBetween(tenant, '2026-01-01T00', '2026-01-01T23')).toEqual([
      { hour: '2026-01-01T10', n: 3 },
      { hour: '2026-01-01T11', n: 0 },
    ]);
    await hours.markScanned(tenant, toCount);
    expect((await hours.findToScan(tenant)).map(({ hour }) => hour)).toEqual(['2026-01-01T11']);
    await hours.markSettled(tenant, await hours.findToSettle(tenant));
    expect(await hours.findToSettle(tenant)).toEqual([]);
    expect(await hours.range(tenant)).toEqual({ from: '2026-01-01T10', to: '2026-01-01T11' });
    expect(await hours.range(freshTenant())).toBeNull();
  });

  it('stores reports whole and lists them without their content', async () => {
    const tenant = freshTenant();
    await store.reports.upsert(tenant, aReport({ tenant }));
    await store.reports.upsert(tenant, aReport({ tenant, revision: 'r2' }));
    await store.reports.upsert(tenant, aReport({ tenant, reportId: 'weekly-2026-01-05', period: 'weekly' }));
    expect(await store.reports.findById(tenant, 'daily-2026-01-05')).toEqual(
      aReport({ tenant, revision: 'r2' }),
    );
    const page = await store.reports.findPage(tenant, { period: 'daily' }, { limit: 5 });
    const { content: _content, ...listed } = aReport({ tenant, revision: 'r2' });
    expect(page.items).toEqual([listed]);
  });

  it('pages users, the busiest first, ties in order of the id', async () => {
    const tenant = freshTenant();
    const users = ['a', 'b', 'c', 'd'].map((userId, i) =>
      aUser({ tenant, userId, nConversations: i < 2 ? 5 : i }),
    );
    await opened!.raw
      .db(server.database)
      .collection('user_analytics')
      .insertMany(users.map((user) => ({ ...user })));
    const first = await store.users.findPage(tenant, { limit: 3 });
    expect(first.items.map((u) => u.userId)).toEqual(['a', 'b', 'd']);
    const rest = await store.users.findPage(tenant, { limit: 3, cursor: first.nextCursor! });
    expect(rest.items.map((u) => u.userId)).toEqual(['c']);
    expect(await store.users.findById(tenant, 'a')).toEqual(users[0]);
  });

  it('pages users unhappiest first, only those of whom it is known, and seen last first', async () => {
    const tenant = freshTenant();
    const seen = (day: number): Date => new Date(`2025-03-0${day}T00:00:00Z`);
    const users = [
      aUser({ tenant, userId: 'a', meanSentiment: 0.2, lastSeenAt: seen(1) }),
      aUser({ tenant, userId: 'b', meanSentiment: -0.7, lastSeenAt: seen(3) }),
      aUser({ tenant, userId: 'c', meanSentiment: null, lastSeenAt: seen(2) }),
    ];
    await opened!.raw
      .db(server.database)
      .collection('user_analytics')
      .insertMany(users.map((user) => ({ ...user })));
    const first = await store.users.findPage(tenant, { limit: 1, order: 'unhappiest' });
    expect(first.items.map(({ userId }) => userId)).toEqual(['b']);
    const rest = await store.users.findPage(tenant, {
      limit: 3,
      order: 'unhappiest',
      cursor: first.nextCursor!,
    });
    expect(rest.items.map(({ userId }) => userId)).toEqual(['a']);
    const latest = await store.users.findPage(tenant, { limit: 3, order: 'latest' });
    expect(latest.items.map(({ userId }) => userId)).toEqual(['b', 'c', 'a']);
  });

  it('keeps one processing state a source', async () => {
    const tenant = freshTenant();
    const state = { tenant, source: 'nocodb', state: { lastId: 1, 'rows/s': 2 }, updatedAt: AT };
    await store.processingState.put(state);
    await store.processingState.put({ ...state, state: { lastId: 2 } });
    await store.processingState.put({ ...state, source: 'file' });
    expect((await store.processingState.findAll(tenant)).map((s) => [s.source, s.state])).toEqual([
      ['file', { lastId: 1, 'rows/s': 2 }],
      ['nocodb', { lastId: 2 }],
    ]);
  });

  it('follows an error from its first sighting to its resolution', async () => {
    const tenant = freshTenant();
    const error = aProcessingError({ tenant, message: '$literal text' });
    await store.processingErrors.upsertMany(tenant, [
      error,
      aProcessingError({ tenant, sourceRowId: '2', status: 'parked', nextRetryAt: null }),
    ]);
    const again = {
      ...error,
      attempts: 2,
      firstSeenAt: minutesAfter(5),
      lastSeenAt: minutesAfter(5),
      nextRetryAt: minutesAfter(10),
    };
    await store.processingErrors.upsertMany(tenant, [again]);
    expect(await store.processingErrors.findDue(tenant, 'nocodb', minutesAfter(9), 10)).toEqual([]);
    expect(await store.processingErrors.findDue(tenant, 'nocodb', minutesAfter(10), 10)).toEqual([
      { ...again, firstSeenAt: AT },
    ]);
    expect(await store.processingErrors.resolve(tenant, 'nocodb', ['1', 'none'], minutesAfter(11))).toBe(1);
    expect(await store.processingErrors.resolve(tenant, 'nocodb', ['1'], minutesAfter(12))).toBe(0);
    expect(await store.processingErrors.countByStatus(tenant)).toEqual({
      retrying: 0,
      parked: 1,
      resolved: 1,
    });
    const first = await store.processingErrors.findPage(tenant, {}, { limit: 1 });
    expect(first.items.map((e) => e.sourceRowId)).toEqual(['1']);
    const rest = await store.processingErrors.findPage(tenant, {}, { limit: 1, cursor: first.nextCursor! });
    expect(rest.items.map((e) => e.sourceRowId)).toEqual(['2']);
    expect(rest.items[0]).not.toHaveProperty('_id');
    expect(
      (await store.processingErrors.findPage(tenant, { status: 'parked' }, { limit: 5 })).items,
    ).toHaveLength(1);
  });

  it('replaces the counts of one tenant at once', async () => {
    const [tenant, other] = [freshTenant(), freshTenant()];
    await store.ledger.replaceAll(other, [aCount({ tenant: other })]);
    await store.ledger.replaceAll(tenant, [aCount({ tenant }), aCount({ tenant, stage: 'lake' })]);
    await Promise.all([
      store.ledger.replaceAll(tenant, [aCount({ tenant, count: 4 }), aCount({ tenant, date: '2026-01-06' })]),
      store.ledger.replaceAll(tenant, [aCount({ tenant, count: 4 }), aCount({ tenant, date: '2026-01-06' })]),
    ]);
    expect((await store.ledger.findAll(tenant)).map((e) => [e.date, e.count])).toEqual([
      ['2026-01-05', 4],
      ['2026-01-06', 3],
    ]);
    expect(
      await store.ledger.findAll(tenant, { from: '2026-01-06', to: '2026-01-06', source: 'nocodb' }),
    ).toHaveLength(1);
    expect(await store.ledger.findAll(other)).toHaveLength(1);
    await store.ledger.replaceAll(tenant, []);
    expect(await store.ledger.findAll(tenant)).toEqual([]);
  });

  it('pages faults and jobs whole, the newest first', async () => {
    const tenant = freshTenant();
    const at = (minutes: number) => new Date(AT.getTime() + minutes * 60_000);
    await store.errorGroups.add(tenant, [
      {
        ...{ tenant, service: 'lake', fingerprint: 'f-1', name: 'Error', code: null, message: 'no' },
        ...{ frames: [], count: 2, firstSeenAt: AT, lastSeenAt: AT, firstRelease: '1', lastRelease: '1' },
      },
    ]);
    expect((await store.errorGroups.findPage(tenant, { limit: 5 })).items).toMatchObject([
      { fingerprint: 'f-1', count: 2, message: 'no' },
    ]);
    for (const minutes of [0, 1, 2])
      await store.detectorJobs.insert(tenant, {
        ...{ tenant, jobId: `j-${minutes}`, kind: 'train', name: 'payments', version: null },
        ...{ state: 'waiting', training: null, result: null, error: null, attempts: 0, holder: null },
        data: { objectKey: 'k', fileName: 't.csv', sha256: '0'.repeat(64), sizeBytes: 1 },
        progress: { phase: 'waiting', share: 0, secondsLeft: null },
        ...{ leaseUntil: at(minutes), requestedBy: 'ana', requestedAt: at(minutes), endedAt: null },
      });
    const { items, nextCursor } = await store.detectorJobs.findPage(tenant, { limit: 2 });
    expect(items.map(({ jobId, name }) => [jobId, name])).toEqual([
      ['j-2', 'payments'],
      ['j-1', 'payments'],
    ]);
    const next = await store.detectorJobs.findPage(tenant, { limit: 2, cursor: nextCursor ?? '' });
    expect(next.items.map(({ jobId }) => jobId)).toEqual(['j-0']);
    const claim = { holder: 'h', now: at(1), leaseUntil: at(9) };
    const claimed = [1, 2, 3].map(() => store.detectorJobs.claim(tenant, claim));
    expect((await Promise.all(claimed)).map((job) => job?.jobId).toSorted()).toEqual([
      'j-0',
      'j-1',
      undefined,
    ]);
  });

  it('lets one of two writers of a snapshot win', async () => {
    const tenant = freshTenant();
    const value = { 'a.b': [1.5, null, { $x: 'y' }] };
    expect(await store.snapshots.get(tenant, 'anomaly', 'model')).toBeNull();
    expect(await store.snapshots.put(tenant, 'anomaly', 'model', value, 0)).toBe(true);
    expect(await store.snapshots.put(tenant, 'anomaly', 'model', 'other', 0)).toBe(false);
    expect(await store.snapshots.get(tenant, 'anomaly', 'model')).toEqual({ value, version: 1 });
    const both = await Promise.all(
      ['x', 'y'].map((v) => store.snapshots.put(tenant, 'anomaly', 'model', v, 1)),
    );
    expect(both.toSorted()).toEqual([false, true]);
    expect((await store.snapshots.get(tenant, 'anomaly', 'model'))?.version).toBe(2);
    expect(await store.snapshots.put(tenant, 'anomaly', 'model', 'z', 7)).toBe(false);
  });

  it('says yes when a write is repeated after its answer was lost', async () => {
    const tenant = freshTenant();
    expect(await store.snapshots.put(tenant, 'anomaly', 'model', { n: 1 }, 0)).toBe(true);
    expect(await store.snapshots.put(tenant, 'anomaly', 'model', { n: 1 }, 0)).toBe(true);
  });
});
