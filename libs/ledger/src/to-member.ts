import { conversationDate } from '@convoscope/contracts';
import type { LedgerMember } from './stage-counter.ts';

/** A conversation, or what was made from it, as the ledger counts it. */
export const toMember = (
  from: Parameters<typeof conversationDate>[0] & Omit<LedgerMember, 'date'>,
): LedgerMember => ({
  source: from.source,
  date: conversationDate(from),
  conversationId: from.conversationId,
  revision: from.revision,
});
