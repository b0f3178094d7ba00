import { findRuleProblems } from '../rules/find-rule-problems.ts';
import type { TopicRule } from '../rules/rule.ts';

/** Notation that says what a message is about, or, `addressed`, that it speaks to a company in public (it begins with a mention). */
export type TopicSignal = 'code' | 'formula' | 'addressed';

/** One topic of a taxonomy. Keywords and examples may be in any language, also mixed. */
export interface Topic {
  /** Stable key, kept in stored results. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** Words or phrases that speak for the topic; `*` at the end stands for any ending. */
  readonly keywords?: readonly string[];
  /** Words or phrases that speak for the topic as a whole, while their parts do not: "green card" is legal, "green" is not. */
  readonly phrases?: readonly string[];
  /** What speaks for the topic in any language: source code, formulas, or that a company is addressed. */
  readonly signals?: readonly TopicSignal[];
  /** Messages as people write them. */
  readonly examples?: readonly string[];
}

/** What conversations are sorted into. `other` is always a possible answer and need not be listed. */
export interface Taxonomy {
  readonly name: string;
  /** Changes whenever the content does: stored beside each result. */
  readonly version: string;
  readonly topics: readonly Topic[];
  /** What is known for certain, over what is learned. */
  readonly rules?: readonly TopicRule[];
}

/** A fault and where it is, as a path into the taxonomy. */
export interface TaxonomyProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** The answer when no topic fits. */
export const OTHER_TOPIC = 'other';

function problemsOfTopic(topic: Topic, at: number, seen: Set<string>): TaxonomyProblem[] {
  const problems: TaxonomyProblem[] = [];
  const add = (message: string, field = 'id'): void =>
    void problems.push({ path: ['topics', at, field], message });
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(topic.id)) {
    add(`topic id "${topic.id}": use lower-case letters, digits, "-" and "_"`);
  }
  if (seen.has(topic.id)) add(`topic id "${topic.id}" occurs twice`);
  seen.add(topic.id);
  const nTexts = (topic.keywords?.length ?? 0) + (topic.examples?.length ?? 0);
  if (topic.id !== OTHER_TOPIC && nTexts === 0) add(`topic "${topic.id}" has neither keywords nor examples`);
  return problems;
}

/** What is wrong with a taxonomy, one sentence each with its place; empty when it can be learned from. */
export function findTaxonomyProblems(taxonomy: Taxonomy): TaxonomyProblem[] {
  const seen = new Set<string>();
  const problems = taxonomy.topics.flatMap((topic, at) => problemsOfTopic(topic, at, seen));
  if (taxonomy.version.trim() === '')
    problems.push({ path: ['version'], message: 'the taxonomy has no version' });
  const real = taxonomy.topics.filter((topic) => topic.id !== OTHER_TOPIC);
  if (real.length < 1)
    problems.push({ path: ['topics'], message: 'the taxonomy has no topic besides "other"' });
  const ofRules = findRuleProblems(taxonomy.rules ?? [], new Set([...seen, OTHER_TOPIC]));
  return [...problems, ...ofRules.map(({ path, message }) => ({ path: ['rules', ...path], message }))];
}
