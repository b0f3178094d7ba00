import type { EventBatch, Outcome } from '@convoscope/bus';
import type { ConversationDeleted } from '@convoscope/contracts';
import { forgetDeleted } from '@convoscope/service';
import type { MetricHoursRepository, ScoresRepository } from '@convoscope/store';
import { toHour } from '../incidents/count-hours.ts';
import {
  publishFindings,
  withdrawFindings,
  type KeepFindingsOptions,
  type PublishFindingsOptions,
} from './keep-findings.ts';

export interface ForgetOptions extends KeepFindingsOptions, PublishFindingsOptions {
  scores: Pick<ScoresRepository, 'findByIds' | 'markDeleted'>;
  metricHours: Pick<MetricHoursRepository, 'touch'>;
}

/** Forgets the scores of deleted conversations, has their hours counted anew, and withdraws their findings. Repeating it is harmless. */
export async function forgetConversations(
  batch: EventBatch<ConversationDeleted>,
  options: ForgetOptions,
): Promise<readonly Outcome[]> {
  const outcomes = await forgetDeleted(options.scores, batch);
  const at = new Date(options.now());
  for (const [tenant, ofTenant] of Map.groupBy(batch.events, (event) => event.tenant)) {
    const hours = ofTenant.map(({ data }) => toHour(data.startedAt));
    await options.metricHours.touch(tenant, hours, at);
    const ids = ofTenant.map(({ data }) => data.conversationId);
    await publishFindings(tenant, await withdrawFindings(tenant, ids, options), options);
  }
  return outcomes;
}
