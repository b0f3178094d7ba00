import { stat } from 'node:fs/promises';
import { readTable, type TableEntry, type TableOptions } from '@convoscope/tables';
import { CHAT_FORMATS, recogniseFormat } from './all-formats.ts';
import type { ChatFormat, Fields, PlainConversation } from './chat-format.ts';

/** Column by which a conversation out of another product's export is known. */
export const CHAT_FORMAT_COLUMN = 'chat_format';

const DEFAULT_MESSAGES = 'messages';

type RecordEntry = Extract<TableEntry, { kind: 'record' }>;

/**
 * What a file holds, as `readTable` says it; the records of another product's export (ChatGPT, Claude, Langfuse, Zendesk, ...) in the words of the default
 * column mapping. The first record says which product it is. Memory: that of `readTable`; where several records make a conversation, the file.
 */
export async function* readChats(path: string, options: TableOptions): AsyncGenerator<TableEntry[]> {
  let format: ChatFormat | null | undefined;
  let fileTime: string | null = null;
  const groups = new Map<string, { first: RecordEntry; records: Fields[] }>();
  for await (const batch of readTable(path, withRecordKeys(options))) {
    const read: TableEntry[] = [];
    for (const entry of batch) {
      if (entry.kind !== 'record') {
        read.push(entry);
        continue;
      }
      if (format === undefined) {
        format = formatOf(entry, options.recordKeys?.[0]);
        fileTime = format === null ? null : (await stat(path)).mtime.toISOString();
      }
      const group = format?.groupOf?.(entry.columns) ?? null;
      if (format === null) read.push(entry);
      else if (group === null)
        read.push(adapted(entry, { format, fileTime }, format.toConversation(entry.columns)));
      else {
        const known = groups.get(group) ?? { first: entry, records: [] };
        known.records.push(entry.columns);
        groups.set(group, known);
      }
    }
    if (read.length > 0) yield read;
  }
  if (groups.size === 0 || format == null) return;
  const { joinGroup } = format;
  yield [...groups].map(([group, { first, records }]) =>
    adapted(first, { format, fileTime }, joinGroup?.(group, records) ?? null),
  );
}

/** By the keys of every format too, so that a record is found whatever lies in it. Not where a mapping names a column of its own for messages. */
function withRecordKeys(options: TableOptions): TableOptions {
  const { recordKeys = [DEFAULT_MESSAGES] } = options;
  if (recordKeys[0] !== DEFAULT_MESSAGES) return options;
  return { ...options, recordKeys: [...recordKeys, ...CHAT_FORMATS.flatMap((format) => format.recordKeys)] };
}

/** `messages`: the column that the mapping takes messages from. Where it is not the default and there, the mapping knows better. */
function formatOf({ columns }: RecordEntry, messages = DEFAULT_MESSAGES): ChatFormat | null {
  if (messages !== DEFAULT_MESSAGES && messages in columns) return null;
  return recogniseFormat(columns) ?? null;
}

/**
 * A record without anything that somebody said has no messages, which the rules refuse by name. Where nothing says when it was, as in training sets, the
 * time of the file stands for it, and `time_from` says so.
 */
function adapted(
  entry: RecordEntry,
  { format, fileTime }: { format: ChatFormat; fileTime: string | null },
  conversation: PlainConversation | null,
): RecordEntry {
  const columns = conversation ?? { messages: [] };
  const hasTime =
    conversation === null ||
    conversation.started_at !== undefined ||
    conversation.messages.some(({ timestamp }) => timestamp !== undefined);
  return {
    ...entry,
    columns: {
      ...columns,
      ...(!hasTime && { started_at: fileTime, time_from: 'file' }),
      [CHAT_FORMAT_COLUMN]: format.name,
    },
  };
}
