import { LEDGER_STAGES, type AnomalyDocument, type Page, type Store } from '@convoscope/store';
import { rounded } from './estimates.ts';
import type { LedgerState, MetricAnomaly, UnusualConversation } from './report-content.ts';
import { daysIn, type DayRange } from './report-period.ts';

const MAX_UNUSUAL = 8;
const MAX_ANOMALIES = 200;
const PAGE = 200;

type Findings = Pick<Store, 'anomalies'>;

/** The strongest findings of a kind within a range, of all there are: those of the last days are not the strongest. */
async function strongestFindings(
  { anomalies }: Findings,
  tenant: string,
  range: DayRange,
  kind: string,
): Promise<AnomalyDocument[]> {
  let strongest: AnomalyDocument[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<AnomalyDocument> = await anomalies.findPage(
      tenant,
      { from: range.from, to: range.to, kind },
      { limit: PAGE, ...(cursor !== null && { cursor }) },
    );
    strongest = [...strongest, ...page.items].sort(byScore).slice(0, MAX_ANOMALIES);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return strongest;
}

const byScore = (a: AnomalyDocument, b: AnomalyDocument): number =>
  b.score - a.score ||
  compare(a.detectedFor.slice(0, 10), b.detectedFor.slice(0, 10)) ||
  compare(a.anomalyId, b.anomalyId);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Unusual days and slices found within the range, the strongest first. */
export async function findMetricAnomalies(
  store: Findings,
  tenant: string,
  range: DayRange,
): Promise<MetricAnomaly[]> {
  const found = await strongestFindings(store, tenant, range, 'metric');
  return found.map(
    ({ anomalyId, detectedFor, metric, group, severity, observed, expected, score, explanation }) => ({
      ...{ anomalyId, date: detectedFor.slice(0, 10), metric, group, severity },
      ...{ observed: rounded(observed), expected: expected === null ? null : rounded(expected) },
      ...{ score: rounded(score), explanation },
    }),
  );
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
  const rows = ofDays
    .flat()
    .sort(
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
