import { ok, type Outcome } from '@convoscope/bus';
import type { AnomalyDetected } from '@convoscope/contracts';
import type { MetricHoursRepository, ScoresRepository } from '@convoscope/store';
import { toScoreDocument } from '../conversations/score-document.ts';
import { keepFindings, type KeepFindingsOptions } from '../findings/keep-findings.ts';
import { findingIdOf } from '../findings/to-conversation-anomaly.ts';
import { toHour } from '../incidents/count-hours.ts';
import type { Scored } from './score-conversations.step.ts';

export interface StoreScoresOptions extends KeepFindingsOptions {
  scores: Pick<ScoresRepository, 'findByIds' | 'upsertMany'>;
  metricHours: Pick<MetricHoursRepository, 'touch'>;
}

/** A score that stands in the store, with what it says as a finding. */
export interface Stored extends Scored {
  findings: AnomalyDetected[];
}

/** Keeps scores and unusual conversations, and marks their hours as changed; must run before publishing. */
export function createStoreScoresStep(options: StoreScoresOptions) {
  const { scores, metricHours, now } = options;
  return async function storeScoresStep(inputs: readonly Scored[]): Promise<Outcome<Stored>[]> {
    const at = new Date(now());
    const findings = new Map<string, AnomalyDetected[]>();
    for (const [tenant, ofTenant] of Map.groupBy(inputs, (input) => input.tenant)) {
      await scores.upsertMany(
        tenant,
        ofTenant.map(({ data, made }) => toScoreDocument(tenant, data, made, at)),
      );
      // Afterwards: an hour that was marked before its rows are there could be counted without them.
      await metricHours.touch(tenant, ofTenant.flatMap(hoursOf), at);
      const scored = ofTenant.map(({ data }) => data);
      findings.set(tenant, await keepFindings(tenant, scored, options));
    }
    return inputs.map((input) => {
      const ofTenant = findings.get(input.tenant) ?? [];
      const id = findingIdOf(input.data.conversationId);
      return ok({ ...input, findings: ofTenant.filter(({ anomalyId }) => anomalyId === id) });
    });
  };
}

/** The hour a conversation started in, and the one it was known to before. */
const hoursOf = ({ data, startedBefore }: Scored): string[] => [
  toHour(data.startedAt),
  ...(startedBefore === undefined ? [] : [toHour(startedBefore)]),
];
