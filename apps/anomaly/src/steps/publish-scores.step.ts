import { ok, type Bus, type Outcome } from '@convoscope/bus';
import { eventId, topics, type ConversationScored, type Event } from '@convoscope/contracts';
import type { AnomalyEvents } from '../anomaly.events.ts';
import { toFinding, type Judged } from '../conversations/to-conversation-anomaly.ts';
import { toAnomalyEvent } from '../to-anomaly-event.ts';
import type { Scored } from './score-conversations.step.ts';

export interface PublishScoresOptions {
  bus: Pick<Bus, 'publish'>;
  events: AnomalyEvents;
  now: () => number;
}

export function createPublishScoresStep(options: PublishScoresOptions) {
  return async function publishScoresStep(inputs: readonly Scored[]): Promise<Outcome<Scored>[]> {
    await publishScores(inputs, options);
    return inputs.map(ok);
  };
}

/** Publishes scores, and as findings those that are unusual or are so no more. */
export async function publishScores(
  judged: readonly (Judged & { tenant: string })[],
  { bus, events, now }: PublishScoresOptions,
): Promise<void> {
  await bus.publish(
    topics.conversationsScored,
    judged.map(({ tenant, data }) => toScoredEvent(tenant, data, now())),
  );
  judged.forEach(({ data }) => events.conversationScored(data.anomalyScore));
  const found = judged.flatMap((one) => {
    const anomaly = toFinding(one);
    return anomaly === null ? [] : [toAnomalyEvent(one.tenant, anomaly, now())];
  });
  if (found.length === 0) return;
  await bus.publish(topics.anomaliesDetected, found);
  found.forEach(({ data }) => events.anomalyDetected(data));
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
