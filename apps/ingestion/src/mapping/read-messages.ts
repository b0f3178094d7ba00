import { isRecord } from '@convoscope/contracts';
import { parseJson, readTime, valueAt, type TimeFormat } from '@convoscope/tables';
import type { DraftMessage, Rejection } from '../rules/conversation-draft.ts';
import { defaultMapping, type ColumnMapping } from './column-mapping.ts';
import { messageContent, toolCallsOf, type MessageContent } from './message-content.ts';
import { roleOf } from './roles.ts';
import { textOrNull } from './scalars.ts';

/** Says what could not be read. `message` is the same for all of a kind. */
export type Remark = (reason: string, column: string | null, message: string, sample: string | null) => void;

export interface MessageContext {
  mapping: ColumnMapping;
  timeFormat: TimeFormat | null;
  remark: Remark;
  /** Of a message that names none; without it that is found, and it counts as "system". */
  defaultRole?: 'assistant';
}

type Members = { members: readonly unknown[] } | { rejection: Rejection };

/** The messages that a value of the messages column holds, whatever its vendor makes of it. */
export function readMessages(
  value: unknown,
  context: MessageContext,
): { messages: DraftMessage[] } | { rejection: Rejection } {
  const members = membersOf(value, context.mapping, context.remark);
  if ('rejection' in members) return members;
  return { messages: members.members.flatMap((member) => toMessages(member, context)) };
}

/** JSON within JSON is unpacked so many times. */
const MAX_ENCODINGS = 3;

function membersOf(value: unknown, mapping: ColumnMapping, remark: Remark): Members {
  let plain = value;
  for (let i = 0; i < MAX_ENCODINGS && typeof plain === 'string'; i++) {
    const text: string = plain;
    if (text.trim() === '') return { members: [] };
    try {
      plain = parseJson(text);
    } catch (error) {
      return mapping.answer === null || i > 0
        ? rejected('messages-not-json', messageOf(text, error as Error))
        : { members: [{ role: 'user', content: text }] };
    }
  }
  if (plain === null || plain === undefined) return { members: [] };
  if (Array.isArray(plain)) return { members: plain };
  if (typeof plain !== 'object') {
    if (mapping.answer !== null) return { members: [{ role: 'user', content: String(value as string) }] };
    return rejected('messages-not-a-list', `it is a ${typeof plain}`);
  }
  return membersOfObject(plain as Record<string, unknown>, mapping, remark);
}

function messageOf(text: string, error: Error): string {
  return /^\[\s{0,40}\{?\s{0,40}'/.test(text.trimStart().slice(0, 100))
    ? `it is written as Python shows lists, not as JSON: export it with json.dumps`
    : error.message.slice(0, 200);
}

/** Keys under which lists of messages are found in an object. */
const LISTS = ['messages', 'turns', 'conversation', 'conversations', 'history', 'items', 'contents', 'chat'];

function membersOfObject(value: Record<string, unknown>, mapping: ColumnMapping, remark: Remark): Members {
  const list = LISTS.map((key) => value[key]).find((found) => Array.isArray(found)) as unknown[] | undefined;
  if (list !== undefined) return { members: list };
  const { role, content } = mapping.message;
  if (Array.isArray(value[role]) && Array.isArray(value[content])) return { members: rowsOf(value, remark) };
  if (role in value || content in value) return { members: [value] };
  const nodes = Object.values(value).filter(isRecord);
  if (nodes.length > 0 && nodes.every((node) => 'message' in node))
    return { members: nodes.map((node) => node['message']).filter(isRecord) };
  return rejected('messages-not-a-list', 'it is an object without a list of messages');
}

/** `{role: […], content: […]}` as one object a message. */
function rowsOf(columns: Record<string, unknown>, remark: Remark): Record<string, unknown>[] {
  const lists = Object.entries(columns).filter((entry): entry is [string, unknown[]] =>
    Array.isArray(entry[1]),
  );
  const length = Math.max(...lists.map(([, list]) => list.length));
  if (lists.some(([, list]) => list.length !== length))
    remark('uneven-message-lists', null, 'the lists of a conversation differ in length', null);
  return Array.from({ length }, (_, i) => Object.fromEntries(lists.map(([key, list]) => [key, list[i]])));
}

/** What was asked and what was answered, where one object holds both. */
const PAIRS = [
  ['input', 'output'],
  ['prompt', 'completion'],
  ['prompt', 'response'],
  ['question', 'answer'],
  ['user', 'assistant'],
  ['human', 'ai'],
] as const;

function pairOf(member: Record<string, unknown>, { mapping }: MessageContext): DraftPair | null {
  const { role, content } = mapping.message;
  if (role in member || content in member) return null;
  const pair = PAIRS.find((keys) => keys.every((key) => messageContent(member[key]).text !== null));
  if (pair === undefined) return null;
  const [asked, answered] = pair;
  const rest = Object.fromEntries(
    Object.entries(member).filter(([key]) => key !== asked && key !== answered),
  );
  return [
    { ...rest, [role]: 'user', [content]: member[asked] },
    { ...rest, [role]: 'assistant', [content]: member[answered] },
  ];
}

type DraftPair = [Record<string, unknown>, Record<string, unknown>];

function toMessages(member: unknown, context: MessageContext): DraftMessage[] {
  if (isRecord(member))
    return (pairOf(member, context) ?? [member]).map((one) => toDraftMessage(one, context));
  const { remark, mapping } = context;
  if (Array.isArray(member) && member.length === 2 && typeof member[0] === 'string')
    return [
      toDraftMessage(
        { [mapping.message.role]: member[0], [mapping.message.content]: member[1] as unknown },
        context,
      ),
    ];
  if (typeof member === 'string' && member.trim() !== '')
    return [toDraftMessage({ [mapping.message.content]: member }, context)];
  remark(
    'message-not-an-object',
    mapping.messages,
    `a member of the list is ${kindOf(member)}: it was left out`,
    null,
  );
  return [];
}

/** Places by their path, in the order they are looked at. */
const ELSEWHERE = {
  role: [
    'from',
    'author.role',
    'author.name',
    'author',
    'sender',
    'speaker',
    'type',
    'kwargs.type',
    'data.role',
    '_role',
  ],
  content: [
    'parts',
    'text',
    'value',
    'message',
    'body',
    'kwargs.content',
    'data.content',
    'output',
    'refusal',
    'audio',
    'reply',
    'answer',
    'response',
    'completion',
    '_content',
  ],
  sentAt: ['created_at', 'createdAt', 'create_time', 'sent_at', 'time', 'date', 'ts', 'datetime'],
} as const;

/** A message out of its object: what is no text in it is named, a time that is none and a role that nobody knows too. */
export function toDraftMessage(raw: Record<string, unknown>, context: MessageContext): DraftMessage {
  const { mapping, remark } = context;
  const { message } = mapping;
  const content = contentOf(raw, mapping);
  const nameless = content.text === null ? textsElsewhere(raw, mapping) : [];
  if (nameless.length > 0)
    remark(
      'text-not-found',
      message.content,
      `a message has no "${message.content}"; texts stand in ${nameless.map((key) => `"${key}"`).join(', ')}: name the right one (mapping key message.content)`,
      null,
    );
  for (const kind of [...content.others, ...toolCallsOf(raw), ...kindWithoutContent(raw, content.text)])
    remark(
      'content-without-text',
      message.content,
      `"${kind}" in a message holds no text and was left out`,
      null,
    );
  const given = roleName(raw, mapping);
  const role = content.isToolResult ? 'tool' : given === '' ? (context.defaultRole ?? '') : given;
  if (content.text !== null && roleOf(role, ownRoles(mapping)) === null) {
    const what = role === '' ? 'a message has no role' : `nobody knows the role "${role.slice(0, 60)}"`;
    remark('unknown-role', message.role, `${what}: it counts as "system" (mapping key roles)`, null);
  }
  const order = Number((message.order === null ? undefined : valueAt(raw, message.order)) ?? Number.NaN);
  return {
    id: textOrNull(message.id === null ? undefined : valueAt(raw, message.id)),
    role,
    content: content.text,
    sentAtMs: timeOf(timeIn(raw, mapping), message.sentAt, context),
    order: Number.isFinite(order) ? order : null,
  };
}

/** A message without any content names at least its type: `function_call`. */
const kindWithoutContent = (raw: Record<string, unknown>, text: string | null): string[] =>
  text === null && typeof raw['type'] === 'string' && raw['content'] === undefined
    ? [raw['type'].slice(0, 60)]
    : [];

export const ownRoles = (mapping: Pick<ColumnMapping, 'roles'>): ColumnMapping['roles'] =>
  Object.fromEntries(Object.entries(mapping.roles).map(([name, role]) => [name.trim().toLowerCase(), role]));

/** Where vendors put what the default mapping names; nowhere else where the mapping is somebody's own. */
const otherPlaces = ({ message }: ColumnMapping, key: 'content' | 'sentAt'): readonly string[] =>
  message[key] === defaultMapping.message[key] ? ELSEWHERE[key] : [];

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

function timeIn(raw: Record<string, unknown>, mapping: ColumnMapping): unknown {
  const { sentAt } = mapping.message;
  if (sentAt === null) return undefined;
  const value = valueAt(raw, sentAt);
  if (isThere(value)) return value;
  return otherPlaces(mapping, 'sentAt')
    .map((path) => valueAt(raw, path))
    .find(isThere);
}

/** The first that holds a text: an empty `content` may stand beside the `text` of the same message. */
function contentOf(raw: Record<string, unknown>, mapping: ColumnMapping): MessageContent {
  const given = valueAt(raw, mapping.message.content);
  const own = isThere(given) ? messageContent(given) : null;
  if (own !== null && !isBlank(own)) return own;
  const elsewhere = otherPlaces(mapping, 'content')
    .map((path) => valueAt(raw, path))
    .filter(isThere)
    .map(messageContent);
  const first = own ?? elsewhere.shift() ?? messageContent(undefined);
  if (!isBlank(first)) return first;
  const other = elsewhere.find((found) => !isBlank(found));
  return other === undefined ? first : { ...other, others: [...first.others, ...other.others] };
}

const isBlank = ({ text }: MessageContent): boolean => text === null || text.trim() === '';

/** No name, code or address is longer. */
const LEAST_TEXT = 12;
const MAX_NAMED = 3;

/** Keys that nobody knows for a text and that hold one all the same: words with a blank between them. */
const textsElsewhere = (raw: Record<string, unknown>, { message }: ColumnMapping): string[] =>
  Object.entries(raw)
    .filter(([key]) => ![message.role, message.sentAt, message.id].includes(key))
    .filter(([, value]) => typeof value === 'string' && value.length >= LEAST_TEXT && /\S\s\S/.test(value))
    .map(([key]) => key.slice(0, 60))
    .slice(0, MAX_NAMED);

function roleName(raw: Record<string, unknown>, { message, roles }: ColumnMapping): string {
  const own = textOrNull(valueAt(raw, message.role));
  if (own !== null || message.role !== defaultMapping.message.role) return own ?? '';
  const names = [...ELSEWHERE.role.map((path) => valueAt(raw, path)), lastOf(raw['id'])]
    .map(textOrNull)
    .filter((name) => name !== null);
  return names.find((name) => roleOf(name, ownRoles({ roles })) !== null) ?? '';
}

/** LangChain names its classes by path: `["langchain", "schema", "messages", "HumanMessage"]`. */
const lastOf = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : undefined);

/** A time, or null and a remark that names what it was. */
export function timeOf(value: unknown, column: string | null, context: MessageContext): number | null {
  const read = readTime(value, context.timeFormat);
  if (read === null) return null;
  if ('ms' in read) return read.ms;
  context.remark('time-not-understood', column, read.unread.hint, read.unread.value);
  return null;
}

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;

const rejected = (reason: string, message: string): { rejection: Rejection } => ({
  rejection: { reason, field: 'messages', message },
});
