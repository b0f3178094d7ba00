import type { mongo } from 'mongoose';
import { markEveryHour } from './0006-measures.ts';

/** Hours are measured anew: they say who was most active. Every day is compared once: nobody has marked what changed until now. */
export async function markEverything(db: mongo.Db): Promise<void> {
  await markEveryHour(db);
  await markEveryDay(db);
}

async function markEveryDay(db: mongo.Db): Promise<void> {
  await db.collection('ledger_marks').createIndex({ tenant: 1, date: 1 }, { name: 'by_date', unique: true });
  await db
    .collection('conversation_analytics')
    .aggregate([
      { $match: { startedAt: { $type: 'string' } } },
      { $group: { _id: { tenant: '$tenant', date: { $substrBytes: ['$startedAt', 0, 10] } } } },
      {
        $project: {
          ...{ _id: 0, tenant: '$_id.tenant', date: '$_id.date' },
          ...{ token: { $literal: 'migration' }, markedAt: '$$NOW' },
        },
      },
      { $merge: { into: 'ledger_marks', on: ['tenant', 'date'], whenMatched: 'keepExisting' } },
    ])
    .toArray();
}
