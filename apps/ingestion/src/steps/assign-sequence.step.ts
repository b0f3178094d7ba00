import { deadLetter, drop, ok, type Outcome } from '@convoscope/bus';
import type { Conversation } from '@convoscope/contracts';
import type { CleanRow } from './clean-row.step.ts';

/** What is stored of a conversation, as far as change detection needs it. */
export interface KnownConversation {
  conversationId: string;
  source: string;
  sourceRowId: string;
  revision: string;
  sequence: number;
  startedAt: string;
  isDeleted: boolean;
}

export interface KnownConversations {
  byRow: ReadonlyMap<string, KnownConversation>;
  byId: ReadonlyMap<string, KnownConversation>;
  /** Of the rows named as holders of a conversation id that another row claims: those that still exist at the source. */
  livingRows: ReadonlySet<string>;
}

export interface SequencedRow {
  rowId: string;
  conversation: Conversation;
  /** The conversation this row held before its id was edited; it is gone now. */
  replaced: KnownConversation | null;
}

/** Asked about a row whose content is what is stored. */
export type IsToBeRepeated = (before: KnownConversation) => boolean;

export type AssignSequenceStep = (row: CleanRow, known: KnownConversations) => Outcome<SequencedRow>;

/**
 * Places a conversation in the order of its changes, or drops it where nothing changed.
 * Sequence: the source's time of modification, raised above the last one when the content differs but the time does not (or moved backwards).
 * `isToBeRepeated`: what is stored may not have been published (a crash between the two), so it is published again as it is.
 */
export function createAssignSequenceStep(source: string, isToBeRepeated: IsToBeRepeated): AssignSequenceStep {
  return function assignSequenceStep(row, known) {
    const { conversation } = row;
    const before = known.byRow.get(row.rowId);
    if (before?.conversationId === conversation.conversationId)
      return againstOwn(row, before, isToBeRepeated(before));
    const holder = known.byId.get(conversation.conversationId);
    if (holder !== undefined && !holder.isDeleted && holder.sourceRowId !== row.rowId) {
      if (holder.source !== source) return deadLetter('conversation-id-of-other-source', conflict(holder));
      if (known.livingRows.has(holder.sourceRowId))
        return deadLetter('duplicate-conversation-id', conflict(holder));
    }
    return sequenced(row, holder, before ?? null);
  };
}

const conflict = ({ source, sourceRowId }: KnownConversation): { field: string; message: string } => ({
  field: 'id',
  message: `row ${sourceRowId} of source ${source} has this conversation id already`,
});

function againstOwn(
  row: CleanRow,
  before: KnownConversation,
  repeatUnchanged: boolean,
): Outcome<SequencedRow> {
  if (before.revision !== row.conversation.revision) return sequenced(row, before, null);
  if (!repeatUnchanged) return drop('unchanged');
  return ok({
    rowId: row.rowId,
    conversation: { ...row.conversation, sequence: before.sequence, pass: 0 },
    replaced: null,
  });
}

function sequenced(
  row: CleanRow,
  last: KnownConversation | undefined,
  replaced: KnownConversation | null,
): Outcome<SequencedRow> {
  const sequence = last === undefined ? row.sourceMs : Math.max(row.sourceMs, last.sequence + 1);
  return ok({ rowId: row.rowId, conversation: { ...row.conversation, sequence, pass: 0 }, replaced });
}
