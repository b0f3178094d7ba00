import type { Metadata } from '@convoscope/contracts';
import type { RawRow } from '../sources/conversation-source.port.ts';
import type { ConversationDraft, DraftMessage, Rejection } from '../rules/conversation-draft.ts';
import { mappedColumns, type ColumnMapping } from './column-mapping.ts';
import { parseTime } from './parse-time.ts';

export type MappedRow = { draft: ConversationDraft } | { rejection: Rejection };

/** Metadata texts are cut here: metadata is for filtering, not for documents. */
const METADATA_MAX_CHARACTERS = 2_000;

/** Turns a raw row into a draft by the mapping. A row without an id of its own gets `<source>-<row id>`. */
export function mapRow(row: RawRow, mapping: ColumnMapping, source: string): MappedRow {
  const messages = readMessages(row, mapping);
  if ('rejection' in messages) return messages;
  const read = (key: keyof ColumnMapping): unknown => valueOf(row, mapping[key]);
  const ownId = textOrNull(read('id'));
  if (mapping.id !== null && ownId === null) {
    return rejected('missing-conversation-id', 'id', `column "${mapping.id}" is empty`);
  }
  return {
    draft: {
      conversationId: ownId ?? `${source}-${row.rowId}`,
      userId: textOrNull(read('userId')),
      model: textOrNull(read('model')),
      title: textOrNull(read('title')),
      startedAtMs: parseTime(read('startedAt')),
      endedAtMs: parseTime(read('endedAt')),
      createdAtMs: row.createdAtMs,
      metadata: readMetadata(row, mapping),
      messages: messages.messages,
    },
  };
}

const rejected = (reason: string, field: string, message: string): { rejection: Rejection } => ({
  rejection: { reason, field, message },
});

const valueOf = (row: RawRow, column: unknown): unknown =>
  typeof column === 'string' ? row.columns[column] : undefined;

function readMessages(
  row: RawRow,
  mapping: ColumnMapping,
): { messages: DraftMessage[] } | { rejection: Rejection } {
  if (row.messageRows !== undefined)
    return { messages: row.messageRows.map((r) => toDraftMessage(r, mapping)) };
  let value = valueOf(row, mapping.messages);
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value) as unknown;
    } catch (error) {
      return rejected('messages-not-json', 'messages', (error as Error).message);
    }
  }
  if (value === null || value === undefined) return { messages: [] };
  if (!Array.isArray(value)) return rejected('messages-not-a-list', 'messages', `it is ${typeof value}`);
  if (!value.every(isRecord)) {
    return rejected('message-not-an-object', 'messages', 'a member of the list is no object');
  }
  return { messages: value.map((message) => toDraftMessage(message, mapping)) };
}

function toDraftMessage(raw: Record<string, unknown>, { message }: ColumnMapping): DraftMessage {
  const read = (column: string | null): unknown => (column === null ? undefined : raw[column]);
  const order = Number(read(message.order) ?? Number.NaN);
  return {
    id: textOrNull(read(message.id)),
    role: textOrNull(read(message.role)) ?? '',
    content: contentOf(read(message.content)),
    sentAtMs: parseTime(read(message.sentAt)),
    order: Number.isFinite(order) ? order : null,
  };
}

/** Text as it is; the text parts of a list of parts, the shape of chat APIs. */
function contentOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return null;
  const parts = (value as unknown[])
    .map((part) => (isRecord(part) ? part['text'] : part))
    .filter((p) => typeof p === 'string');
  return parts.length === 0 ? null : parts.join('\n');
}

function readMetadata(row: RawRow, mapping: ColumnMapping): Metadata {
  const taken = new Set(mappedColumns(mapping).map(({ column }) => column));
  const columns =
    mapping.metadata === '*' ? Object.keys(row.columns).filter((name) => !taken.has(name)) : mapping.metadata;
  const entries = columns.map((name) => [name, toScalar(row.columns[name])] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

/** Scalars stay; a list of scalars becomes "a, b"; anything else its JSON. Empty becomes null. */
export function toScalar(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value) && value.length === 0) return null;
  return textOf(value).slice(0, METADATA_MAX_CHARACTERS);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return value.toISOString();
  const isFlat = Array.isArray(value) && value.every((item) => typeof item !== 'object');
  return isFlat ? (value as unknown[]).join(', ') : JSON.stringify(value);
}

function textOrNull(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' ? null : text;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
