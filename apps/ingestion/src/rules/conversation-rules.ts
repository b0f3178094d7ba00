import { createHash } from 'node:crypto';
import { reject, unchanged, type Rule } from './rule.ts';

/** 8 MiB: beyond this a conversation fits neither a MongoDB document (16 MiB) with its translations nor anybody's patience. */
const MAX_TEXT_BYTES = 8 * 1024 * 1024;
const MAX_ID_CHARACTERS = 512;

export const emptyConversation: Rule = {
  name: 'empty-conversation',
  doc: 'Refuses a conversation that has no message left. It is tried again later: its messages may still be on their way.',
  apply: (draft) =>
    draft.messages.length > 0
      ? unchanged(draft)
      : reject(draft, 'empty-conversation', 'messages', 'no message with content'),
};

export const badConversationId: Rule = {
  name: 'bad-conversation-id',
  doc: 'Refuses an empty conversation id and one of more than 512 characters.',
  apply({ conversationId, ...rest }) {
    const draft = { conversationId, ...rest };
    const isGood = conversationId !== '' && conversationId.length <= MAX_ID_CHARACTERS;
    return isGood
      ? unchanged(draft)
      : reject(draft, 'bad-conversation-id', 'id', `${conversationId.length} characters`);
  },
};

/** Longest user id, model and title: they are keys and labels, shown and indexed everywhere. */
const MAX_CHARACTERS = { userId: 512, model: 256, title: 1_000 };

const shortened = (text: string | null, max: number): string | null =>
  text === null || text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/** Two long ids that begin alike are still two people. */
function shortenedId(text: string | null): string | null {
  if (text === null || text.length <= MAX_CHARACTERS.userId) return text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return `${shortened(text, MAX_CHARACTERS.userId - 33)}-${digest}`;
}

export const boundedNames: Rule = {
  name: 'bounded-names',
  doc: 'Cuts a title above 1,000 characters, a model above 256 and a user id above 512; a cut user id ends with a digest of the whole.',
  apply(draft) {
    const cut = {
      userId: shortenedId(draft.userId),
      model: shortened(draft.model, MAX_CHARACTERS.model),
      title: shortened(draft.title, MAX_CHARACTERS.title),
    };
    const changed = (['userId', 'model', 'title'] as const).filter((key) => cut[key] !== draft[key]).length;
    return changed === 0 ? unchanged(draft) : { draft: { ...draft, ...cut }, changed };
  },
};

export const tooLarge: Rule = {
  name: 'too-large',
  doc: 'Refuses a conversation of more than 8 MiB of text.',
  apply(draft) {
    const sizeBytes = draft.messages.reduce((sum, { content }) => sum + Buffer.byteLength(content ?? ''), 0);
    return sizeBytes <= MAX_TEXT_BYTES
      ? unchanged(draft)
      : reject(draft, 'too-large', 'messages', `${sizeBytes} bytes of text, at most ${MAX_TEXT_BYTES}`);
  },
};

const earlierOf = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** Must run after the messages are ordered and their times checked. */
export const deriveTimes: Rule = {
  name: 'derive-times',
  doc: 'Takes a missing start from the first message, else from the creation of the row or the end, whichever was earlier; a missing or too early end from the last message.',
  apply(draft) {
    const sent = draft.messages.flatMap(({ sentAtMs }) => (sentAtMs === null ? [] : [sentAtMs]));
    const startedAtMs =
      draft.startedAtMs ??
      (sent.length > 0
        ? sent.reduce((first, ms) => Math.min(first, ms))
        : earlierOf(draft.createdAtMs, draft.endedAtMs));
    if (startedAtMs === null) return unchanged(draft);
    const lastSentMs = sent.reduce((last, ms) => Math.max(last, ms), startedAtMs);
    const isEndUsable = draft.endedAtMs !== null && draft.endedAtMs >= startedAtMs;
    const endedAtMs = isEndUsable ? draft.endedAtMs : lastSentMs;
    const changed = Number(startedAtMs !== draft.startedAtMs || endedAtMs !== draft.endedAtMs);
    return { draft: { ...draft, startedAtMs, endedAtMs }, changed };
  },
};

/** Must run after `deriveTimes`. */
export const missingStartTime: Rule = {
  name: 'missing-start-time',
  doc: 'Refuses a conversation that says nowhere when it took place: it belongs to no day.',
  apply: (draft) =>
    draft.startedAtMs !== null
      ? unchanged(draft)
      : reject(
          draft,
          'missing-start-time',
          'startedAt',
          'neither the row nor a message carries a time that is understood',
        ),
};
