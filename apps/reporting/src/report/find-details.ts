import { LEDGER_STAGES, type AnomalyDocument, type Store } from '@convoscope/store';
import { rounded } from './estimates.ts';
import type { LedgerState, MetricAnomaly, ReportUser, UnusualConversation } from './report-content.ts';
import type { DayRange } from './report-period.ts';

const MAX_USERS = 10;
const MAX_UNUSUAL = 8;
const MAX_ANOMALIES = 200;

/** The users with the most conversations, and how many were seen for the first time. */
export async function findUsers(
  { analytics }: Pick<Store, 'analytics'>,
  tenant: string,
  { from, to }: DayRange,
): Promise<{ users: ReportUser[]; nNewUsers: number }> {
  const users = await analytics.aggregate<Omit<ReportUser, 'userId'> & { _id: string }>(tenant, [
    { $match: { date: { $gte: from, $lte: to }, userId: { $ne: null } } },
    {
      $group: {
        _id: '$userId',
        nConversations: { $sum: 1 },
        sentiment: { $avg: '$category.sentimentScore' },
        nAnomalous: { $sum: { $cond: [{ $eq: ['$anomaly.isAnomalous', true] }, 1, 0] } },
      },
    },
    { $sort: { nConversations: -1, _id: 1 } },
    { $limit: MAX_USERS },
  ]);
  const [found] = await analytics.aggregate<{ n: number }>(tenant, [
    { $match: { date: { $lte: to }, userId: { $ne: null } } },
    { $group: { _id: '$userId', first: { $min: '$date' } } },
    { $match: { first: { $gte: from } } },
    { $count: 'n' },
  ]);
  return {
    users: users.map(({ _id, sentiment, ...rest }) => ({
      userId: _id,
      ...rest,
      sentiment: sentiment === null ? null : rounded(sentiment),
    })),
    nNewUsers: found?.n ?? 0,
  };
}

/** Unusual days and slices found within the range, by day, the strongest first. */
export async function findMetricAnomalies(
  { anomalies }: Pick<Store, 'anomalies'>,
  tenant: string,
  range: DayRange,
): Promise<MetricAnomaly[]> {
  const { items } = await anomalies.findPage(tenant, { ...range, kind: 'metric' }, { limit: MAX_ANOMALIES });
  return items
    .map(({ anomalyId, detectedFor, metric, group, severity, observed, expected, score, explanation }) => ({
      ...{ anomalyId, date: detectedFor.slice(0, 10), metric, group, severity },
      ...{ observed: rounded(observed), expected: expected === null ? null : rounded(expected) },
      ...{ score: rounded(score), explanation },
    }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        (a.date < b.date ? -1 : a.date > b.date ? 1 : a.anomalyId < b.anomalyId ? -1 : 1),
    );
}

type UnusualRow = Omit<UnusualConversation, 'explanation'> & { topFeature: string | null };

/** The conversations with the highest scores, with the sentence that the anomaly service found for each. */
export async function findUnusual(
  { analytics, anomalies }: Pick<Store, 'analytics' | 'anomalies'>,
  tenant: string,
  range: DayRange,
): Promise<UnusualConversation[]> {
  const rows = await analytics.aggregate<UnusualRow>(tenant, [
    { $match: { date: { $gte: range.from, $lte: range.to }, 'anomaly.isAnomalous': true } },
    { $sort: { 'anomaly.score': -1, conversationId: 1 } },
    { $limit: MAX_UNUSUAL },
    {
      $project: {
        ...{ _id: 0, conversationId: 1, title: 1, date: 1, model: 1 },
        topic: { $ifNull: ['$category.topic', null] },
        score: '$anomaly.score',
        topFeature: { $ifNull: ['$anomaly.topFeature', null] },
      },
    },
  ]);
  const { items } = await anomalies.findPage(
    tenant,
    { ...range, kind: 'conversation' },
    { limit: MAX_ANOMALIES },
  );
  return rows.map(({ topFeature, score, ...row }) => ({
    ...row,
    score: rounded(score),
    explanation:
      explanationOf(items, row.conversationId) ?? (topFeature === null ? '' : `Unusual ${topFeature}.`),
  }));
}

const explanationOf = (items: readonly AnomalyDocument[], conversationId: string): string | undefined =>
  items.find(({ exampleConversationIds }) => exampleConversationIds.includes(conversationId))?.explanation;

/** What the last reconciliation counted for the days of the report. */
export async function findLedgerState(
  { ledger }: Pick<Store, 'ledger'>,
  tenant: string,
  range: DayRange,
): Promise<LedgerState> {
  const entries = await ledger.findAll(tenant, { from: range.from, to: range.to });
  const present = LEDGER_STAGES.filter((stage) => entries.some((entry) => entry.stage === stage));
  const fingerprint = (stage: string): string =>
    entries
      .filter((entry) => entry.stage === stage)
      .map(({ source, date, count, hash }) => `${source}|${date}|${count}|${hash}`)
      .sort()
      .join('\n');
  const stages = present.map((stage) => ({
    stage,
    count: entries.filter((entry) => entry.stage === stage).reduce((sum, { count }) => sum + count, 0),
    isEqual: fingerprint(stage) === fingerprint(present[0] ?? ''),
  }));
  return { stages };
}
