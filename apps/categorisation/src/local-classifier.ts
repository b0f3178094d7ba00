import {
  compileRules,
  createIntentClassifier,
  createTopicClassifier,
  OTHER_TOPIC,
  summariseConversation,
  summariseInSteps,
  type ConversationSummary,
  type Taxonomy,
  type TextClassifierState,
  type TopicClassifier,
  type TopicResult,
} from '@convoscope/text';
import { applyRule, findRule } from './apply-rules.ts';
import type { Classification, ConversationClassifier } from './conversation-classifier.port.ts';

/** Version of the models and rules in libs/text; a change of what they say for the same input raises it. */
const MODEL_VERSION = 'local-text/4';

/** The version of what was learned from people so many times. */
export const modelVersionOf = (generation: number): string =>
  generation === 0 ? MODEL_VERSION : `${MODEL_VERSION}+${generation}`;

export interface LocalClassifierOptions {
  /** Drives work on a long conversation, letting others have their turn in between where there are others. */
  readonly runLong: <T>(steps: Generator<void, T>) => Promise<T>;
  readonly learned?: Learned | undefined;
}

/** What people have taught it. */
export interface Learned {
  readonly generation: number;
  readonly trained: { readonly topics: TextClassifierState; readonly intents: TextClassifierState };
}

/** Topic, intent, sentiment and quality from local models and rules: no network, no key. Without what was learned already it learns the taxonomy (about a second). */
export function createLocalClassifier(
  taxonomy: Taxonomy,
  { runLong, learned }: LocalClassifierOptions,
): ConversationClassifier {
  const topics = createTopicClassifier(taxonomy, learned && { trained: learned.trained.topics });
  const intents = createIntentClassifier(learned && { trained: learned.trained.intents });
  const rules = taxonomy.rules?.length ? compileRules(taxonomy.rules) : undefined;
  return {
    modelVersion: modelVersionOf(learned?.generation ?? 0),
    topics: topics.topics,
    taxonomyVersion: `${taxonomy.name}/${taxonomy.version}`,
    classify(conversation) {
      const toResult = (summary: ConversationSummary): Classification => {
        const rule = rules && findRule(rules, conversation);
        const learned = chooseTopic(summary.topic, conversation, topics);
        return toClassification(summary, rule === undefined ? learned : applyRule(learned, rule));
      };
      const { messages } = conversation;
      return messages.length <= SHORT_CONVERSATION
        ? toResult(summariseConversation(messages, { topics, intents }))
        : runLong(summariseInSteps(messages, { topics, intents })).then(toResult);
    },
  };
}

/** Up to so many messages a conversation is read at one go: a promise for each would cost more than it gives. */
const SHORT_CONVERSATION = 40;
type Input = Parameters<ConversationClassifier['classify']>[0];

/** Where the original words say nothing to the taxonomy, their translation may. */
function chooseTopic(
  found: TopicResult,
  { messages, pivotLanguage }: Input,
  topics: TopicClassifier,
): TopicResult {
  if (found.topic !== OTHER_TOPIC) return found;
  const translated = messages
    .filter(({ role }) => role === 'user')
    .flatMap(({ translations }) => translations[pivotLanguage] ?? []);
  return translated.length === 0 ? found : topics.classify(translated.join('\n').slice(0, 4000));
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

function toClassification(summary: ConversationSummary, topic: TopicResult): Classification {
  return {
    topic: {
      label: topic.topic,
      confidence: clamp(topic.confidence, 0, 1),
      alternatives: topic.alternatives.map((each) => ({
        label: each.topic,
        confidence: clamp(each.confidence, 0, 1),
      })),
      evidence: [...topic.evidence],
    },
    intent: { label: summary.intent.intent, confidence: clamp(summary.intent.confidence, 0, 1) },
    sentiment: {
      label: summary.sentiment.label,
      score: clamp(summary.sentiment.score, -1, 1),
      confidence: clamp(summary.sentiment.confidence, 0, 1),
    },
    quality: { score: summary.quality.score, issues: [...summary.quality.issues] },
    outcome: {
      label: summary.outcome.outcome,
      confidence: summary.outcome.confidence,
      because: summary.outcome.because,
    },
    signals: summary.signals.map(({ name, messages }) => ({ name, messages: [...messages] })),
    messages: summary.messages.map(
      ({ index, role, nCharacters, nWords, sentiment, latencySeconds, isError }) => ({
        index,
        role,
        nCharacters,
        nWords,
        sentiment,
        latencySeconds,
        isError,
      }),
    ),
  };
}
