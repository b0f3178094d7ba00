import type { Clock } from '@convoscope/telemetry';
import type { ChangeMark, ChangePage } from '../conversation-source.port.ts';
import { changedSince, tableMarkNow, type ChangedRowsOptions, type TableMark } from './changed-rows.ts';
import type { ConversationRows } from './conversation-rows.ts';
import { parentKeyOf, toKey, type MessagesTable } from './message-rows.ts';
import type { TablePage } from './table-reader.ts';

export interface ChangeFeedOptions {
  rows: ConversationRows;
  overlapMs: number;
  clock: Clock;
}

/** Mark of the messages table: new messages by key, edited ones by time, and how many there were, by which deleted ones are noticed. */
interface MessagesMark extends TableMark {
  lastKey: string | null;
  count: number;
}

interface Mark {
  conversations: TableMark;
  messages: MessagesMark | null;
}

/** The mark is kept as flat JSON in the cursor state. */
const pack = ({ conversations, messages }: Mark): ChangeMark => ({
  modifiedAtMs: conversations.modifiedAtMs,
  seenAtMs: conversations.seenAtMs,
  ...(messages === null
    ? {}
    : {
        messagesModifiedAtMs: messages.modifiedAtMs,
        messagesSeenAtMs: messages.seenAtMs,
        messagesLastKey: messages.lastKey,
        messagesCount: messages.count,
      }),
});

const unpack = (mark: ChangeMark): Mark => ({
  conversations: {
    modifiedAtMs: (mark['modifiedAtMs'] ?? null) as number | null,
    seenAtMs: Number(mark['seenAtMs'] ?? 0),
  },
  messages: {
    modifiedAtMs: (mark['messagesModifiedAtMs'] ?? null) as number | null,
    seenAtMs: Number(mark['messagesSeenAtMs'] ?? 0),
    lastKey: (mark['messagesLastKey'] ?? null) as string | null,
    count: Number(mark['messagesCount'] ?? 0),
  },
});

export async function feedMarkNow(options: ChangeFeedOptions, signal?: AbortSignal): Promise<ChangeMark> {
  const { rows } = options;
  const conversations = await tableMarkNow(tableOptions(options), signal);
  const messages = rows.messages === null ? null : await messagesMarkNow(options, rows.messages, signal);
  return pack({ conversations, messages });
}

async function messagesMarkNow(
  options: ChangeFeedOptions,
  table: MessagesTable,
  signal?: AbortSignal,
): Promise<MessagesMark> {
  const { reader } = table;
  const times = await tableMarkNow({ ...tableOptions(options), reader }, signal);
  const lastKey = await reader.greatest(reader.schema.keyTitle, signal);
  return {
    ...times,
    lastKey: toKey(lastKey),
    count: await reader.count([], signal),
  };
}

const tableOptions = ({ rows, overlapMs, clock }: ChangeFeedOptions): ChangedRowsOptions => ({
  reader: rows.reader,
  overlapMs,
  clock,
});

/** Changed conversations, then conversations of changed or new messages. The last page carries the next mark. */
export async function* readChangeFeed(
  options: ChangeFeedOptions,
  since: ChangeMark,
  signal?: AbortSignal,
): AsyncIterable<ChangePage> {
  const { rows } = options;
  const mark = unpack(since);
  const changed = await changedSince(tableOptions(options), mark.conversations, signal);
  for await (const page of changed.pages) yield await toChangePage(rows, page, signal);
  let messages: MessagesMark | null = null;
  let missesRows = false;
  if (rows.messages !== null && mark.messages !== null) {
    const seen = new SeenMessages(mark.messages);
    yield* conversationsOfMessages(options, rows.messages, mark.messages, seen, signal);
    messages = { ...seen.next, count: await rows.messages.reader.count([], signal) };
    // Fewer than there were and came: some are gone, and nothing says which.
    missesRows = messages.count < mark.messages.count + seen.nNew;
  }
  yield {
    rows: [],
    rejected: [],
    sizeBytes: 0,
    mark: pack({ conversations: changed.next, messages }),
    missesRows,
  };
}

async function toChangePage(
  rows: ConversationRows,
  page: TablePage,
  signal?: AbortSignal,
): Promise<ChangePage> {
  const { rows: raw, sizeBytes } = await rows.toPage(page, signal);
  return { rows: raw, rejected: page.rejected, sizeBytes, mark: null };
}

class SeenMessages {
  next: Omit<MessagesMark, 'count'>;
  nNew = 0;

  constructor(mark: MessagesMark) {
    this.next = mark;
  }
}

async function* conversationsOfMessages(
  options: ChangeFeedOptions,
  table: MessagesTable,
  mark: MessagesMark,
  seen: SeenMessages,
  signal?: AbortSignal,
): AsyncIterable<ChangePage> {
  const { reader } = table;
  const fields = [table.joinTitle];
  for await (const page of reader.pages({ range: { after: mark.lastKey, upTo: null }, fields }, signal)) {
    seen.nNew += page.rows.length;
    yield* conversationsOf(options.rows, table, page, signal);
    seen.next = { ...seen.next, lastKey: page.lastKey ?? seen.next.lastKey };
  }
  const changed = await changedSince({ ...tableOptions(options), reader }, mark, signal);
  for await (const page of changed.pages) yield* conversationsOf(options.rows, table, page, signal);
  seen.next = { ...seen.next, ...changed.next, lastKey: seen.next.lastKey };
}

async function* conversationsOf(
  rows: ConversationRows,
  table: MessagesTable,
  messages: TablePage,
  signal?: AbortSignal,
): AsyncIterable<ChangePage> {
  const keys = [...new Set(messages.rows.flatMap((message) => parentKeyOf(table, message) ?? []))];
  const values = keys.map((key) => (table.isParentNumeric ? Number(key) : key));
  for await (const page of rows.rowsBy(table.parentTitle, values, signal)) {
    if (page.rows.length > 0) yield await toChangePage(rows, page, signal);
  }
}
