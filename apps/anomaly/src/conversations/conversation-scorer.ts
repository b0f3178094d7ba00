import {
  createStreamingDetector,
  restoreStreamingDetector,
  type Json,
  type StreamingDetector,
} from '@convoscope/detectors';
import { quantile } from '@convoscope/statistics';
import type { Contribution, ConversationCategorised } from '@convoscope/contracts';
import { CONVERSATION_FEATURES, toFeatureVector } from './conversation-features.ts';
import { ValueFrequencies } from './value-frequencies.ts';

export interface ConversationScorerOptions {
  /** Conversations to learn from before any is called anomalous. */
  warmUp: number;
  /** Share of conversations expected to be unusual, in (0, 0.5]. */
  contamination: number;
}

export interface ConversationScore {
  /** In [0,1], higher is more unusual; 0 while warming up. */
  anomalyScore: number;
  /** The (1 - contamination) quantile of the recent scores; 1 while warming up. */
  threshold: number;
  isAnomalous: boolean;
  /** What a typical conversation scores, then each feature's share above or below it; they sum to the score. */
  contributions: Contribution[];
}

export const CONVERSATION_DETECTOR = 'half-space-trees/1';

/** Scores that the threshold is taken from. */
const RECENT_SCORES = 2000;
/** How slowly the idea of a typical conversation moves: about the last 200. */
const TYPICAL_WEIGHT = 0.005;

interface SavedScorer {
  detector: Json;
  topics: Record<string, number>;
  languages: Record<string, number>;
  recentScores: number[];
  typicalShares: number[];
  nLearnt: number;
}

/**
 * Says how unusual a conversation is among those before it, by Half-Space Trees over its features (Tan, Ting and Liu,
 * IJCAI 2011). Bounded memory; saved and restored it goes on with identical scores.
 */
export class ConversationScorer {
  readonly #options: ConversationScorerOptions;
  readonly #detector: StreamingDetector;
  readonly #topics: ValueFrequencies;
  readonly #languages: ValueFrequencies;
  readonly #recentScores: number[];
  readonly #typicalShares: Float64Array;
  #nLearnt: number;

  constructor(options: ConversationScorerOptions, saved?: SavedScorer) {
    this.#options = options;
    this.#detector = saved
      ? restoreStreamingDetector(saved.detector)
      : createStreamingDetector('hst', { windowSize: Math.max(2, options.warmUp), nTrees: 50, height: 8 });
    this.#topics = new ValueFrequencies(saved?.topics);
    this.#languages = new ValueFrequencies(saved?.languages);
    this.#recentScores = saved?.recentScores ?? [];
    this.#typicalShares = Float64Array.from(saved?.typicalShares ?? CONVERSATION_FEATURES.map(() => 0));
    this.#nLearnt = saved?.nLearnt ?? 0;
  }

  /** Scores the conversation by what was learnt before it, then learns it. Cost: O(trees x height). */
  update(conversation: ConversationCategorised): ConversationScore {
    const values = toFeatureVector(conversation, {
      topic: this.#topics.rarity(conversation.topic.label),
      language: this.#languages.rarity(conversation.language),
    });
    const score = this.#score(values);
    this.#detector.learn(values);
    this.#topics.learn(conversation.topic.label);
    this.#languages.learn(conversation.language);
    this.#nLearnt += 1;
    return score;
  }

  #score(values: Float64Array): ConversationScore {
    if (this.#nLearnt < this.#options.warmUp) {
      return { anomalyScore: 0, threshold: 1, isAnomalous: false, contributions: [] };
    }
    const { score, contributions } = this.#detector.explain(values);
    const anomalyScore = Math.min(1, Math.max(0, score));
    const threshold =
      this.#recentScores.length < 20 ? 1 : quantile(this.#recentScores, 1 - this.#options.contamination);
    const result = {
      anomalyScore,
      threshold,
      isAnomalous: anomalyScore > threshold,
      contributions: this.#explain(values, anomalyScore, contributions),
    };
    this.#remember(anomalyScore, contributions);
    return result;
  }

  #explain(values: Float64Array, score: number, shares: Float64Array): Contribution[] {
    const features = CONVERSATION_FEATURES.map((feature, index) => ({
      feature,
      value: values[index] ?? null,
      contribution: (shares[index] ?? 0) - (this.#typicalShares[index] ?? 0),
    })).sort((a, b) => b.contribution - a.contribution);
    const total = features.reduce((sum, { contribution }) => sum + contribution, 0);
    return [{ feature: 'typical conversation', value: null, contribution: score - total }, ...features];
  }

  #remember(score: number, shares: Float64Array): void {
    this.#recentScores.push(score);
    if (this.#recentScores.length > RECENT_SCORES) this.#recentScores.shift();
    const weight = Math.max(TYPICAL_WEIGHT, 1 / this.#recentScores.length);
    shares.forEach((share, index) => {
      const typical = this.#typicalShares[index] ?? 0;
      this.#typicalShares[index] = typical + weight * (share - typical);
    });
  }

  toJSON(): SavedScorer {
    return {
      detector: this.#detector.toJSON(),
      topics: this.#topics.toJSON(),
      languages: this.#languages.toJSON(),
      recentScores: [...this.#recentScores],
      typicalShares: [...this.#typicalShares],
      nLearnt: this.#nLearnt,
    };
  }

  /** Goes on where `toJSON` left off; starts over where nothing was saved. */
  static restore(options: ConversationScorerOptions, saved: unknown): ConversationScorer {
    return new ConversationScorer(options, (saved ?? undefined) as SavedScorer | undefined);
  }
}
