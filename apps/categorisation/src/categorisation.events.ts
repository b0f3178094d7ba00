import type { ConversationCategorised } from '@convoscope/contracts';
import type { Telemetry } from '@convoscope/telemetry';

/** Every business event of this service, each counted in one place. */
export interface CategorisationEvents {
  conversationCategorised(
    event: Pick<ConversationCategorised, 'topic' | 'intent' | 'sentiment' | 'quality'>,
  ): void;
}

export function createCategorisationEvents(telemetry: Telemetry): CategorisationEvents {
  const conversations = telemetry.counter({
    name: 'categorisation_conversations_total',
    help: 'Conversations categorised, by topic and sentiment',
    labels: ['topic', 'sentiment'],
  });
  const confidence = telemetry.histogram({
    name: 'categorisation_topic_confidence',
    help: 'Confidence of the topic, in [0,1]: a drift to the left says that the taxonomy no longer fits',
    buckets: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  });
  return {
    conversationCategorised({ topic, sentiment }) {
      conversations.inc({ topic: topic.label, sentiment: sentiment.label });
      confidence.observe(topic.confidence);
    },
  };
}
