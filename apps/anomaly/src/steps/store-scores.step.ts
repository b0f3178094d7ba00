import { ok, type Outcome } from '@convoscope/bus';
import type { AnomaliesRepository, MetricHoursRepository, ScoresRepository } from '@convoscope/store';
import { toHour } from '../incidents/count-hours.ts';
import { toConversationAnomaly } from '../conversations/to-conversation-anomaly.ts';
import { toScoreDocument, type Scored } from './score-conversations.step.ts';

export interface StoreScoresOptions {
  scores: Pick<ScoresRepository, 'upsertMany'>;
  anomalies: Pick<AnomaliesRepository, 'upsertMany'>;
  metricHours: Pick<MetricHoursRepository, 'touch'>;
  now: () => number;
}

/** Keeps scores and unusual conversations, and marks their hours as changed; must run before publishing. */
export function createStoreScoresStep({ scores, anomalies, metricHours, now }: StoreScoresOptions) {
  return async function storeScoresStep(inputs: readonly Scored[]): Promise<Outcome<Scored>[]> {
    const at = new Date(now());
    for (const [tenant, ofTenant] of Map.groupBy(inputs, (input) => input.tenant)) {
      await scores.upsertMany(
        tenant,
        ofTenant.map((input) => toScoreDocument(input, at)),
      );
      // Afterwards: an hour that was marked before its rows are there could be counted without them.
      await metricHours.touch(tenant, ofTenant.flatMap(hoursOf), at);
      const found = ofTenant
        .filter(({ data }) => data.isAnomalous)
        .map(({ data }) => toConversationAnomaly(data));
      if (found.length > 0) {
        await anomalies.upsertMany(
          tenant,
          found.map((anomaly) => ({ ...anomaly, tenant, detectedAt: at })),
        );
      }
    }
    return inputs.map(ok);
  };
}

/** The hour a conversation started in, and the one it was known to before. */
const hoursOf = ({ data, startedBefore }: Scored): string[] => [
  toHour(data.startedAt),
  ...(startedBefore === undefined ? [] : [toHour(startedBefore)]),
];
