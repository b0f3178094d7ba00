import {
  LEDGER_STAGES,
  type AnalyticsDocument,
  type IncidentDocument,
  type Page,
  type Store,
} from '@convoscope/store';
import { rounded } from './estimates.ts';
import type { LedgerState, MetricAnomaly, UnusualConversation } from '@convoscope/reports';
import { daysIn, type DayRange } from './report-period.ts';

const MAX_UNUSUAL = 8;
const MAX_ANOMALIES = 200;
const PAGE = 200;

/** The strongest incidents that lie in a range with a part of them, of all there are: those of the last days are not the strongest. */
async function strongestIncidents(
  { incidents }: Pick<Store, 'incidents'>,
  tenant: string,
  { from, to }: DayRange,
): Promise<IncidentDocument[]> {
  let strongest: IncidentDocument[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<IncidentDocument> = await incidents.findPage(
      tenant,
      { from, to },
      { limit: PAGE, ...(cursor !== null && { cursor }) },
    );
    strongest = [...strongest, ...page.items].sort(byScore).slice(0, MAX_ANOMALIES);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return strongest;
}

const byScore = (a: IncidentDocument, b: IncidentDocument): number =>
  b.score - a.score || compare(a.startedAt, b.startedAt) || compare(a.incidentId, b.incidentId);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The day that an instant is the end of: midnight ends the day before. */
const lastDayOf = (endedAt: string): string => new Date(Date.parse(endedAt) - 1).toISOString().slice(0, 10);

/** Incidents of the range, those that began before it or go on after it among them, the strongest first. */
export async function findMetricAnomalies(
  store: Pick<Store, 'incidents'>,
  tenant: string,
  range: DayRange,
): Promise<MetricAnomaly[]> {
  const found = await strongestIncidents(store, tenant, range);
  return found.map(({ incidentId, startedAt, endedAt, metric, slice, severity, ...incident }) => ({
    ...{ anomalyId: incidentId, date: startedAt.slice(0, 10), endDate: lastDayOf(endedAt) },
    ...{ metric, group: slice.dimension === 'all' ? {} : { [slice.dimension]: slice.label }, severity },
    ...{ observed: rounded(incident.observed), expected: rounded(incident.expected) },
    ...{ score: rounded(incident.score), explanation: incident.story },
  }));
}

/** The conversations with the highest scores, with the sentence that the anomaly service found for each. */
export async function findUnusual(
  { analytics, anomalies }: Pick<Store, 'analytics' | 'anomalies'>,
  tenant: string,
  range: DayRange,
): Promise<UnusualConversation[]> {
  const ofDays = await Promise.all(
    daysIn(range).map((day) => analytics.mostAnomalous(tenant, day, MAX_UNUSUAL)),
  );
  return toUnusual({ anomalies }, tenant, ofDays.flat());
}

type UnusualRow = Pick<AnalyticsDocument, 'conversationId' | 'title' | 'date' | 'model'> & {
  category?: { topic: string } | null;
  anomaly?: { score?: number; topFeature?: string | null } | null;
};

/** The strongest of some, with what was found of each. */
export async function toUnusual(
  { anomalies }: Pick<Store, 'anomalies'>,
  tenant: string,
  unusual: readonly UnusualRow[],
): Promise<UnusualConversation[]> {
  const rows = unusual
    .toSorted(
      (a, b) =>
        (b.anomaly?.score ?? 0) - (a.anomaly?.score ?? 0) || compare(a.conversationId, b.conversationId),
    )
    .slice(0, MAX_UNUSUAL);
  return Promise.all(
    rows.map(async ({ conversationId, title, date, model, category, anomaly }) => {
      const finding = await anomalies.findById(tenant, `conversation/${conversationId}`);
      const topFeature = anomaly?.topFeature ?? null;
      return {
        ...{ conversationId, title, date, model, topic: category?.topic ?? null },
        score: rounded(anomaly?.score ?? 0),
        explanation: finding?.explanation ?? (topFeature === null ? '' : `Unusual ${topFeature}.`),
      };
    }),
  );
}

/** What the last reconciliation counted for the days of the report. */
export async function findLedgerState(
  { ledger }: Pick<Store, 'ledger'>,
  tenant: string,
  range: DayRange,
): Promise<LedgerState> {
  const entries = await ledger.findAll(tenant, { from: range.from, to: range.to });
  const present = LEDGER_STAGES.filter((stage) => entries.some((entry) => entry.stage === stage));
  const fingerprint = (stage: string): string =>
    entries
      .filter((entry) => entry.stage === stage)
      .map(({ source, date, count, hash }) => `${source}|${date}|${count}|${hash}`)
      .sort()
      .join('\n');
  const stages = present.map((stage) => ({
    stage,
    count: entries.filter((entry) => entry.stage === stage).reduce((sum, { count }) => sum + count, 0),
    isEqual: fingerprint(stage) === fingerprint(present[0] ?? ''),
  }));
  return { stages };
}
