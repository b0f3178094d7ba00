import type { Contribution, ConversationCategorised } from '@convoscope/contracts';
import { createBatchDetector, matrixFromRows, type BatchDetector } from '@convoscope/detectors';
import { CONVERSATION_FEATURES, toFeatureVector } from './conversation-features.ts';
import { ValueFrequencies } from './value-frequencies.ts';

export interface ConversationScorerOptions {
  /** Conversations to learn from before any is called anomalous. */
  warmUp: number;
  /** Share of conversations expected to be unusual, in (0, 0.5]. */
  contamination: number;
}

export interface ConversationScore {
  /** In [0,1), higher is more unusual: 1 - 2^(-raw/threshold), so 0.5 lies at the threshold; 0 while warming up. */
  anomalyScore: number;
  /** Score from which a conversation is unusual; 1 while warming up. */
  threshold: number;
  isAnomalous: boolean;
  /** Each feature's share of the score, largest first; they sum to it. */
  contributions: Contribution[];
}

export const CONVERSATION_DETECTOR = 'ecod-window/1';

/** Conversations that a new one is compared with. */
const WINDOW = 2000;
/** The detector learns the window again after this share of it is new, and not before so many conversations. */
const REFIT_SHARE = 0.05;
const MIN_REFIT_EVERY = 50;
const THRESHOLD = 0.5;

interface SavedScorer {
  window: number[][];
  topics: Record<string, number>;
  languages: Record<string, number>;
  nSinceFit: number;
}

/**
 * Says how unusual a conversation is among the 2,000 before it, by the tails of its features (ECOD: Li et al., TKDE 2022)
 * over a sliding window that is learnt again whenever a twentieth of it is new. Bounded memory; saved and restored it goes on.
 * Cost: O(features x log window) a conversation, and one sort of the window every 50 to 100.
 */
export class ConversationScorer {
  readonly #options: ConversationScorerOptions;
  readonly #topics: ValueFrequencies;
  readonly #languages: ValueFrequencies;
  readonly #window: number[][];
  #detector: BatchDetector | null = null;
  #nSinceFit: number;

  constructor(options: ConversationScorerOptions, saved?: SavedScorer) {
    this.#options = options;
    this.#topics = new ValueFrequencies(saved?.topics);
    this.#languages = new ValueFrequencies(saved?.languages);
    this.#window = saved?.window ?? [];
    this.#nSinceFit = saved?.nSinceFit ?? 0;
    const nLearnt = this.#window.length - this.#nSinceFit;
    if (nLearnt >= options.warmUp) this.#fit(this.#window.slice(0, nLearnt));
  }

  /** Scores the conversation by what was learnt before it, then learns it. */
  update(conversation: ConversationCategorised): ConversationScore {
    const values = toFeatureVector(conversation, {
      topic: this.#topics.rarity(conversation.topic.label),
      language: this.#languages.rarity(conversation.language),
    });
    const score = this.#score(values);
    this.#topics.learn(conversation.topic.label);
    this.#languages.learn(conversation.language);
    this.#learn([...values]);
    return score;
  }

  #score(values: Float64Array): ConversationScore {
    const detector = this.#detector;
    if (detector === null) return { anomalyScore: 0, threshold: 1, isAnomalous: false, contributions: [] };
    const { score, contributions } = detector.explain(values);
    const raw = Math.max(score, Number.EPSILON);
    const anomalyScore = 1 - 2 ** (-raw / Math.max(detector.threshold, Number.EPSILON));
    return {
      anomalyScore,
      threshold: THRESHOLD,
      isAnomalous: anomalyScore > THRESHOLD,
      contributions: CONVERSATION_FEATURES.map((feature, index) => ({
        feature,
        value: values[index] ?? null,
        contribution: anomalyScore * ((contributions[index] ?? 0) / raw),
      })).sort((a, b) => b.contribution - a.contribution),
    };
  }

  #learn(values: number[]): void {
    this.#window.push(values);
    this.#nSinceFit += 1;
    const refitEvery = Math.max(MIN_REFIT_EVERY, REFIT_SHARE * Math.min(WINDOW, this.#window.length));
    const isDue = this.#detector === null || this.#nSinceFit >= refitEvery;
    if (!isDue || this.#window.length < this.#options.warmUp) return;
    // Only now: what was learnt last must stay whole, so that a restored scorer learns the same.
    this.#window.splice(0, Math.max(0, this.#window.length - WINDOW));
    this.#fit(this.#window);
    this.#nSinceFit = 0;
  }

  #fit(window: readonly number[][]): void {
    this.#detector = createBatchDetector('ecod', { contamination: this.#options.contamination });
    this.#detector.fit(matrixFromRows(window));
  }

  toJSON(): SavedScorer {
    return {
      window: this.#window,
      topics: this.#topics.toJSON(),
      languages: this.#languages.toJSON(),
      nSinceFit: this.#nSinceFit,
    };
  }

  /** Goes on where `toJSON` left off; starts over where nothing was saved. */
  static restore(options: ConversationScorerOptions, saved: unknown): ConversationScorer {
    return new ConversationScorer(options, (saved ?? undefined) as SavedScorer | undefined);
  }
}
