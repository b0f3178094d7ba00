export type TopicSignal = 'code' | 'formula';

/** One topic of a taxonomy. Keywords and examples may be in any language, also mixed. */
export interface Topic {
  /** Stable key, kept in stored results. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** Words or phrases that speak for the topic; `*` at the end stands for any ending. */
  readonly keywords?: readonly string[];
  /** Notation that speaks for the topic, in any language: source code, or formulas. */
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
}

/** The answer when no topic fits. */
export const OTHER_TOPIC = 'other';

function problemsOfTopic(topic: Topic, seen: Set<string>): string[] {
  const problems: string[] = [];
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(topic.id)) {
    problems.push(`topic id "${topic.id}": use lower-case letters, digits, "-" and "_"`);
  }
  if (seen.has(topic.id)) problems.push(`topic id "${topic.id}" occurs twice`);
  seen.add(topic.id);
  const nTexts = (topic.keywords?.length ?? 0) + (topic.examples?.length ?? 0);
  if (topic.id !== OTHER_TOPIC && nTexts === 0)
    problems.push(`topic "${topic.id}" has neither keywords nor examples`);
  return problems;
}

/** What is wrong with a taxonomy, one sentence each; empty when it can be learned from. */
export function findTaxonomyProblems(taxonomy: Taxonomy): string[] {
  const seen = new Set<string>();
  const problems = taxonomy.topics.flatMap((topic) => problemsOfTopic(topic, seen));
  if (taxonomy.version.trim() === '') problems.push('the taxonomy has no version');
  const real = taxonomy.topics.filter((topic) => topic.id !== OTHER_TOPIC);
  if (real.length < 1) problems.push('the taxonomy has no topic besides "other"');
  return problems;
}
