import { conversationDate } from '@convoscope/contracts';
import type { ConfiguredSource } from './create-source.ts';
import type { FindLeftOut } from './find-left-out.ts';
import { createCleanRowStep } from './steps/clean-row.step.ts';

/** A source with what decides what of it is taken in. */
export interface CountedSource extends Pick<ConfiguredSource, 'source' | 'mapping'> {
  privacy?: ConfiguredSource['privacy'];
  findLeftOut?: FindLeftOut;
}

/** One conversation as the ledger counts it. */
export interface SourceCount {
  conversationId: string;
  revision: string;
  /** UTC day the conversation belongs to, `YYYY-MM-DD`. */
  date: string;
}

/**
 * Every conversation that the source holds now and that ingestion would accept, through the same mapping and the same rules (those of personal data too), so that counts and
 * hashes can be compared with those of later stages. Rows that are refused are left out: they are processing errors, not conversations; so are those of persons who were erased, and what retention removed.
 * A conversation that stands in two rows comes twice: the first of them is the one that is taken in. The source must have been opened.
 * Cost: reads everything; memory: a page.
 */
export async function* countAtSource(
  { source, mapping, privacy, findLeftOut }: CountedSource,
  signal?: AbortSignal,
): AsyncIterable<SourceCount> {
  const cleanRow = createCleanRowStep(mapping, source.name, { privacy });
  for (let after: string | null = null, isAtEnd = false; !isAtEnd;) {
    const page = await source.rowsAfter({ after, upTo: null }, signal);
    const accepted = page.rows.flatMap((row) => {
      const outcome = cleanRow(row);
      return outcome.kind === 'ok' ? [outcome.value.conversation] : [];
    });
    const leftOut = await findLeftOut?.(accepted);
    for (const conversation of accepted) {
      if (leftOut?.has(conversation)) continue;
      const { conversationId, revision } = conversation;
      yield { conversationId, revision, date: conversationDate(conversation) };
    }
    after = page.next;
    isAtEnd = page.next === null;
  }
}
