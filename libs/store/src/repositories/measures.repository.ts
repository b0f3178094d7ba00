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
import { LONG_READ_MS, type CollectionAccess } from '../mongo/collection-access.ts';
import { withinTimeLimit } from '../mongo/store-error.ts';
import { inTransaction, readAll, type Transaction } from '../mongo/transaction.ts';
import type { ActiveUser, MeasuresRepository } from '../store.ts';

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
  ...{ 'category.outcome': 1, 'category.signals': 1, 'category.meanLatencySeconds': 1 },
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

const userHourKey = ({ at, userId }: UserHour): string => `${at} ${userId}`;

/** Which user hours are another than they were: to be written, and to be removed. */
function compareUserHours(
  before: readonly UserHour[],
  after: readonly UserHour[],
): { written: UserHour[]; removed: UserHour[] } {
  const known = new Map(before.map((one) => [userHourKey(one), JSON.stringify(one)]));
  const present = new Set(after.map(userHourKey));
  return {
    written: after.filter((one) => known.get(userHourKey(one)) !== JSON.stringify(one)),
    removed: before.filter((one) => !present.has(userHourKey(one))),
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

type Rewrite = Parameters<MeasuresRepository['rewriteDay']>[2];

/** Measures hours of a day anew: their rows, and which users did something else in them than is stored. */
async function measureHours(
  collections: MeasureCollections,
  transaction: Transaction,
  tenant: string,
  hours: readonly string[],
  measureHour: Rewrite['measureHour'],
): Promise<{ rows: MeasureRow[]; written: UserHour[]; removed: UserHour[] }> {
  const measured: ReturnType<Rewrite['measureHour']>[] = [];
  for (const hour of hours) {
    const query = analyticsQueries.ofHour(tenant, hour);
    measured.push(
      measureHour(
        hour,
        await readAll<MeasuredConversation>(collections.analytics, transaction, query, MEASURED_FIELDS),
      ),
    );
  }
  const query = userHourQueries.ofHours(tenant, hours);
  const known = await readAll<UserHour>(collections.userHours, transaction, query, USER_HOUR_FIELDS);
  const users = measured.flatMap((one) => one.users).map(inOrder);
  return { rows: measured.flatMap((one) => one.measures), ...compareUserHours(known.map(inOrder), users) };
}

async function writeUserHours(
  { userHours }: MeasureCollections,
  { session }: Transaction,
  tenant: string,
  { written, removed }: { written: readonly UserHour[]; removed: readonly UserHour[] },
): Promise<void> {
  const keyOf = ({ at, userId }: UserHour): mongo.Document => ({ tenant, at, userId });
  const writes: mongo.AnyBulkWriteOperation<mongo.Document>[] = [
    ...written.map((one) => ({
      replaceOne: { filter: keyOf(one), replacement: { tenant, ...one }, upsert: true },
    })),
    ...removed.map((one) => ({ deleteOne: { filter: keyOf(one) } })),
  ];
  if (writes.length > 0) await userHours.native.bulkWrite(writes, { session, ordered: false });
}

async function rewriteDay(
  collections: MeasureCollections,
  transaction: Transaction,
  tenant: string,
  { day, hours }: { day: string; hours: readonly string[] },
  { measureHour, mergeDay }: Rewrite,
): Promise<void> {
  const { session } = transaction;
  const taken = await marksOf(collections, transaction, tenant, 'hour', hours);
  const changed = await measureHours(collections, transaction, tenant, hours, measureHour);
  const query = measureQueries.ofBucket(tenant, 'hour', day);
  const others = (await readAll<Bucket>(collections.measures, transaction, query)).filter(
    ({ at }) => !hours.includes(at),
  );
  const parts = [...toRows('hour', others), ...changed.rows].sort(byTime);
  const byHour = Map.groupBy(changed.rows, ({ at }) => at);
  const writes = [
    ...hours.flatMap((hour) => toBucketWrites(tenant, 'hour', hour, byHour.get(hour) ?? [])),
    ...toBucketWrites(tenant, 'day', day, mergeDay(parts)),
  ];
  await collections.measures.native.bulkWrite(writes, { session, ordered: false });
  await writeUserHours(collections, transaction, tenant, changed);
  const userIds = [...changed.written, ...changed.removed].map(({ userId }) => userId);
  await passOn(collections, transaction, tenant, taken, [
    { kind: 'month', keys: [day.slice(0, 7)] },
    { kind: 'user', keys: [...new Set(userIds)] },
  ]);
}

const byTime = (a: { at: string }, b: { at: string }): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

async function rewriteMonth(
  collections: MeasureCollections,
  transaction: Transaction,
  tenant: string,
  month: string,
  merge: Parameters<MeasuresRepository['rewriteMonth']>[2],
): Promise<void> {
  const { session } = transaction;
  const taken = await marksOf(collections, transaction, tenant, 'month', [month]);
  const days = await readAll<Bucket>(
    collections.measures,
    transaction,
    measureQueries.ofBucket(tenant, 'day', month),
  );
  const writes = toBucketWrites(tenant, 'month', month, merge(toRows('day', days.sort(byTime))));
  await collections.measures.native.bulkWrite(writes, { session, ordered: false });
  await passOn(collections, transaction, tenant, taken, []);
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

const DISTRIBUTIONS = ['latencySeconds', 'durationSeconds', 'turns', 'characters'] as const;
const WITHOUT_SKETCHES = {
  'rows.users': 0,
  'rows.topUsers': 0,
  ...Object.fromEntries(DISTRIBUTIONS.map((name) => [`rows.${name}.histogram`, 0 as const])),
} as const;

/** A user sketch of nobody. */
const NOBODY = 'e';

const withEmptySketches = (row: MeasureRow): MeasureRow => ({
  ...row,
  users: NOBODY,
  ...Object.fromEntries(DISTRIBUTIONS.map((name) => [name, { ...row[name], histogram: [] }])),
});

const SUM_OF_USER = [
  {
    $group: {
      _id: '$userId',
      nConversations: { $sum: '$nConversations' },
      nAnomalous: { $sum: '$nAnomalies' },
      n: { $sum: '$sentiment.n' },
      sum: { $sum: '$sentiment.sum' },
    },
  },
  { $sort: { nConversations: -1, _id: 1 } },
  {
    $project: {
      ...{ _id: 0, userId: '$_id', nConversations: 1, nAnomalous: 1 },
      sentiment: { $cond: [{ $eq: ['$n', 0] }, null, { $divide: ['$sum', '$n'] }] },
    },
  },
];

/** `measures`, with the marks that say what of them is to be measured anew and the user hours that users are summed from. */
export function createMeasuresRepository(collections: MeasureCollections): MeasuresRepository {
  const { measures, marks, analytics, userHours } = collections;
  return {
    read: async (query) => {
      const options = query.isLight === true ? { projection: WITHOUT_SKETCHES } : {};
      const buckets = await measures.find<Bucket>('read', measureQueries.inOrder(query), options);
      const rows = toRows(query.granularity, buckets);
      return query.isLight === true ? rows.map(withEmptySketches) : rows;
    },
    mark: async (tenant, kind, keys) => {
      const documents = [...new Set(keys)].map((key) => ({ tenant, kind, key }));
      if (documents.length > 0)
        await marks.run('mark', () => marks.native.insertMany(documents, { ordered: false }));
    },
    findMarkedTenants: async () =>
      marks.run('findMarkedTenants', async () => (await marks.native.distinct('tenant')).map(String)),
    findMarked: async (tenant, kind) => findMarked(collections, tenant, kind),
    rewriteDay: async (tenant, bucket, rewrite) =>
      inTransaction(measures, 'rewriteDay', (transaction) =>
        rewriteDay(collections, transaction, tenant, bucket, rewrite),
      ),
    rewriteMonth: async (tenant, month, merge) =>
      inTransaction(measures, 'rewriteMonth', (transaction) =>
        rewriteMonth(collections, transaction, tenant, month, merge),
      ),
    rewriteUsers: async (tenant, userIds, merge) =>
      inTransaction(measures, 'rewriteUsers', (transaction) =>
        rewriteUsers(collections, transaction, tenant, userIds, merge),
      ),
    markEverything: async (tenant) => {
      const toHours = (hour: unknown): mongo.Document[] => [
        { $group: { _id: hour } },
        ...toMarks(tenant, 'hour', marks),
      ];
      const ofTenant = { $match: { tenant } };
      await aggregate(analytics, 'markEverything', [
        { $match: { tenant, isLive: true } },
        ...toHours({ $substrCP: ['$startedAt', 0, 13] }),
      ]);
      await aggregate(measures, 'markEverything', [
        { $match: { tenant, granularity: 'hour', dimension: 'all' } },
        ...toHours('$at'),
      ]);
      await aggregate(userHours, 'markEverything', [
        ofTenant,
        { $group: { _id: '$userId' } },
        ...toMarks(tenant, 'user', marks),
      ]);
    },
    sumOfUsers: async (tenant, range, userIds) => {
      if (userIds.length === 0) return [];
      const { filter, index } = userHourQueries.ofUsersIn(tenant, userIds, range);
      const pipeline = [{ $match: filter }, ...SUM_OF_USER];
      return aggregate<ActiveUser>(userHours, 'sumOfUsers', pipeline, index);
    },
  };
}

/** Groups as marks; the database inserts them, with ids of their own. */
const toMarks = (tenant: string, kind: MarkKind, { name }: CollectionAccess): mongo.Document[] => [
  { $project: { _id: 0, tenant: { $literal: tenant }, kind: { $literal: kind }, key: '$_id' } },
  { $merge: { into: name } },
];

const aggregate = <T extends object>(
  access: CollectionAccess,
  operation: string,
  pipeline: mongo.Document[],
  hint?: string,
): Promise<T[]> =>
  access.run(
    operation,
    () =>
      withinTimeLimit(LONG_READ_MS, (limit) =>
        access.native
          .aggregate<T>(pipeline, { allowDiskUse: true, ...limit, ...(hint !== undefined && { hint }) })
          .toArray(),
      ),
    LONG_READ_MS,
  );
