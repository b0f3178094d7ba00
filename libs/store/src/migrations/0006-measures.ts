import type { mongo } from 'mongoose';

/** What stands there was never measured: its hours are marked, and measured by the service that keeps measures. */
export async function markEveryHour(db: mongo.Db): Promise<void> {
  const everyHour = [
    { $match: { isLive: true } },
    { $group: { _id: { tenant: '$tenant', key: { $substrCP: ['$startedAt', 0, 13] } } } },
    {
      $project: {
        _id: { $concat: ['0006 ', '$_id.tenant', ' ', '$_id.key'] },
        tenant: '$_id.tenant',
        key: '$_id.key',
      },
    },
    { $set: { kind: 'hour' } },
    { $merge: { into: 'measure_marks' } },
  ];
  await db.collection('conversation_analytics').aggregate(everyHour, { allowDiskUse: true }).toArray();
}

export async function clearMeasures(db: mongo.Db): Promise<void> {
  for (const name of ['measures', 'measure_marks', 'user_hours']) await db.collection(name).deleteMany({});
}
