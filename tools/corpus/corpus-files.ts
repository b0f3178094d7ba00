import type { Corpus } from './build-corpus.ts';
import { dateOf, N_DAYS } from './timeline.ts';

/** The seed of the corpus that is bundled. */
export const DEMO_SEED = 20261115;

/** One conversation a line. */
export function toJsonLines(corpus: Corpus): string {
  return `${corpus.conversations.map((conversation) => JSON.stringify(conversation)).join('\n')}\n`;
}

/** The labels of what was put in on purpose, with the first and last day of the corpus. */
export function toIncidentsJson(corpus: Corpus): string {
  const { incidents } = corpus;
  return `${JSON.stringify({ synthetic: true, first_date: dateOf(0), last_date: dateOf(N_DAYS - 1), incidents }, null, 2)}\n`;
}
