import {
  revisionOf,
  type Conversation,
  type ConversationContent,
  type MessageRole,
} from '@convoscope/contracts';
import type { SourcePrivacy } from '@convoscope/privacy';
import type { ColumnMapping } from '../mapping/column-mapping.ts';
import type { ConversationDraft, Rejection } from './conversation-draft.ts';
import {
  badConversationId,
  boundedNames,
  deriveTimes,
  emptyConversation,
  missingStartTime,
  tooLarge,
} from './conversation-rules.ts';
import {
  createCanonicalRole,
  duplicateMessageId,
  messageWithoutContent,
  orderMessages,
  timestampOutOfRange,
  unknownRole,
} from './message-rules.ts';
import { createPersonalData } from './personal-data-rule.ts';
import type { Rule } from './rule.ts';
import { normaliseNewlines, repairBrokenUnicode, trimNulCharacters } from './text-rules.ts';

/** A conversation that is clean but has no place in the order of changes yet. */
export type CleanConversation = Omit<Conversation, 'sequence' | 'pass'>;

export type RuleOutcome = { conversation: CleanConversation } | { rejection: Rejection };

/** All rules in the order they run: texts, then messages, then the conversation as a whole. */
export const createRules = (
  mapping: Pick<ColumnMapping, 'roles'>,
  privacy: SourcePrivacy | null = null,
): readonly Rule[] => [
  trimNulCharacters,
  repairBrokenUnicode,
  normaliseNewlines,
  badConversationId,
  boundedNames,
  tooLarge,
  duplicateMessageId,
  createCanonicalRole(mapping.roles),
  unknownRole,
  createPersonalData(privacy),
  messageWithoutContent,
  timestampOutOfRange,
  orderMessages,
  emptyConversation,
  deriveTimes,
  missingStartTime,
];

/** Runs the rules; `onApplied` hears of each that changed something, with how many things. */
export function applyRules(
  draft: ConversationDraft,
  rules: readonly Rule[],
  source: string,
  onApplied: (rule: string, changed: number) => void,
): RuleOutcome {
  let current = draft;
  for (const rule of rules) {
    const result = rule.apply(current);
    if (result.changed > 0) onApplied(rule.name, result.changed);
    if (result.rejection !== undefined) return { rejection: result.rejection };
    current = result.draft;
  }
  return { conversation: toConversation(current, source) };
}

const toIso = (ms: number): string => new Date(ms).toISOString();

function toConversation(draft: ConversationDraft, source: string): CleanConversation {
  const content: ConversationContent = {
    conversationId: draft.conversationId,
    startedAt: toIso(draft.startedAtMs ?? 0),
    endedAt: toIso(draft.endedAtMs ?? draft.startedAtMs ?? 0),
    userId: draft.userId,
    model: draft.model,
    title: draft.title,
    metadata: draft.metadata,
    messages: draft.messages.map((message, index) => ({
      index,
      role: message.role as MessageRole,
      content: message.content ?? '',
      sentAt: message.sentAtMs === null ? null : toIso(message.sentAtMs),
    })),
  };
  return { ...content, source, revision: revisionOf(content), nMessages: content.messages.length };
}
