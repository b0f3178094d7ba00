import { ok, type Bus, type Outcome } from '@convoscope/bus';
import { eventId, topics, type ConversationCategorised, type Event } from '@convoscope/contracts';
import type { CategorisationEvents } from '../categorisation.events.ts';
import type { Categorised } from './classify-conversation.step.ts';

export function createPublishCategoriesStep(
  bus: Pick<Bus, 'publish'>,
  events: CategorisationEvents,
  now: () => number,
) {
  return async function publishCategoriesStep(
    inputs: readonly Categorised[],
  ): Promise<Outcome<Categorised>[]> {
    await bus.publish(
      topics.conversationsCategorised,
      inputs.map((input) => toCategorisedEvent(input, now())),
    );
    inputs.forEach(({ data }) => events.conversationCategorised(data));
    return inputs.map(ok);
  };
}

function toCategorisedEvent({ tenant, data }: Categorised, nowMs: number): Event<ConversationCategorised> {
  const topic = topics.conversationsCategorised.name;
  const key = data.conversationId;
  const producerVersion = `${data.modelVersion}/${data.taxonomyVersion}/${data.pass}`;
  return {
    id: eventId({ topic, tenant, key, revision: `${data.sequence}/${data.revision}`, producerVersion }),
    topic,
    source: 'categorisation',
    tenant,
    key,
    time: new Date(nowMs).toISOString(),
    data,
  };
}
