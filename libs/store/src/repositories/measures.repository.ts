import { mongo } from 'mongoose';
import { analyticsQueries } from '../collections/conversation-analytics.ts';
import { markQueries, type MarkKind } from '../collections/measure-marks.ts';
import { measureQueries } from '../collections/measures.ts';
import { userQueries } from '../collections/user-analytics.ts';
import { userHourQueries } from '../collections/user-hours.ts';
import type { UserAnalyticsDocument } from '../documents.ts';
import {
  MEASURE_DIMENSIONS,
  type MeasuredConversation,
  type MeasureGranularity,
  type MeasureRow,
  type UserHour,
} from '../measures.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { inTransaction, readAll, type Transaction } from '../mongo/transaction.ts';
import type { ActiveUsers, MeasuresRepository } from '../store.ts';

export interface MeasureCollections {
  measures: CollectionAccess;
  marks: CollectionAccess;
  userHours: CollectionAccess;
  users: CollectionAccess;
  analytics: CollectionAccess;
}

/** Marks looked at in one go; more of one bucket are found again in the next. */
const MAX_MARKS = 20_000;

const MEASURED_FIELDS = {
  ...{ _id: 0, conversationId: 1, source: 1, startedAt: 1, endedAt: 1, userId: 1, model: 1 },
  ...{ nMessages: 1, nUserMessages: 1, nCharacters: 1, durationSeconds: 1 },
  ...{ 'language.code': 1, 'language.translationStatus': 1, 'anomaly.isAnomalous': 1 },
  ...{ 'category.topic': 1, 'category.intent': 1, 'category.sentiment': 1, 'category.sentimentScore': 1 },
  ...{ 'category.quality': 1, 'category.qualityIssues': 1, 'category.nErrors': 1, 'category.nAnswers': 1 },
  'category.meanLatencySeconds': 1,
} as const;

interface Bucket {
  at: string;
  dimension: string;
  rows: Omit<MeasureRow, 'granularity' | 'at' | 'dimension'>[];
}

const toRows = (granularity: MeasureGranularity, buckets: readonly Bucket[]): MeasureRow[] =>
  buckets.flatMap(({ at, dimension, rows }) =>
    rows.map((row) => ({ ...row, granularity, at, dimension: dimension as MeasureRow['dimension'] })),
  );

/** One document a dimension, also where it has no rows: what was there before must not stay. */
function toBucketWrites(
  tenant: string,
  granularity: MeasureGranularity,
  at: string,
  rows: readonly MeasureRow[],
): mongo.AnyBulkWriteOperation<mongo.Document>[] {
  const written = new mongo.ObjectId().toHexString();
  const byDimension = Map.groupBy(rows, (row) => row.dimension);
  return MEASURE_DIMENSIONS.map((dimension) => {
    const key = { tenant, granularity, at, dimension };
    const ofDimension = byDimension.get(dimension) ?? [];
    const replacement = {
      ...key,
      rows: ofDimension.map(({ granularity: _g, at: _at, dimension: _d, ...row }) => row),
      written,
    };
    return { replaceOne: { filter: key, replacement, upsert: true } };
  });
}

/** Takes the marks of the buckets away and leaves marks on what is summed from them. */
async function passOn(
  { marks }: MeasureCollections,
  { session }: Transaction,
  tenant: string,
  taken: readonly mongo.Document[],
  next: readonly { kind: MarkKind; keys: readonly string[] }[],
): Promise<void> {
  await marks.native.deleteMany(
    { _id: { $in: taken.map((mark) => mark['_id'] as mongo.ObjectId) } },
    { session },
  );
  const documents = next.flatMap(({ kind, keys }) => keys.map((key) => ({ tenant, kind, key })));
  if (documents.length > 0) await marks.native.insertMany(documents, { session, ordered: false });
}

const marksOf = (
  { marks }: MeasureCollections,
  transaction: Transaction,
  tenant: string,
  kind: MarkKind,
  keys: readonly string[],
): Promise<mongo.Document[]> =>
  readAll(marks, transaction, markQueries.ofKeys(tenant, kind, keys), { _id: 1 });

/** Which user hours are another than they were: to be written, and to be removed. */
function compareUserHours(
  before: readonly UserHour[],
  after: readonly UserHour[],
): { written: UserHour[]; removed: string[] } {
  const known = new Map(before.map((one) => [one.userId, JSON.stringify(one)]));
  const present = new Set(after.map(({ userId }) => userId));
  return {
    written: after.filter((one) => known.get(one.userId) !== JSON.stringify(one)),
    removed: before.map(({ userId }) => userId).filter((userId) => !present.has(userId)),
  };
}

const USER_HOUR_FIELDS = {
  ...{
    _id: 0,
    userId: 1,
    at: 1,
    nConversations: 1,
    nMessages: 1,
    nAnomalies: 1,
    firstSeenAt: 1,
    lastSeenAt: 1,
  },
  ...{ sentiment: 1, quality: 1, topics: 1, languages: 1, models: 1 },
} as const;

/** The same fields in the same order, so that two of them compare as text. */
const inOrder = (one: UserHour): UserHour => ({
  ...{ userId: one.userId, at: one.at, nConversations: one.nConversations, nMessages: one.nMessages },
  ...{ nAnomalies: one.nAnomalies, firstSeenAt: one.firstSeenAt, lastSeenAt: one.lastSeenAt },
  ...{ sentiment: one.sentiment, quality: one.quality, topics: one.topics },
  ...{ languages: one.languages, models: one.models },
});

async function rewriteHour(
  collections: MeasureCollections,
  transaction: Transaction,
  tenant: string,
  hour: string,
  measure: Parameters<MeasuresRepository['rewriteHour']>[2],
): Promise<void> {
  const { session } = transaction;
  const taken = await marksOf(collections, transaction, tenant, 'hour', [hour]);
  const query = analyticsQueries.ofHour(tenant, hour);
  const rows = await readAll<MeasuredConversation>(
    collections.analytics,
    transaction,
    query,
    MEASURED_FIELDS,
  );
  const { measures, users } = measure(rows);
  const known = await readAll<UserHour>(
    collections.userHours,
    transaction,
    userHourQueries.ofHour(tenant, hour),
    USER_HOUR_FIELDS,
  );
  const { written, removed } = compareUserHours(known.map(inOrder), users.map(inOrder));
  await collections.measures.native.bulkWrite(toBucketWrites(tenant, 'hour', hour, measures), { session });
  const userWrites: mongo.AnyBulkWriteOperation<mongo.Document>[] = [
    ...written.map((one) => ({
      replaceOne: {
        filter: { tenant, at: hour, userId: one.userId },
        replacement: { tenant, ...one },
        upsert: true,
      },
    })),
    ...removed.map((userId) => ({ deleteOne: { filter: { tenant, at: hour, userId } } })),
  ];
  if (userWrites.length > 0) await collections.userHours.native.bulkWrite(userWrites, { session });
  const changed = [...written.map(({ userId }) => userId), ...removed];
  await passOn(collections, transaction, tenant, taken, [
    { kind: 'day', keys: [hour.slice(0, 10)] },
    { kind: 'user', keys: changed },
  ]);
}

const PARTS = { day: 'hour', month: 'day' } as const;

async function rewriteSum(
  collections: MeasureCollections,
  transaction: Transaction,
  tenant: string,
  { granularity, at }: { granularity: 'day' | 'month'; at: string },
  merge: Parameters<MeasuresRepository['rewriteSum']>[2],
): Promise<void> {
  const { session } = transaction;
  const taken = await marksOf(collections, transaction, tenant, granularity, [at]);
  const part = PARTS[granularity];
  const query = measureQueries.ofBucket(tenant, part, at);
  const buckets = await readAll<Bucket>(collections.measures, transaction, query);
  const rows = merge(
    toRows(
      part,
      buckets.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    ),
  );
  await collections.measures.native.bulkWrite(toBucketWrites(tenant, granularity, at, rows), { session });
  const next = granularity === 'day' ? [{ kind: 'month' as const, keys: [at.slice(0, 7)] }] : [];
  await passOn(collections, transaction, tenant, taken, next);
}

/** What is left of a user without conversations. */
const NOTHING = {
  ...{ nConversations: 0, nMessages: 0, topTopics: [], languages: [], models: [] },
  ...{ meanSentiment: null, meanQuality: null, nAnomalies: 0 },
};

async function rewriteUsers(
  collections: MeasureCollections,
  transaction: Transaction,
  tenant: string,
  userIds: readonly string[],
  merge: Parameters<MeasuresRepository['rewriteUsers']>[2],
): Promise<void> {
  const { session } = transaction;
  const taken = await marksOf(collections, transaction, tenant, 'user', userIds);
  const query = userHourQueries.ofUsers(tenant, userIds);
  const hours = await readAll<UserHour>(collections.userHours, transaction, query, USER_HOUR_FIELDS);
  const byUser = Map.groupBy(hours, ({ userId }) => userId);
  const written = new mongo.ObjectId().toHexString();
  const writes = userIds.map((userId): mongo.AnyBulkWriteOperation<mongo.Document> => {
    const { filter } = userQueries.byId(tenant, userId);
    const ofUser = byUser.get(userId);
    if (ofUser === undefined)
      return { updateOne: { filter, update: { $set: { ...NOTHING, written, updatedAt: new Date() } } } };
    const replacement: UserAnalyticsDocument = { ...merge(userId, ofUser), tenant };
    return { replaceOne: { filter, replacement: { ...replacement, written }, upsert: true } };
  });
  await collections.users.native.bulkWrite(writes, { session });
  await passOn(collections, transaction, tenant, taken, []);
}

/** Bucket names that carry a mark, each once; reads the index alone. */
async function findMarked({ marks }: MeasureCollections, tenant: string, kind: MarkKind): Promise<string[]> {
  const found = await marks.find<{ key: string }>('findMarked', markQueries.ofKind(tenant, kind), {
    limit: MAX_MARKS,
    projection: { key: 1 },
  });
  return [...new Set(found.map(({ key }) => key))];
}

const BOUNDED = { allowDiskUse: true, maxTimeMS: 120_000 } as const;

const ACTIVE_USERS = [
  {
    $group: {
      _id: '$userId',
      nConversations: { $sum: '$nConversations' },
      nAnomalous: { $sum: '$nAnomalies' },
      n: { $sum: '$sentiment.n' },
      sum: { $sum: '$sentiment.sum' },
    },
  },
];

const toActiveUsers = (limit: number): mongo.Document => ({
  total: [{ $count: 'n' }],
  users: [
    { $sort: { nConversations: -1, _id: 1 } },
    { $limit: limit },
    {
      $project: {
        ...{ _id: 0, userId: '$_id', nConversations: 1, nAnomalous: 1 },
        sentiment: { $cond: [{ $eq: ['$n', 0] }, null, { $divide: ['$sum', '$n'] }] },
      },
    },
  ],
});

/** `measures`, with the marks that say what of them is to be measured anew and the user hours that users are summed from. */
export function createMeasuresRepository(collections: MeasureCollections): MeasuresRepository {
  const { measures, marks, analytics, userHours } = collections;
  return {
    read: async (query) => {
      const buckets = await measures.find<Bucket>('read', measureQueries.inOrder(query));
      return toRows(query.granularity, buckets);
    },
    mark: async (tenant, kind, keys) => {
      const documents = [...new Set(keys)].map((key) => ({ tenant, kind, key }));
      if (documents.length > 0)
        await marks.run('mark', () => marks.native.insertMany(documents, { ordered: false }));
    },
    findMarkedTenants: async () =>
      marks.run('findMarkedTenants', async () => (await marks.native.distinct('tenant')).map(String)),
    findMarked: async (tenant, kind) => findMarked(collections, tenant, kind),
    rewriteHour: async (tenant, hour, measure) =>
      inTransaction(measures, 'rewriteHour', (transaction) =>
        rewriteHour(collections, transaction, tenant, hour, measure),
      ),
    rewriteSum: async (tenant, bucket, merge) =>
      inTransaction(measures, 'rewriteSum', (transaction) =>
        rewriteSum(collections, transaction, tenant, bucket, merge),
      ),
    rewriteUsers: async (tenant, userIds, merge) =>
      inTransaction(measures, 'rewriteUsers', (transaction) =>
        rewriteUsers(collections, transaction, tenant, userIds, merge),
      ),
    findHours: async (tenant) => {
      const found = await analytics.run('findHours', () =>
        analytics.native
          .aggregate<{ _id: string }>(
            [{ $match: { tenant, isLive: true } }, { $group: { _id: { $substrCP: ['$startedAt', 0, 13] } } }],
            BOUNDED,
          )
          .toArray(),
      );
      return found.map(({ _id }) => _id).sort();
    },
    activeUsers: async (tenant, range, limit) => {
      const { filter } = userHourQueries.ofDays(tenant, range);
      const pipeline = [{ $match: filter }, ...ACTIVE_USERS, { $facet: toActiveUsers(limit) }];
      const [found] = await userHours.run('activeUsers', () =>
        userHours.native
          .aggregate<{ users: ActiveUsers['users']; total: { n: number }[] }>(pipeline, BOUNDED)
          .toArray(),
      );
      return { users: found?.users ?? [], nUsers: found?.total[0]?.n ?? 0 };
    },
  };
}
