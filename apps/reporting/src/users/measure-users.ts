import type { AnalyticsRepository, UserAnalyticsDocument } from '@convoscope/store';

const MAX_TOPICS = 5;

type UserRow = Omit<
  UserAnalyticsDocument,
  'tenant' | 'userId' | 'topTopics' | 'updatedAt' | 'firstSeenAt' | 'lastSeenAt'
> & {
  _id: string;
  firstSeenAt: string;
  lastSeenAt: string;
};

const known = (field: string): object => ({
  $filter: { input: field, cond: { $ne: ['$$this', null] } },
});

/** What is known of some users from their live conversations; users without any are left out. */
export async function measureUsers(
  analytics: Pick<AnalyticsRepository, 'aggregate'>,
  tenant: string,
  userIds: readonly string[],
  updatedAt: Date,
): Promise<UserAnalyticsDocument[]> {
  const ofUsers = { $match: { userId: { $in: [...userIds] } } };
  const rows = await analytics.aggregate<UserRow>(tenant, [
    ofUsers,
    {
      $group: {
        _id: '$userId',
        nConversations: { $sum: 1 },
        nMessages: { $sum: '$nMessages' },
        firstSeenAt: { $min: '$startedAt' },
        lastSeenAt: { $max: '$endedAt' },
        languages: { $addToSet: '$language.code' },
        models: { $addToSet: '$model' },
        meanSentiment: { $avg: '$category.sentimentScore' },
        meanQuality: { $avg: '$category.quality' },
        nAnomalies: { $sum: { $cond: [{ $eq: ['$anomaly.isAnomalous', true] }, 1, 0] } },
      },
    },
    { $set: { languages: known('$languages'), models: known('$models') } },
  ]);
  const topics = await analytics.aggregate<{ _id: { userId: string; topic: string }; count: number }>(
    tenant,
    [
      ofUsers,
      { $match: { 'category.topic': { $ne: null } } },
      { $group: { _id: { userId: '$userId', topic: '$category.topic' }, count: { $sum: 1 } } },
      { $sort: { count: -1, '_id.topic': 1 } },
    ],
  );
  const byUser = Map.groupBy(topics, ({ _id }) => _id.userId);
  return rows.map(({ _id: userId, ...row }) => ({
    ...{ ...row, tenant, userId, updatedAt },
    firstSeenAt: new Date(row.firstSeenAt),
    lastSeenAt: new Date(row.lastSeenAt),
    languages: row.languages.toSorted(),
    models: row.models.toSorted(),
    topTopics: (byUser.get(userId) ?? [])
      .slice(0, MAX_TOPICS)
      .map(({ _id, count }) => ({ topic: _id.topic, count })),
  }));
}
