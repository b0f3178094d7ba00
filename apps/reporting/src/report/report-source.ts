import type { LedgerState, MetricAnomaly, ReportFilters, UnusualConversation } from '@convoscope/reports';
import type { Store } from '@convoscope/store';
import { findLedgerState, findMetricAnomalies, findUnusual, toUnusual } from './find-details.ts';
import { createFilteredMeasures } from './filtered-measures.ts';
import type { DayRange } from './report-period.ts';

export type ReportStore = Pick<
  Store,
  'analytics' | 'anomalies' | 'incidents' | 'ledger' | 'measures' | 'users'
>;

/** Where the figures of a report come from: all conversations, or some of them. */
export interface ReportSource {
  measures: Pick<Store['measures'], 'read' | 'sumOfUsers'>;
  /** Null where it is not known. */
  countNewUsers(days: DayRange): Promise<number | null>;
  findIncidents(days: DayRange): Promise<MetricAnomaly[]>;
  findUnusual(days: DayRange): Promise<UnusualConversation[]>;
  findLedger(days: DayRange): Promise<LedgerState>;
}

/** All conversations: what is kept of them by change. */
export const wholeSource = (store: ReportStore, tenant: string): ReportSource => ({
  measures: store.measures,
  countNewUsers: (days) => store.users.countFirstSeen(tenant, days),
  findIncidents: (days) => findMetricAnomalies(store, tenant, days),
  findUnusual: (days) => findUnusual(store, tenant, days),
  findLedger: (days) => findLedgerState(store, tenant, days),
});

/**
 * Conversations that filters let through: counted from their rows, since measures are kept by one dimension at a time. Incidents are those that were found for a
 * value of the filters; the ledger counts all conversations alone. Cost: the rows of the days, each read once.
 */
export function filteredSource(store: ReportStore, tenant: string, filters: ReportFilters): ReportSource {
  const measures = createFilteredMeasures(store.analytics, tenant, filters);
  const isWithin = ({ group }: MetricAnomaly): boolean =>
    Object.entries(group).some(([field, label]) =>
      (filters as Record<string, string[] | undefined>)[field]?.includes(label),
    );
  return {
    measures,
    countNewUsers: () => Promise.resolve(null),
    findIncidents: async (days) => (await findMetricAnomalies(store, tenant, days)).filter(isWithin),
    findUnusual: async (days) => toUnusual(store, tenant, await measures.mostUnusual(days)),
    findLedger: () => Promise.resolve({ stages: [] }),
  };
}
