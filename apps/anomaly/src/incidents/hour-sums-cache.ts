import type { MetricHoursRepository } from '@convoscope/store';
import { toHourlySums } from './count-hours.ts';
import type { HourlySums } from './timeline.ts';

const HOURS_A_REQUEST = 500;
/** Hours that are kept: a third of a year. */
const MOST_HOURS = 3000;

/** Stored sums of hours. */
export interface HourSums {
  /** Those between two hours (both included), with the version of each. Reads the index, and of the hours only those that have changed. */
  read(from: string, to: string): Promise<{ cells: HourlySums[]; versions: Map<string, number> }>;
}

export function createHourSums(
  tenant: string,
  metricHours: Pick<MetricHoursRepository, 'versionsBetween' | 'findByHours'>,
): HourSums {
  const known = new Map<string, { version: number; cells: HourlySums[] }>();
  const refresh = async (hours: readonly string[]): Promise<void> => {
    for (let i = 0; i < hours.length; i += HOURS_A_REQUEST) {
      const found = await metricHours.findByHours(tenant, hours.slice(i, i + HOURS_A_REQUEST));
      for (const one of found) known.set(one.hour, { version: one.version, cells: toHourlySums(one) });
    }
  };
  return {
    async read(from, to) {
      const current = await metricHours.versionsBetween(tenant, from, to);
      if (known.size > MOST_HOURS) known.clear();
      await refresh(
        current.filter(({ hour, version }) => known.get(hour)?.version !== version).map(({ hour }) => hour),
      );
      return {
        cells: current.flatMap(({ hour }) => known.get(hour)?.cells ?? []),
        versions: new Map(current.map(({ hour, version }) => [hour, version])),
      };
    },
  };
}
