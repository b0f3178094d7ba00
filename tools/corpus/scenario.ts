import type { Slots } from './expand-template.ts';

/** One kind of conversation in one language. All texts are templates (see `expandTemplate`). */
export interface Scenario {
  readonly topic: string;
  readonly open: readonly string[];
  /** What the assistant asks back, with what the user then says; left out where it can answer at once. */
  readonly ask?: readonly string[];
  readonly detail?: readonly string[];
  readonly answer: readonly string[];
  /** For each opening the answer that fits; by default the one at the same place, or the last. */
  readonly fits?: readonly number[];
  /** Further questions with their answers, in any order. */
  readonly more?: readonly (readonly [question: string, answer: string])[];
}

/** Everything needed to hold conversations in one language. */
export interface Phrases {
  readonly language: string;
  readonly slots: Slots;
  readonly scenarios: readonly Scenario[];
  readonly greetings: readonly string[];
  /** What people put before a sentence that they, or others, said before. */
  readonly asides: readonly string[];
  readonly thanks: readonly string[];
  readonly welcomes: readonly string[];
  readonly unsolved: readonly string[];
  readonly angry: readonly string[];
  readonly apologies: readonly string[];
  readonly escalations: readonly string[];
  readonly handovers: readonly string[];
  readonly failures: readonly string[];
}
