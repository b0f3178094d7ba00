import { conversationDate } from '@convoscope/contracts';
import type { ConfiguredSource } from './create-source.ts';
import { createCleanRowStep } from './steps/clean-row.step.ts';

/** One conversation as the ledger counts it. */
export interface SourceCount {
  conversationId: string;
  revision: string;
  /** UTC day the conversation belongs to, `YYYY-MM-DD`. */
  date: string;
}

/**
 * Every conversation that the source holds now and that ingestion would accept, through the same mapping and the same rules (those of personal data too), so that counts and
 * hashes can be compared with those of later stages. Rows that are refused are left out: they are processing errors, not conversations.
 * A conversation that stands in two rows comes twice: the first of them is the one that is taken in. The source must have been opened.
 * Cost: reads everything; memory: a page.
 */
export async function* countAtSource(
  { source, mapping, privacy }: Pick<ConfiguredSource, 'source' | 'mapping'> & Partial<ConfiguredSource>,
  signal?: AbortSignal,
): AsyncIterable<SourceCount> {
  const cleanRow = createCleanRowStep(mapping, source.name, { privacy });
  for (let after: string | null = null, isAtEnd = false; !isAtEnd;) {
    const page = await source.rowsAfter({ after, upTo: null }, signal);
    for (const row of page.rows) {
      const outcome = cleanRow(row);
      if (outcome.kind !== 'ok') continue;
      const { conversation } = outcome.value;
      yield {
        conversationId: conversation.conversationId,
        revision: conversation.revision,
        date: conversationDate(conversation),
      };
    }
    after = page.next;
    isAtEnd = page.next === null;
  }
}
