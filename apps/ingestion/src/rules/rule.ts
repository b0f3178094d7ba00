import type { ConversationDraft, Rejection } from './conversation-draft.ts';

export interface RuleResult {
  draft: ConversationDraft;
  /** How many things (texts, messages, the conversation) the rule changed; 0: it found nothing. */
  changed: number;
  /** Set where the conversation cannot be used. No further rule runs. */
  rejection?: Rejection;
}

/** A named rule of validation or cleaning: a pure function, so that the same row always gives the same revision. */
export interface Rule {
  /** Kebab-case; a metric label and a heading in docs/sources.md. */
  readonly name: string;
  readonly doc: string;
  apply(draft: ConversationDraft): RuleResult;
}

export const unchanged = (draft: ConversationDraft): RuleResult => ({ draft, changed: 0 });

export const reject = (
  draft: ConversationDraft,
  reason: string,
  field: string,
  message: string,
): RuleResult => ({
  draft,
  changed: 1,
  rejection: { reason, field, message },
});
