import { ok, type Outcome } from '@convoscope/bus';
import type { AnomaliesRepository, ScoresRepository } from '@convoscope/store';
import { toConversationAnomaly } from '../conversations/to-conversation-anomaly.ts';
import { toScoreDocument, type Scored } from './score-conversations.step.ts';

export interface StoreScoresOptions {
  scores: Pick<ScoresRepository, 'upsertMany'>;
  anomalies: Pick<AnomaliesRepository, 'upsertMany'>;
  now: () => number;
}

/** Keeps scores and unusual conversations; must run before publishing. */
export function createStoreScoresStep({ scores, anomalies, now }: StoreScoresOptions) {
  return async function storeScoresStep(inputs: readonly Scored[]): Promise<Outcome<Scored>[]> {
    const at = new Date(now());
    for (const [tenant, ofTenant] of Map.groupBy(inputs, (input) => input.tenant)) {
      await scores.upsertMany(
        tenant,
        ofTenant.map((input) => toScoreDocument(input, at)),
      );
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
