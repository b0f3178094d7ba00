import { isRecord } from '@convoscope/contracts';
import type { Fields, PlainConversation, PlainMessage } from './chat-format.ts';

export const objectsOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** Text of it; null where there is none. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  return value.trim() === '' ? null : value;
}

export const first = (...values: unknown[]): string | null =>
  values.map(textOf).find((text) => text !== null) ?? null;

/** Field of a field, by names. */
export const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((node, name) => (isRecord(node) ? node[name] : undefined), value);

/** JSON within a cell, as exports to CSV have it; what is no JSON stays as it is. */
export function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{"]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Seconds below this, milliseconds above: the year 2286 in seconds. */
const SECONDS_END = 1e10;

/** ISO 8601 (UTC) of an ISO time, or of seconds or milliseconds since 1970; undefined where it is none. */
export function timeOf(value: unknown): string | undefined {
  const number = typeof value === 'string' && /^\d{9,13}(\.\d+)?$/.test(value) ? Number(value) : value;
  const ms =
    typeof number === 'number'
      ? number < SECONDS_END
        ? number * 1_000
        : number
      : typeof number === 'string'
        ? Date.parse(number)
        : Number.NaN;
  return Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : undefined;
}

/** The words in a piece of content: a text, a list of parts, or an object with one. */
export function wordsOf(content: unknown): string | null {
  if (Array.isArray(content)) {
    const parts = content.map(wordsOf).filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join('\n');
  }
  if (!isRecord(content)) return textOf(content);
  return wordsOf(content['text'] ?? content['parts'] ?? content['content'] ?? content['value'] ?? null);
}

const ROLES: Readonly<Record<string, PlainMessage['role']>> = {
  ...{ user: 'user', human: 'user', customer: 'user', contact: 'user', 'end-user': 'user', lead: 'user' },
  ...{ assistant: 'assistant', ai: 'assistant', gpt: 'assistant', bot: 'assistant', model: 'assistant' },
  ...{
    chatgpt: 'assistant',
    bing: 'assistant',
    agent: 'assistant',
    admin: 'assistant',
    operator: 'assistant',
  },
  ...{
    system: 'system',
    developer: 'system',
    tool: 'tool',
    function: 'tool',
    function_call: 'tool',
    observation: 'tool',
  },
};

export const roleOf = (name: unknown): PlainMessage['role'] | null =>
  typeof name === 'string' ? (ROLES[name.toLowerCase()] ?? null) : null;

/** A message, where somebody said something. */
export function messageOf(
  role: PlainMessage['role'] | null,
  content: unknown,
  sentAt?: unknown,
): PlainMessage[] {
  const words = wordsOf(content);
  const timestamp = timeOf(sentAt);
  if (role === null || words === null) return [];
  return [{ role, content: words, ...(timestamp !== undefined && { timestamp }) }];
}

/** Text out of HTML as help desks write it. */
export function plainText(html: unknown): string | null {
  const text = textOf(html);
  if (text === null || !/<[a-z!/]/i.test(text)) return text;
  const plain = text
    .replaceAll(/<(br|\/p|\/div|\/li)\b[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return textOf(plain);
}

type Facts = Partial<
  Record<'title' | 'user_id' | 'model' | 'started_at' | 'ended_at', string | null | undefined>
> &
  Record<string, unknown>;

/** A conversation of what is known; null where nobody says anything. What is null or undefined is left out. */
export function conversationOf(
  id: string | null,
  messages: readonly PlainMessage[],
  facts: Facts = {},
): PlainConversation | null {
  if (id === null || messages.length === 0) return null;
  const known = Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== null && value !== undefined),
  );
  return { conversation_id: id, ...known, messages: [...messages] };
}
