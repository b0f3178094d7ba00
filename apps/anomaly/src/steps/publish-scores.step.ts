import { ok, type Bus, type Outcome } from '@convoscope/bus';
import { eventId, topics, type ConversationScored, type Event } from '@convoscope/contracts';
import type { AnomalyEvents } from '../anomaly.events.ts';
import { toConversationAnomaly } from '../conversations/to-conversation-anomaly.ts';
import { toAnomalyEvent } from '../to-anomaly-event.ts';
import type { Scored } from './score-conversations.step.ts';

export function createPublishScoresStep(bus: Pick<Bus, 'publish'>, events: AnomalyEvents, now: () => number) {
  return async function publishScoresStep(inputs: readonly Scored[]): Promise<Outcome<Scored>[]> {
    await bus.publish(
      topics.conversationsScored,
      inputs.map((input) => toScoredEvent(input, now())),
    );
    inputs.forEach(({ data }) => events.conversationScored(data.anomalyScore));
    const unusual = inputs.filter(({ data }) => data.isAnomalous);
    if (unusual.length > 0) {
      const found = unusual.map(({ tenant, data }) =>
        toAnomalyEvent(tenant, toConversationAnomaly(data), now()),
      );
      await bus.publish(topics.anomaliesDetected, found);
      found.forEach(({ data }) => events.anomalyDetected(data));
    }
    return inputs.map(ok);
  };
}

function toScoredEvent({ tenant, data }: Scored, nowMs: number): Event<ConversationScored> {
  const topic = topics.conversationsScored.name;
  const key = data.conversationId;
  return {
    id: eventId({
      topic,
      tenant,
      key,
      revision: `${data.sequence}/${data.revision}`,
      producerVersion: `${data.detector}/${data.pass}`,
    }),
    topic,
    source: 'anomaly',
    tenant,
    key,
    time: new Date(nowMs).toISOString(),
    data,
  };
}
