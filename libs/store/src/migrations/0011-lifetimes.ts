import type { mongo } from 'mongoose';

/** What failed before failed deliveries had an end gets one, counted from now: nobody loses what could still be retried today. */
export async function expireFailedDeliveries(db: mongo.Db): Promise<void> {
  const inThirtyDays = { $dateAdd: { startDate: '$$NOW', unit: 'day', amount: 30 } };
  await db
    .collection('webhook_deliveries')
    .updateMany({ status: { $in: ['failed', 'disabled'] }, expireAt: null }, [
      { $set: { expireAt: inThirtyDays } },
    ]);
}
