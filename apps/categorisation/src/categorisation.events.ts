import type { ConversationCategorised } from '@convoscope/contracts';
import type { Telemetry } from '@convoscope/telemetry';
import type { Decision } from './learning/decide-promotion.ts';

/** Every business event of this service, each counted in one place. */
export interface CategorisationEvents {
  conversationCategorised(
    event: Pick<ConversationCategorised, 'topic' | 'intent' | 'sentiment' | 'quality'>,
  ): void;
  /** A model that was learned from people was held against the one in use. */
  modelJudged(decision: Pick<Decision, 'isPromoted' | 'because'>): void;
  modelInUse(generation: number, nExamples: number): void;
  /** Topics that nobody named were looked for among so many conversations. */
  topicsFound(nTopics: number, nConversations: number): void;
  /** A page of history was looked at. */
  replayed(nRedone: number, nLeft: number, isEnded: boolean): void;
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
  const judged = telemetry.counter({
    name: 'categorisation_models_judged_total',
    help: 'Models learned from corrections, by whether they took over',
    labels: ['outcome'],
  });
  const generation = telemetry.gauge({
    name: 'categorisation_model_generation',
    help: 'Generation of the model in use; 0 is the built-in one',
  });
  const examples = telemetry.gauge({
    name: 'categorisation_model_examples',
    help: 'Conversations corrected by people that the model in use has learned from',
  });
  const redone = telemetry.counter({
    name: 'categorisation_replayed_total',
    help: 'Conversations categorised again because model or taxonomy has changed',
  });
  const discovered = telemetry.gauge({
    name: 'categorisation_discovered_topics',
    help: 'Topics found among conversations that no topic of the taxonomy covers',
  });
  const left = telemetry.gauge({
    name: 'categorisation_replay_remaining',
    help: 'Conversations that a replay has still to look at; 0 when none is under way',
  });
  return {
    conversationCategorised({ topic, sentiment }) {
      conversations.inc({ topic: topic.label, sentiment: sentiment.label });
      confidence.observe(topic.confidence);
    },
    modelJudged({ isPromoted, because }) {
      judged.inc({ outcome: isPromoted ? 'promoted' : 'kept-back' });
      telemetry.logger.info({ isPromoted, because }, 'a model learned from corrections was judged');
    },
    modelInUse(inUse, nExamples) {
      generation.set({}, inUse);
      examples.set({}, nExamples);
    },
    topicsFound(nTopics, nConversations) {
      discovered.set({}, nTopics);
      telemetry.logger.info({ nTopics, nConversations }, 'looked for topics that nobody named');
    },
    replayed(nRedone, nLeft, isEnded) {
      redone.inc({}, nRedone);
      left.set({}, isEnded ? 0 : nLeft);
      if (isEnded) telemetry.logger.info('history stands as the model in use says');
    },
  };
}
