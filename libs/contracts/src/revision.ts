import { createHash } from 'node:crypto';
import type { ConversationContent } from './conversation.ts';

/** JSON with the keys of every object in code-point order: equal values give equal text (RFC 8785 for our value types). */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
}

/** The revision of a conversation: the first 128 bits of the SHA-256 of its canonical content, as 32 hex digits. */
export function revisionOf(content: ConversationContent): string {
  const { conversationId, startedAt, endedAt, userId, model, title, metadata, messages } = content;
  const canonical = canonicalJson({
    conversationId,
    startedAt,
    endedAt,
    userId,
    model,
    title,
    metadata,
    messages,
  });
  return createHash('sha256').update(canonical).digest('hex').slice(0, 32);
}
