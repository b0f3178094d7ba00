import type { mongo } from 'mongoose';

/**
 * Marks every hour that has a scored conversation, so that it is counted and looked at; and withdraws the findings of single days and
 * metrics, which incidents have taken the place of.
 */
export async function fillMetricHours(db: mongo.Db): Promise<void> {
  const hour = {
    ...{ version: { $literal: 1 }, n: { $literal: 0 }, slices: { $literal: [] } },
    ...{
      needsCounting: { $literal: true },
      needsScan: { $literal: true },
      needsSettling: { $literal: true },
    },
    changedAt: '$$NOW',
  };
  await db.collection('metric_hours').createIndex({ tenant: 1, hour: 1 }, { name: 'by_hour', unique: true });
  await db
    .collection('conversation_scores')
    .aggregate([
      { $match: { startedAt: { $type: 'string' } } },
      { $group: { _id: { tenant: '$tenant', hour: { $substrBytes: ['$startedAt', 0, 13] } } } },
      {
        $project: {
          ...{ _id: 0, tenant: '$_id.tenant', hour: '$_id.hour' },
          ...{ date: { $substrBytes: ['$_id.hour', 0, 10] }, ...hour },
        },
      },
      { $merge: { into: 'metric_hours', on: ['tenant', 'hour'], whenMatched: 'keepExisting' } },
    ])
    .toArray();
  await db.collection('anomalies').updateMany({ kind: 'metric' }, { $set: { isWithdrawn: true } });
}
