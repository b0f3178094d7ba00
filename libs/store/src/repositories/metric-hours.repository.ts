import { metricHourQueries } from '../collections/metric-hours.ts';
import type { MetricHourDocument } from '../documents.ts';
import type { NamedQuery } from '../collections/collection-spec.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { scalar } from '../mongo/scalar.ts';
import type { ChangedHour, HourVersion, MetricHoursRepository } from '../store.ts';

const NEW_HOUR = { n: 0, slices: [] };

/** `metric_hours`. */
export function createMetricHoursRepository(access: CollectionAccess): MetricHoursRepository {
  const changed = (operation: string, query: NamedQuery): Promise<ChangedHour[]> =>
    access.find(operation, query, { projection: { hour: 1, version: 1, changedAt: 1 } });
  /** Clears a flag of hours that are still at the version that was worked on. */
  const clear = async (tenant: string, hours: readonly HourVersion[], flag: string): Promise<void> => {
    if (hours.length === 0) return;
    const operations = hours.map(({ hour, version }) => ({
      updateOne: { filter: { tenant, hour, version }, update: { $set: { [flag]: false } } },
    }));
    await access.run(`clear ${flag}`, () => access.native.bulkWrite(operations, { ordered: false }));
  };
  return {
    touch: async (tenant, hours, at) => {
      scalar(tenant, 'tenant');
      const flags = { needsCounting: true, needsScan: true, needsSettling: true };
      const operations = [...new Set(hours)].map((hour) => ({
        updateOne: {
          filter: { tenant, hour: scalar(hour, 'hour') },
          update: {
            ...{ $inc: { version: 1 }, $set: { ...flags, changedAt: at } },
            $setOnInsert: { ...NEW_HOUR, date: hour.slice(0, 10) },
          },
          upsert: true,
        },
      }));
      if (operations.length > 0)
        await access.run('touch', () => access.native.bulkWrite(operations, { ordered: false }));
    },
    findToCount: async (tenant) => changed('findToCount', metricHourQueries.toCount(tenant)),
    findToScan: async (tenant) => changed('findToScan', metricHourQueries.toScan(tenant)),
    findToSettle: async (tenant) => changed('findToSettle', metricHourQueries.toSettle(tenant)),
    putCounts: async (tenant, { hour, version, n, slices }) =>
      access.run('putCounts', async () => {
        const update = { $set: { n, slices, needsCounting: false } };
        await access.native.updateOne({ tenant, hour, version }, update);
      }),
    markScanned: async (tenant, hours) => clear(tenant, hours, 'needsScan'),
    markSettled: async (tenant, hours) => clear(tenant, hours, 'needsSettling'),
    versionsBetween: async (tenant, from, to) =>
      access.find('versionsBetween', metricHourQueries.between(tenant, from, to), {
        projection: { hour: 1, version: 1 },
      }),
    sizesBetween: async (tenant, from, to) =>
      access.find('sizesBetween', metricHourQueries.between(tenant, from, to), {
        projection: { hour: 1, n: 1 },
      }),
    findByHours: async (tenant, hours) =>
      access.find<MetricHourDocument>('findByHours', metricHourQueries.byHours(tenant, hours)),
    range: async (tenant) => {
      const projection = { hour: 1 } as const;
      const [last] = await access.find<{ hour: string }>('range', metricHourQueries.last(tenant), {
        ...{ limit: 1, projection },
      });
      const [first] = await access.find<{ hour: string }>(
        'range',
        metricHourQueries.between(tenant, '', '9'),
        { limit: 1, projection },
      );
      return first && last ? { from: first.hour, to: last.hour } : null;
    },
  };
}
