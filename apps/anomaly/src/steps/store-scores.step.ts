import { ok, type Outcome } from '@convoscope/bus';
import type { AnomaliesRepository, MetricHoursRepository, ScoresRepository } from '@convoscope/store';
import { toScoreDocument } from '../conversations/score-document.ts';
import { toFinding, type Judged } from '../conversations/to-conversation-anomaly.ts';
import { toHour } from '../incidents/count-hours.ts';
import type { Scored } from './score-conversations.step.ts';

export interface StoreScoresOptions {
  scores: Pick<ScoresRepository, 'upsertMany'>;
  anomalies: Pick<AnomaliesRepository, 'upsertMany'>;
  metricHours: Pick<MetricHoursRepository, 'touch'>;
  now: () => number;
}

/** Keeps scores and unusual conversations, and marks their hours as changed; must run before publishing. */
export function createStoreScoresStep(options: StoreScoresOptions) {
  const { scores, metricHours, now } = options;
  return async function storeScoresStep(inputs: readonly Scored[]): Promise<Outcome<Scored>[]> {
    const at = new Date(now());
    for (const [tenant, ofTenant] of Map.groupBy(inputs, (input) => input.tenant)) {
      await scores.upsertMany(
        tenant,
        ofTenant.map(({ data, made }) => toScoreDocument(tenant, data, made, at)),
      );
      // Afterwards: an hour that was marked before its rows are there could be counted without them.
      await metricHours.touch(tenant, ofTenant.flatMap(hoursOf), at);
      await storeFindings(tenant, ofTenant, options);
    }
    return inputs.map(ok);
  };
}

/** Keeps what is unusual, and marks as withdrawn what is not any more. */
export async function storeFindings(
  tenant: string,
  judged: readonly Judged[],
  { anomalies, now }: Pick<StoreScoresOptions, 'anomalies' | 'now'>,
): Promise<void> {
  const found = judged.flatMap((one) => toFinding(one) ?? []);
  if (found.length === 0) return;
  const detectedAt = new Date(now());
  await anomalies.upsertMany(
    tenant,
    found.map((anomaly) => ({ ...anomaly, tenant, detectedAt })),
  );
}

/** The hour a conversation started in, and the one it was known to before. */
const hoursOf = ({ data, startedBefore }: Scored): string[] => [
  toHour(data.startedAt),
  ...(startedBefore === undefined ? [] : [toHour(startedBefore)]),
];
