import { bucketOfWord, hashFeatures } from '../features/hash-features.ts';
import { indexOfLargest } from '../learning/linear-model.ts';
import {
  createTextClassifier,
  type LabelledText,
  type TextClassifierState,
  trainTextClassifier,
} from '../learning/text-classifier.ts';
import { isFunctionWord } from '../tokens/function-words.ts';
import type { Token } from '../tokens/token.ts';
import { MOST_CHARACTERS, tokenise } from '../tokens/tokenise.ts';
import { createKeywordIndex, type KeywordHit } from './keyword-index.ts';
import { findNotation, withoutCode } from './notation.ts';
import {
  findTaxonomyProblems,
  OTHER_TOPIC,
  type Taxonomy,
  type Topic,
  type TopicSignal,
} from './taxonomy.ts';

export interface RankedTopic {
  readonly topic: string;
  /** In [0, 1]. */
  readonly confidence: number;
}

export interface TopicResult extends RankedTopic {
  /** The next best topics, at most three, best first. */
  readonly alternatives: readonly RankedTopic[];
  /** Words of the text that speak for the topic, strongest first, at most five. */
  readonly evidence: readonly string[];
}

export interface TopicClassifierOptions {
  /** Below this confidence the answer is `other`. Default 0.3. */
  readonly minConfidence?: number;
  readonly seed?: number;
  /** What `trainTopics` learned from the same taxonomy, so that it need not be learned again. */
  readonly trained?: TextClassifierState;
}

export interface TopicClassifier {
  readonly taxonomyVersion: string;
  readonly topics: readonly string[];
  classify(text: string): TopicResult;
  /** The same for the prose of a text that is tokenised already, and the notation found in it. */
  classifyTokens(tokens: readonly Token[], notation?: readonly TopicSignal[]): TopicResult;
}

const DEFAULT_MIN_CONFIDENCE = 0.3;
/** How much one keyword multiplies the odds of its topic: e^1.3, about 4. */
const KEYWORD_LOG_ODDS = 1.3;
/** Cross-validation over keywords and examples is easier than real messages are: probabilities are flattened by this power. */
const SOFTENING = 0.7;
/** More keywords than this add nothing; any keyword speaks as strongly against `other`. */
const MOST_KEYWORD_WEIGHT = 3;
/** Factor on the confidence in a topic that no known word speaks for. */
const UNSUPPORTED = 0.5;
const MOST_ALTERNATIVES = 3;
const MOST_EVIDENCE = 5;
const FEWEST_EVIDENCE_LETTERS = 3;

function textsOf(topic: Topic): LabelledText[] {
  const keywords = (topic.keywords ?? []).map((keyword) => keyword.replace(/\*$/, ''));
  const about = [topic.title, topic.description].filter((text) => text !== undefined && text !== '');
  const own = topic.id === OTHER_TOPIC ? [] : about;
  return [...own, ...keywords, ...(topic.examples ?? [])].map((text) => ({ text: text!, label: topic.id }));
}

/** Words of any request, which examples of some topic happen to hold. */
const GENERIC = new Set(
  'show tell give need help use using used example examples find know work works working best new good like read step steps way thing things people time day let try see say says look looking possible different interesting detailed list provide following instructions question questions answer problem problems idea ideas'.split(
    ' ',
  ),
);

/** What is not read for a topic: function words, words of any request, numbers, punctuation. */
function saysNothing(token: Token): boolean {
  return (
    token.kind === 'punctuation' ||
    token.kind === 'number' ||
    token.kind === 'mention' ||
    GENERIC.has(token.norm) ||
    isFunctionWord(token.norm)
  );
}

/** Without examples of its own, `other` is learned from what says nothing. */
const NOTHING_SAID = [
  'hello',
  'hi',
  'thanks',
  'ok',
  'yes',
  'no',
  'bye',
  'hallo',
  'danke',
  'bonjour',
  'merci',
  'hola',
  'gracias',
];

function withOther(topics: readonly Topic[]): readonly Topic[] {
  if (topics.some((topic) => topic.id === OTHER_TOPIC)) return topics;
  return [...topics, { id: OTHER_TOPIC, title: 'Other', examples: NOTHING_SAID }];
}

/** Code or formulas say more than any phrase; that a company is addressed is as much as a word. */
const SIGNAL_WEIGHTS: Readonly<Record<TopicSignal, number>> = { code: 2.5, formula: 2.5, addressed: 1 };

/** Multiplies each topic's probability by the odds its keywords give. */
function addKeywords(
  probabilities: Float64Array,
  hits: readonly Pick<KeywordHit, 'topic' | 'weight'>[],
  indexOf: readonly number[],
  other: number,
): Float64Array {
  const votes = new Float64Array(probabilities.length);
  for (const hit of hits) votes[indexOf[hit.topic]!]! += hit.weight;
  if (hits.length > 0) votes[other] = -MOST_KEYWORD_WEIGHT;
  let sum = 0;
  const result = probabilities.map((probability, index) => {
    const raised =
      probability ** SOFTENING * Math.exp(KEYWORD_LOG_ODDS * Math.min(votes[index]!, MOST_KEYWORD_WEIGHT));
    sum += raised;
    return raised;
  });
  return result.map((value) => value / sum);
}

function checkTaxonomy(taxonomy: Taxonomy): void {
  const problems = findTaxonomyProblems(taxonomy);
  if (problems.length > 0)
    throw new RangeError(`taxonomy "${taxonomy.name}": ${problems.map(({ message }) => message).join('; ')}`);
}

/** A taxonomy with further labelled messages, such as corrections by people; labels that it does not have are left out. */
export function withExamples(taxonomy: Taxonomy, examples: readonly LabelledText[]): Taxonomy {
  const byLabel = Map.groupBy(examples, ({ label }) => label);
  const topics = withOther(taxonomy.topics).map((topic) => {
    const own = byLabel.get(topic.id)?.map(({ text }) => text) ?? [];
    return own.length === 0 ? topic : { ...topic, examples: [...(topic.examples ?? []), ...own] };
  });
  return { ...taxonomy, topics };
}

/** The learned part of a topic classifier: plain data that travels between threads. Throws RangeError as `createTopicClassifier` does. */
export function trainTopics(taxonomy: Taxonomy, seed = 1): TextClassifierState {
  checkTaxonomy(taxonomy);
  const texts = withOther(taxonomy.topics).flatMap(textsOf);
  return trainTextClassifier(texts, { seed, ignores: saysNothing }).state;
}

/**
 * Learns a classifier from a user's taxonomy: keywords count directly, and a linear model learned from titles,
 * descriptions, keywords and examples reads the rest. Unsure texts are `other`. Deterministic. Throws RangeError, naming
 * every problem, for a taxonomy that cannot be learned from. Cost: about 0.5 s for 1,200 texts, then about 15 µs a message.
 */
export function createTopicClassifier(
  taxonomy: Taxonomy,
  options: TopicClassifierOptions = {},
): TopicClassifier {
  checkTaxonomy(taxonomy);
  const topics = withOther(taxonomy.topics);
  const classifier = createTextClassifier(options.trained ?? trainTopics(taxonomy, options.seed));
  const index = createKeywordIndex(topics);
  const indexOf = topics.map((topic) => classifier.labels.indexOf(topic.id));
  const other = classifier.labels.indexOf(OTHER_TOPIC);
  const minConfidence = options.minConfidence ?? DEFAULT_MIN_CONFIDENCE;

  const evidenceOf = (tokens: readonly Token[], label: number, hits: readonly KeywordHit[]): string[] => {
    const fromKeywords = hits
      .filter((hit) => indexOf[hit.topic] === label)
      .sort((a, b) => b.weight - a.weight);
    const fromModel = [
      ...new Set(
        tokens.filter((token) => token.kind === 'word' && !saysNothing(token)).map((token) => token.norm),
      ),
    ]
      .filter((norm) => norm.length >= FEWEST_EVIDENCE_LETTERS)
      .map((norm) => ({ norm, weight: classifier.weightOf(bucketOfWord(norm), label) }))
      .filter((word) => word.weight > 0.5)
      .sort((a, b) => b.weight - a.weight);
    const terms = [...fromKeywords.map((hit) => hit.term), ...fromModel.map((word) => word.norm)];
    return [...new Set(terms)].slice(0, MOST_EVIDENCE);
  };

  const notationHits = (notation: readonly TopicSignal[]): { topic: number; weight: number }[] =>
    topics.flatMap(({ signals = [] }, topic) => {
      const weights = signals
        .filter((signal) => notation.includes(signal))
        .map((signal) => SIGNAL_WEIGHTS[signal]);
      return weights.length === 0 ? [] : [{ topic, weight: Math.max(...weights) }];
    });

  const classifyTokens = (tokens: readonly Token[], notation: readonly TopicSignal[] = []): TopicResult => {
    const hits = index.find(tokens);
    const votes = [...hits, ...notationHits(notation)];
    const hashed = hashFeatures(tokens.filter((token) => !saysNothing(token)));
    const found = addKeywords(classifier.probabilities(hashed), votes, indexOf, other);
    const best = indexOfLargest(found);
    const supporting = best === other ? [] : evidenceOf(tokens, best, hits);
    // Letters alone, without one word that is known for the topic, are weak evidence.
    const isSupported = supporting.length > 0 || votes.some(({ topic }) => indexOf[topic] === best);
    const sure = found[best]! * (best !== other && !isSupported ? UNSUPPORTED : 1);
    const isUnsure = sure < minConfidence;
    const label = isUnsure ? other : best;
    const ranked = Array.from(found, (confidence, at) => ({ topic: classifier.labels[at]!, confidence, at }))
      .filter((each) => each.at !== label && each.at !== other)
      .sort((a, b) => b.confidence - a.confidence)
      .slice(0, MOST_ALTERNATIVES);
    return {
      topic: classifier.labels[label]!,
      // An unsure answer is as sure as the best topic is unlikely.
      confidence: isUnsure ? 1 - sure : sure,
      alternatives: ranked.map(({ topic, confidence }) => ({ topic, confidence })),
      evidence: label === other ? [] : supporting,
    };
  };
  return {
    taxonomyVersion: taxonomy.version,
    topics: classifier.labels,
    classify: (text) => {
      const cut = text.slice(0, MOST_CHARACTERS);
      return classifyTokens(tokenise(withoutCode(cut)), findNotation(cut));
    },
    classifyTokens,
  };
}
