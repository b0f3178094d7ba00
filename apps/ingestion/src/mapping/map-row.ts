import { columnOf, timeFormat, valueAt, type TimeFormat } from '@convoscope/tables';
import type { Metadata } from '@convoscope/contracts';
import type { Finding } from '../findings/finding.ts';
import type { RawRow } from '../sources/conversation-source.port.ts';
import type { ConversationDraft, DraftMessage, Rejection } from '../rules/conversation-draft.ts';
import { columnsTaken, type ColumnMapping } from './column-mapping.ts';
import { readMessages, timeOf, toDraftMessage, type MessageContext } from './read-messages.ts';
import { sampleOfValue } from '../findings/sample-of-columns.ts';
import { nameOf, textOrNull, titleOf, toScalar, userIdOf } from './scalars.ts';
import { isKnownVolatile, withoutSignatures } from './volatile.ts';

export type MappedRow =
  { draft: ConversationDraft; findings: Finding[] } | { rejection: Rejection; findings: Finding[] };

/** Turns a raw row into a draft by the mapping; what of it could not be read is found. A row without an id of its own gets `<source>-<row id>`. */
export function mapRow(row: RawRow, mapping: ColumnMapping, source: string): MappedRow {
  const findings: Finding[] = (row.cells ?? []).map((cell) => ({ ...cell, ...placeOf(row, cell.line) }));
  const context: MessageContext = {
    mapping,
    timeFormat: formatOf(mapping.timeFormat),
    remark: (reason, column, message, sample) =>
      void findings.push({ reason, column, message, sample, ...placeOf(row) }),
  };
  const outcome = toDraft(row, mapping, source, context);
  return { ...outcome, findings };
}

const placeOf = (row: RawRow, line: number | null = null): { file: string | null; line: number | null } => ({
  file: row.place?.file ?? null,
  line: line ?? row.place?.line ?? null,
});

const formats = new Map<string, TimeFormat>();
/** A format is compiled once, not once a row. */
function formatOf(text: string | null): TimeFormat | null {
  if (text === null) return null;
  const known = formats.get(text) ?? timeFormat(text);
  formats.set(text, known);
  return known;
}

function toDraft(
  row: RawRow,
  mapping: ColumnMapping,
  source: string,
  context: MessageContext,
): { draft: ConversationDraft } | { rejection: Rejection } {
  const messages = allMessages(row, context);
  if ('rejection' in messages) return messages;
  const read = (column: string | null): unknown =>
    column === null ? undefined : valueAt(row.columns, column);
  const ownId = textOrNull(read(mapping.id));
  if (mapping.id !== null && ownId === null) {
    return rejected('missing-conversation-id', 'id', `column "${mapping.id}" is empty`);
  }
  const named = (
    key: 'userId' | 'model' | 'title',
    readName: (value: unknown) => string | null,
  ): string | null => {
    const value = read(mapping[key]);
    const name = readName(value);
    if (name === null && !isEmpty(value))
      context.remark('value-not-understood', mapping[key], NOT_UNDERSTOOD[key], sampleOfValue(value));
    return name;
  };
  // Read by the source, where it counts; here only what of it is no time is said.
  timeOf(read(mapping.modifiedAt), mapping.modifiedAt, context);
  return {
    draft: {
      conversationId: ownId ?? `${source}-${row.rowId}`,
      userId: named('userId', userIdOf),
      model: named('model', nameOf),
      title: named('title', titleOf),
      startedAtMs: timeOf(read(mapping.startedAt), mapping.startedAt, context),
      endedAtMs: timeOf(read(mapping.endedAt), mapping.endedAt, context),
      createdAtMs: row.createdAtMs,
      metadata: readMetadata(row, context),
      messages: messages.messages,
    },
  };
}

const NOT_UNDERSTOOD = {
  userId: 'it names no person: there is no id, e-mail or name in it',
  model: 'it names no model: there is no name or id in it',
  title: 'it is no text',
};

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.keys(value).length === 0;
}

const rejected = (reason: string, field: string, message: string): { rejection: Rejection } => ({
  rejection: { reason, field, message },
});

/** The messages of their table, or of their column with those of the column of answers behind them. */
function allMessages(
  row: RawRow,
  context: MessageContext,
): { messages: DraftMessage[] } | { rejection: Rejection } {
  const { mapping } = context;
  if (row.messageRows !== undefined)
    return { messages: row.messageRows.map((raw) => toDraftMessage(raw, context)) };
  const asked = readMessages(
    mapping.messages === null ? null : valueAt(row.columns, mapping.messages),
    context,
  );
  if ('rejection' in asked || mapping.answer === null) return asked;
  return { messages: [...asked.messages, ...answersOf(answerIn(row, mapping.answer), context)] };
}

/** What stands at the path; where an answer was not what the path expects (a text, an error), what stands in its column. */
function answerIn({ columns }: RawRow, path: string): unknown {
  const value = valueAt(columns, path);
  return value === undefined || value === null ? columns[columnOf(path, Object.keys(columns))] : value;
}

/** What the model answered: a text, a message, a list of them, or the answer of an API with its `choices`. */
function answersOf(value: unknown, context: MessageContext): DraftMessage[] {
  if (value === null || value === undefined || value === '') return [];
  const { role, content } = context.mapping.message;
  const chosen =
    valueAt({ value }, 'value.choices[0].message') ?? valueAt({ value }, 'value.candidates[0].content');
  const answered: MessageContext = { ...context, defaultRole: 'assistant' };
  const read = readMessages(chosen ?? value, answered);
  const messages =
    'messages' in read && read.messages.some((message) => message.content !== null)
      ? read.messages
      : [toDraftMessage({ [role]: 'assistant', [content]: value }, answered)];
  return messages.map((message) => ({
    ...message,
    role:
      message.role === '' || (typeof value === 'string' && message.role === 'user')
        ? 'assistant'
        : message.role,
  }));
}

/** Metadata is for filtering: nobody filters by more columns, and each is carried by every event of the conversation. */
const MAX_METADATA = 1_000;

function readMetadata(row: RawRow, { mapping, remark }: MessageContext): Metadata {
  const left = new Set(mapping.volatile);
  const taken = columnsTaken(mapping, Object.keys(row.columns));
  const columns =
    mapping.metadata === '*'
      ? Object.keys(row.columns).filter(
          (name) => !taken.has(name) && !left.has(name) && !isKnownVolatile(name),
        )
      : mapping.metadata.filter((name) => !left.has(name));
  if (columns.length > MAX_METADATA) {
    const message = `there are more columns than the ${MAX_METADATA} that are kept as metadata: name those that matter (mapping key metadata)`;
    remark('too-many-columns', columns[MAX_METADATA] ?? null, message, null);
  }
  const entries = columns
    .slice(0, MAX_METADATA)
    .map((name) => [name, toScalar(withoutSignatures(valueAt(row.columns, name)))] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}
