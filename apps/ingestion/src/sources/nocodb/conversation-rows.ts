import { parseTime } from '@convoscope/tables';
import type { RawRow } from '../conversation-source.port.ts';
import { joinKeyOf, readMessageRows, type MessagesTable } from './message-rows.ts';
import type { TablePage, TableReader, TableRow } from './table-reader.ts';
import { createRowReader } from './table-schema.ts';

/** Turns rows of the tables into raw rows, fetching the messages that belong to them. */
export interface ConversationRows {
  readonly reader: TableReader;
  readonly messages: MessagesTable | null;
  toRawRows(rows: readonly TableRow[], signal?: AbortSignal): Promise<{ rows: RawRow[]; sizeBytes: number }>;
  toPage(page: TablePage, signal?: AbortSignal): Promise<{ rows: RawRow[]; sizeBytes: number }>;
  /** Rows by the value of a column. */
  rowsBy(
    column: string,
    values: readonly (string | number)[],
    signal?: AbortSignal,
  ): AsyncIterable<TablePage>;
}

export interface ConversationRowsOptions {
  reader: TableReader;
  messages: MessagesTable | null;
  mappedTitles: ReadonlySet<string>;
  mappedMessageTitles: ReadonlySet<string>;
}

const VALUES_PER_REQUEST = 50;

export function createConversationRows(options: ConversationRowsOptions): ConversationRows {
  const { reader, messages } = options;
  const { schema } = reader;
  const readRow = createRowReader(schema, options.mappedTitles);
  const readMessage =
    messages === null ? null : createRowReader(messages.reader.schema, options.mappedMessageTitles);
  const timeOf = (row: TableRow, title: string | null): number | null =>
    title === null ? null : parseTime(row.values[title]);

  const toRaw = (row: TableRow): RawRow => ({
    rowId: row.key,
    columns: readRow(row.values),
    createdAtMs: timeOf(row, schema.createdTitle),
    modifiedAtMs: timeOf(row, schema.modifiedTitle),
  });

  async function toRawRows(rows: readonly TableRow[], signal?: AbortSignal) {
    if (messages === null || readMessage === null) return { rows: rows.map(toRaw), sizeBytes: 0 };
    const keys = rows.flatMap((row) => joinKeyOf(messages, row) ?? []);
    const { byConversation, sizeBytes } = await readMessageRows(messages, keys, signal);
    const withMessages = rows.map((row) => ({
      ...toRaw(row),
      messageRows: (byConversation.get(joinKeyOf(messages, row) ?? '') ?? []).map(readMessage),
    }));
    return { rows: withMessages, sizeBytes };
  }

  return {
    reader,
    messages,
    toRawRows,
    async toPage(page, signal) {
      const { rows, sizeBytes } = await toRawRows(page.rows, signal);
      return { rows, sizeBytes: page.sizeBytes + sizeBytes };
    },
    async *rowsBy(column, values, signal) {
      for (let i = 0; i < values.length; i += VALUES_PER_REQUEST) {
        const value = values.slice(i, i + VALUES_PER_REQUEST);
        const clauses = [{ field: column, op: 'in' as const, value }];
        yield* reader.pages({ range: { after: null, upTo: null }, clauses }, signal);
      }
    },
  };
}
