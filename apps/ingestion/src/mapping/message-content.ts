import { isRecord } from '@convoscope/contracts';

/** The text of a message, and what else was in it. */
export interface MessageContent {
  /** Null: there is none. */
  text: string | null;
  /** What is no text, by the name its vendor gives it: `image_url`, `tool_use`, `thinking` … */
  others: string[];
  /** Whether all of it is the answer of a tool. */
  isToolResult: boolean;
}

/** Said by nobody to anybody: how a model came to its answer. */
const NOT_SAID = new Set(['thinking', 'redacted_thinking', 'reasoning', 'think', 'thought']);
const TOOL_RESULTS = new Set([
  'tool_result', 'function_call_output', 'functionResponse', 'function_response', 'tool-result', 'toolResult',
]); // prettier-ignore
/** Where vendors put the text of a part, in the order they are looked for. */
const TEXT_KEYS = [
  'text', 'content', 'parts', 'value', 'refusal', 'transcript', 'output', 'response', 'result', 'message', 'body',
] as const; // prettier-ignore
/** What a part may wrap its text in. */
const WRAPPERS = ['functionResponse', 'toolResult', 'audio', 'document'] as const;
const MAX_LEVELS = 8;

/**
 * The text of a message's content: texts as they are; of lists of parts, of objects with `text`, `content`, `parts`, `value` … (nested, as far
 * as 8 levels) their texts, one a line. What has no text is named.
 */
export function messageContent(value: unknown): MessageContent {
  const found = { texts: [] as string[], others: [] as string[], nTools: 0, nParts: 0 };
  collect(value, MAX_LEVELS, found);
  const text = found.texts.length === 0 ? null : found.texts.join('\n');
  return { text, others: found.others, isToolResult: found.nParts > 0 && found.nTools === found.nParts };
}

interface Found {
  texts: string[];
  others: string[];
  nTools: number;
  nParts: number;
}

function collect(value: unknown, levels: number, found: Found): void {
  if (value === null || value === undefined) return;
  if (typeof value === 'string') found.texts.push(value);
  else if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    found.texts.push(String(value));
  else if (levels === 0) found.others.push('nested-too-deep');
  else if (Array.isArray(value)) for (const part of value) collect(part, levels - 1, found);
  else collectPart(value as Record<string, unknown>, levels, found);
}

function collectPart(part: Record<string, unknown>, levels: number, found: Found): void {
  const kind = kindOf(part);
  const isTop = levels >= MAX_LEVELS - 1;
  if (isTop) found.nParts += 1;
  if (isTop && TOOL_RESULTS.has(kind)) found.nTools += 1;
  if (NOT_SAID.has(kind) || part['thought'] === true) {
    found.others.push(kind);
    return;
  }
  const key = TEXT_KEYS.find((name) => part[name] !== undefined && part[name] !== null);
  const before = found.texts.length + found.others.length;
  const wrapped = key ?? WRAPPERS.find((name) => isRecord(part[name]));
  if (wrapped !== undefined) collect(part[wrapped], levels - 1, found);
  else collectSource(part['source'], found);
  if (found.texts.length + found.others.length === before) found.others.push(kind);
}

/** A document that is given as a text, not as bytes. */
function collectSource(source: unknown, found: Found): void {
  if (isRecord(source) && source['type'] === 'text' && typeof source['data'] === 'string')
    found.texts.push(source['data']);
}

/** What a part calls itself; without a type, its first key (`functionCall`, `inlineData`). */
function kindOf(part: Record<string, unknown>): string {
  const type = part['type'] ?? part['content_type'] ?? part['kind'];
  return (typeof type === 'string' ? type : (Object.keys(part)[0] ?? 'empty')).slice(0, 60);
}

/** Calls that stand beside the content of a message. */
export function toolCallsOf(message: Record<string, unknown>): string[] {
  return ['tool_calls', 'function_call', 'toolCalls', 'functionCall', 'tool_uses'].flatMap((key) => {
    const value = message[key];
    if (Array.isArray(value)) return value.map(() => key);
    return isRecord(value) ? [key] : [];
  });
}
