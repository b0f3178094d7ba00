import type { ConversationDraft } from './conversation-draft.ts';
import type { Rule } from './rule.ts';

/** A rule that rewrites every text of a conversation and counts the texts it changed. */
function textRule(name: string, doc: string, rewrite: (text: string) => string): Rule {
  return {
    name,
    doc,
    apply(draft) {
      let changed = 0;
      const clean = (text: string): string => {
        const cleaned = rewrite(text);
        if (cleaned !== text) changed += 1;
        return cleaned;
      };
      return { draft: rewriteTexts(draft, clean), changed };
    },
  };
}

function rewriteTexts(draft: ConversationDraft, clean: (text: string) => string): ConversationDraft {
  const orNull = (text: string | null): string | null => (text === null ? null : clean(text));
  return {
    ...draft,
    conversationId: clean(draft.conversationId),
    userId: orNull(draft.userId),
    model: orNull(draft.model),
    title: orNull(draft.title),
    metadata: Object.fromEntries(
      Object.entries(draft.metadata).map(([key, value]) => [
        clean(key),
        typeof value === 'string' ? clean(value) : value,
      ]),
    ),
    messages: draft.messages.map((message) => ({ ...message, content: orNull(message.content) })),
  };
}

export const trimNulCharacters = textRule(
  'trim-nul-characters',
  'Removes U+0000: databases and C programs end a text there.',
  (text) => (text.includes('\0') ? text.replaceAll('\0', '') : text),
);

export const repairBrokenUnicode = textRule(
  'repair-broken-unicode',
  'Replaces lone surrogates by U+FFFD: they have no UTF-8, so a text would not survive the way to the bus and back.',
  (text) => (text.isWellFormed() ? text : text.toWellFormed()),
);

export const normaliseNewlines = textRule(
  'normalise-newlines',
  'Turns CRLF and lone CR into LF, so that the same text has the same revision whatever system stored it.',
  (text) => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text),
);
