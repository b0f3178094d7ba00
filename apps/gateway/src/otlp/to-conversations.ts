import type { ConversationsSubmitted } from '@convoscope/contracts';
import type { OtlpSpan } from './decode-traces.ts';

type Row = ConversationsSubmitted['rows'][number];
type Attributes = Readonly<Record<string, unknown>>;

interface Said {
  role: string;
  content: string;
}

interface Exchange {
  span: OtlpSpan;
  asked: Said[];
  answered: Said[];
}

/**
 * Conversations in spans of calls of AI models: by the semantic conventions for generative AI (messages in attributes, in events, or numbered), and by
 * those of OpenInference. A call sends all that was said so far, so the last call of a conversation has all of it: of several the one with the most
 * messages counts. Other spans say nothing.
 */
export function toConversations(spans: readonly OtlpSpan[]): Row[] {
  const fullest = new Map<string, Exchange>();
  for (const span of spans) {
    const exchange = { span, asked: askedIn(span), answered: answeredIn(span) };
    if (exchange.asked.length + exchange.answered.length === 0) continue;
    const id = conversationIdOf(span);
    const known = id === null ? undefined : fullest.get(id);
    if (id !== null && (known === undefined || isFuller(exchange, known))) fullest.set(id, exchange);
  }
  return [...fullest].map(([id, exchange]) => toRow(id, exchange));
}

const sizeOf = ({ asked, answered }: Exchange): number => asked.length + answered.length;

const isFuller = (one: Exchange, other: Exchange): boolean =>
  sizeOf(one) > sizeOf(other) ||
  (sizeOf(one) === sizeOf(other) && one.span.endedAtMs >= other.span.endedAtMs);

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : typeof value === 'number' ? String(value) : null;

const firstOf = (attributes: Attributes, ...names: string[]): string | null =>
  names.map((name) => textOf(attributes[name])).find((text) => text !== null) ?? null;

const MAX_ID = 512;

const conversationIdOf = ({ attributes, traceId }: OtlpSpan): string | null =>
  (
    firstOf(attributes, 'gen_ai.conversation.id', 'session.id', 'langfuse.session.id') ?? textOf(traceId)
  )?.slice(0, MAX_ID) ?? null;

const isoOf = (ms: number): string | null => (ms > 0 ? new Date(ms).toISOString() : null);

function toRow(id: string, { span, asked, answered }: Exchange): Row {
  const { attributes, resource, startedAtMs, endedAtMs, traceId } = span;
  const [begun, ended] = [isoOf(startedAtMs), isoOf(endedAtMs)];
  const messages = [
    // When all but the last question were asked no span says.
    ...asked.map((message, i) => ({ ...message, sentAt: i === asked.length - 1 ? begun : null })),
    ...answered.map((message) => ({ ...message, sentAt: ended })),
  ];
  const service = textOf(resource['service.name']);
  return {
    rowId: id,
    columns: {
      ...{ id, messages, startedAt: begun, endedAt: ended, traceId },
      userId: firstOf(attributes, 'user.id', 'enduser.id', 'langfuse.user.id'),
      model: firstOf(attributes, 'gen_ai.response.model', 'gen_ai.request.model', 'llm.model_name'),
      ...(service !== null && { service }),
    },
  };
}

const DETAILS = 'gen_ai.client.inference.operation.details';

/** Attributes of the span, and of the event that has the messages where the span does not. */
const detailsOf = ({ attributes, events }: OtlpSpan): Attributes => ({
  ...events.find(({ name }) => name === DETAILS)?.attributes,
  ...attributes,
});

function askedIn(span: OtlpSpan): Said[] {
  const details = detailsOf(span);
  const system = messagesOf(details['gen_ai.system_instructions'], 'system');
  const structured = messagesOf(details['gen_ai.input.messages'], 'user');
  if (structured.length > 0) return [...system, ...structured];
  const numbered = numberedIn(details, /^gen_ai\.prompt\.(\d+)\.(role|content)$/, 'user');
  if (numbered.length > 0) return numbered;
  const inference = numberedIn(details, /^llm\.input_messages\.(\d+)\.message\.(role|content)$/, 'user');
  if (inference.length > 0) return inference;
  return span.events.flatMap(({ name, attributes }) => {
    const role = /^gen_ai\.(system|user|assistant|tool)\.message$/.exec(name)?.[1];
    return role === undefined ? [] : saidBy(role, attributes['content'] ?? attributes['gen_ai.prompt']);
  });
}

function answeredIn(span: OtlpSpan): Said[] {
  const details = detailsOf(span);
  const structured = messagesOf(details['gen_ai.output.messages'], 'assistant');
  if (structured.length > 0) return structured;
  const numbered = numberedIn(details, /^gen_ai\.completion\.(\d+)\.(role|content)$/, 'assistant');
  if (numbered.length > 0) return numbered;
  const inference = numberedIn(
    details,
    /^llm\.output_messages\.(\d+)\.message\.(role|content)$/,
    'assistant',
  );
  if (inference.length > 0) return inference;
  return span.events.flatMap(({ name, attributes }) => {
    if (name !== 'gen_ai.choice') return [];
    const message = parsed(attributes['message']);
    const content =
      typeof message === 'object' && message !== null ? (message as Attributes)['content'] : message;
    return saidBy('assistant', content ?? attributes['content'] ?? attributes['gen_ai.completion']);
  });
}

const ROLES = new Set(['user', 'assistant', 'system', 'tool']);

function saidBy(role: unknown, content: unknown): Said[] {
  const text = wordsOf(parsed(content));
  const name =
    role === 'developer'
      ? 'system'
      : role === 'model' || role === 'ai'
        ? 'assistant'
        : role === 'human'
          ? 'user'
          : role;
  return text === null || typeof name !== 'string' || !ROLES.has(name) ? [] : [{ role: name, content: text }];
}

/** Text in parts: `{ type: 'text', content }`, `{ text }`, plain, or a list of them. */
function wordsOf(content: unknown): string | null {
  if (Array.isArray(content)) {
    const parts = content.map(wordsOf).filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join('\n');
  }
  if (typeof content !== 'object' || content === null) return textOf(content);
  const { text, content: inner, parts, response } = content as Attributes;
  return wordsOf(text ?? inner ?? parts ?? response ?? null);
}

/** JSON within an attribute; what is none stays a text. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function messagesOf(value: unknown, role: string): Said[] {
  const content = parsed(value);
  if (content === undefined || content === null) return [];
  const members = Array.isArray(content) ? (content as unknown[]) : [content];
  const areMessages = members.every(
    (member) => typeof member === 'object' && member !== null && 'role' in member,
  );
  if (!areMessages) return saidBy(role, content);
  return members.flatMap((member) =>
    saidBy(
      (member as Attributes)['role'],
      (member as Attributes)['parts'] ?? (member as Attributes)['content'],
    ),
  );
}

/** Messages whose parts are attributes of their own, by number. */
function numberedIn(attributes: Attributes, pattern: RegExp, role: string): Said[] {
  const byNumber = new Map<number, { role?: unknown; content?: unknown }>();
  for (const [name, value] of Object.entries(attributes)) {
    const [, number, part] = pattern.exec(name) ?? [];
    if (number === undefined || part === undefined) continue;
    byNumber.set(Number(number), { ...byNumber.get(Number(number)), [part]: value });
  }
  return [...byNumber]
    .sort(([a], [b]) => a - b)
    .flatMap(([, message]) => saidBy(message.role ?? role, message.content));
}
