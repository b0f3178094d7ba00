import { ConfigError } from '@convoscope/contracts';
import type { Clock } from '@convoscope/telemetry';
import { checkMapping, checkMessageMapping, fitMapping } from '../../mapping/check-mapping.ts';
import { mappedColumns, mappedMessageColumns, type ColumnMapping } from '../../mapping/column-mapping.ts';
import { suggestColumn } from '../../mapping/suggest-column.ts';
import { createConversationRows, type ConversationRows } from './conversation-rows.ts';
import type { MessagesTable } from './message-rows.ts';
import type { NocodbClient } from './nocodb-client.ts';
import { createTableReader, type TableReader } from './table-reader.ts';
import { toTableSchema, type TableSchema } from './table-schema.ts';

export interface OpenTablesOptions {
  client: NocodbClient;
  table: string;
  /** Empty: messages lie in a column of the conversations table. */
  messagesTable: string;
  mapping: ColumnMapping;
  pageSize: number;
  clock: Clock;
  /** Called with the id of the conversations table, once it is known. */
  onTable(tableId: string): void;
}

/** Finds the tables, reads their schemas and checks the mapping against them. Throws ConfigError with every problem of all of it. */
export async function openTables(
  options: OpenTablesOptions,
  signal?: AbortSignal,
): Promise<ConversationRows> {
  const { client, mapping } = options;
  const problems: string[] = [];
  const tables = await client.tables(signal);
  const schemaOf = async (wanted: string, env: string): Promise<TableSchema | null> => {
    const table = tables.find(({ id, title }) => id === wanted || title === wanted);
    if (table === undefined) {
      problems.push(noSuchTable(wanted, env, tables));
      return null;
    }
    return toTableSchema(table, await client.columns(table.id, signal));
  };
  const schema = await schemaOf(options.table, 'NOCODB_TABLE');
  const own =
    options.messagesTable === '' ? null : await schemaOf(options.messagesTable, 'NOCODB_MESSAGES_TABLE');
  const inColumn = options.messagesTable === '' ? mapping : { ...mapping, messages: null };
  if (schema !== null) problems.push(...checkMapping(inColumn, schema.titles, schema.title));
  if (own !== null) problems.push(...checkMessageMapping(mapping, own.titles, own.title));
  const join = schema === null || own === null ? null : joinOf(schema, own, mapping, problems);
  if (schema === null || problems.length > 0) throw new ConfigError(problems);
  options.onTable(schema.id);
  const readerOf = (of: TableSchema): TableReader => createTableReader({ ...options, schema: of });
  return createConversationRows({
    reader: readerOf(schema),
    messages: own === null || join === null ? null : { ...join, reader: readerOf(own) },
    mappedTitles: new Set(mappedColumns(fitMapping(inColumn, schema.titles)).map(({ column }) => column)),
    mappedMessageTitles: new Set(mappedMessageColumns(mapping).map(({ column }) => column)),
  });
}

function noSuchTable(wanted: string, env: string, tables: readonly { title: string }[]): string {
  const titles = tables.map(({ title }) => title);
  const suggestion = suggestColumn(wanted, titles);
  const hint = suggestion === null ? `it has ${titles.join(', ') || 'none'}` : `did you mean "${suggestion}"`;
  return `${env}: the base has no table "${wanted}"; ${hint}`;
}

/** How messages find their conversation: over a link's foreign key to the row key, or by a plain column to the conversation id. */
function joinOf(
  schema: TableSchema,
  own: TableSchema,
  mapping: ColumnMapping,
  problems: string[],
): Omit<MessagesTable, 'reader'> | null {
  const title = mapping.message.conversation;
  if (title === null) {
    problems.push(
      `mapping "message.conversation" must name the column of "${own.title}" that holds the conversation`,
    );
    return null;
  }
  const column = own.columns.find((candidate) => candidate.title === title);
  if (column === undefined) return null;
  const byRowKey = { parentTitle: schema.keyTitle, isParentNumeric: schema.isKeyNumeric };
  if (column.type === 'ForeignKey') return { joinTitle: title, ...byRowKey };
  if (column.relation === null) {
    const parentTitle =
      mapping.message.conversationKey ?? fitMapping(mapping, schema.titles).id ?? schema.keyTitle;
    const isParentNumeric = parentTitle === schema.keyTitle && schema.isKeyNumeric;
    return { joinTitle: title, parentTitle, isParentNumeric };
  }
  const { foreignKeyId } = column.relation;
  const foreignKey = own.columns.find(({ id }) => id === foreignKeyId) ?? soleForeignKey(own);
  if (column.relation.kind !== 'bt' || foreignKey === undefined) {
    problems.push(
      `column "${title}" of mapping "message.conversation" is a link of kind "${column.relation.kind}"; only "belongs to" links can be followed`,
    );
    return null;
  }
  return { joinTitle: foreignKey.title, ...byRowKey };
}

/** v3's schema does not say which foreign key a link uses; where there is one only, it is that. */
function soleForeignKey(own: TableSchema): TableSchema['columns'][number] | undefined {
  const keys = own.columns.filter(({ type }) => type === 'ForeignKey');
  return keys.length === 1 ? keys[0] : undefined;
}
