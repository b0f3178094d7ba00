import { ok, type Bus, type Outcome } from '@convoscope/bus';
import { eventId, topics, type ConversationScored, type Event } from '@convoscope/contracts';
import type { AnomalyEvents } from '../anomaly.events.ts';
import { publishFindings } from '../findings/keep-findings.ts';
import type { Stored } from './store-scores.step.ts';

export interface PublishScoresOptions {
  bus: Pick<Bus, 'publish'>;
  events: AnomalyEvents;
  now: () => number;
}

/** Must run after storing: what is published is what stands. */
export function createPublishScoresStep(options: PublishScoresOptions) {
  return async function publishScoresStep(inputs: readonly Stored[]): Promise<Outcome<Stored>[]> {
    for (const [tenant, ofTenant] of Map.groupBy(inputs, (input) => input.tenant)) {
      await publishScores(
        tenant,
        ofTenant.map(({ data }) => data),
        options,
      );
      await publishFindings(
        tenant,
        ofTenant.flatMap(({ findings }) => findings),
        options,
      );
    }
    return inputs.map(ok);
  };
}

export async function publishScores(
  tenant: string,
  scored: readonly ConversationScored[],
  { bus, events, now }: PublishScoresOptions,
): Promise<void> {
  await bus.publish(
    topics.conversationsScored,
    scored.map((data) => toScoredEvent(tenant, data, now())),
  );
  scored.forEach(({ anomalyScore }) => events.conversationScored(anomalyScore));
}

function toScoredEvent(tenant: string, data: ConversationScored, nowMs: number): Event<ConversationScored> {
  const topic = topics.conversationsScored.name;
  const key = data.conversationId;
  return {
    id: eventId({
      ...{ topic, tenant, key, revision: `${data.sequence}/${data.revision}` },
      producerVersion: `${data.detector}/${data.pass}/${data.reference ?? ''}`,
    }),
    ...{ topic, source: 'anomaly', tenant, key, time: new Date(nowMs).toISOString(), data },
  };
}
