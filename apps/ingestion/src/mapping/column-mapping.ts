import { z } from 'zod';
import { MESSAGE_ROLES } from '@convoscope/contracts';
import { columnOf, timeFormat } from '@convoscope/tables';

const column = z.string().min(1);
const optionalColumn = column.nullable();

/** Fields of a message: keys of the objects in the messages column, or columns of the messages table. */
const messageMappingSchema = z.strictObject({
  id: optionalColumn.default(null).describe('Unique id of the message; repeats of it are dropped'),
  role: column.default('role'),
  content: column.default('content'),
  sentAt: optionalColumn.default('timestamp'),
  order: optionalColumn
    .default(null)
    .describe('Number that orders messages; without it their own order, then time'),
  /** Only with a messages table: the column that says which conversation a message belongs to. */
  conversation: optionalColumn.default(null),
  conversationKey: optionalColumn
    .default(null)
    .describe(
      'Column of the conversations table whose value it holds; null: the conversation id, of a link the row key',
    ),
});

export const columnMappingSchema = z.strictObject({
  id: optionalColumn.default('conversation_id').describe('null: the row id is the conversation id'),
  userId: optionalColumn.default('user_id'),
  model: optionalColumn.default('model'),
  title: optionalColumn.default(null),
  startedAt: optionalColumn.default('started_at'),
  endedAt: optionalColumn.default('ended_at'),
  modifiedAt: optionalColumn
    .default(null)
    .describe('When the row was last changed; NocoDB finds it by column type by itself'),
  messages: optionalColumn.default('messages').describe('null: messages lie in a table of their own'),
  answer: optionalColumn
    .default(null)
    .describe('Column with what the model answered, where `messages` holds only what it was asked'),
  timeFormat: z
    .string()
    .nullable()
    .default(null)
    .superRefine((format, context) => {
      try {
        if (format !== null) timeFormat(format);
      } catch (error) {
        context.addIssue((error as Error).message);
      }
    })
    .describe('How times are written where that can be read two ways, such as DD.MM.YYYY HH:mm'),
  volatile: z
    .array(column)
    .default([])
    .describe('Columns that change although nothing has happened: neither content nor metadata'),
  metadata: z
    .union([z.literal('*'), z.array(column)])
    .default('*')
    .describe('Columns kept as metadata; "*": every column not mapped otherwise'),
  message: messageMappingSchema.prefault({}),
  roles: z
    .record(z.string(), z.enum(MESSAGE_ROLES))
    .default({})
    .describe('How the source calls roles, such as {"customer":"user"}'),
});

/** Which column of the source holds which field of a conversation. Every key has a default: the shape of `convoscope example`. */
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

export const defaultMapping: ColumnMapping = columnMappingSchema.parse({});

/** Columns of the conversation's row that the mapping names, with the mapping key that names each. */
export function mappedColumns(mapping: ColumnMapping): { key: string; column: string; explicit: boolean }[] {
  const keys = [
    'id',
    'userId',
    'model',
    'title',
    'startedAt',
    'endedAt',
    'modifiedAt',
    'messages',
    'answer',
  ] as const;
  const own = keys.flatMap((key) => {
    const name = mapping[key];
    return name === null ? [] : [{ key, column: name, explicit: name !== defaultMapping[key] }];
  });
  const metadata = mapping.metadata === '*' ? [] : mapping.metadata;
  return [...own, ...metadata.map((name) => ({ key: 'metadata', column: name, explicit: true }))];
}

/** Those of a table's columns that the mapping takes something from, also by a path into them. */
export function columnsTaken(mapping: ColumnMapping, columns: readonly string[]): ReadonlySet<string> {
  return new Set(mappedColumns(mapping).map(({ column: name }) => columnOf(name, columns)));
}

/** Columns of the messages table that the mapping names. */
export function mappedMessageColumns(
  mapping: ColumnMapping,
): { key: string; column: string; explicit: boolean }[] {
  return (['id', 'role', 'content', 'sentAt', 'order', 'conversation'] as const).flatMap((key) => {
    const name = mapping.message[key];
    return name === null
      ? []
      : [{ key: `message.${key}`, column: name, explicit: name !== defaultMapping.message[key] }];
  });
}

/** The column that a field of a conversation is read from; null where it has none of its own. */
export function columnOfField(field: string | null, mapping: ColumnMapping): string | null {
  const named = mappedColumns(mapping).find(({ key }) => key === field);
  return named?.column ?? null;
}
