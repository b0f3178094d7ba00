import { z } from 'zod';
import { nameOfSchema, nameSchema } from '../http/openapi/component-schemas.ts';

export const pagingShape = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Most items on a page'),
  // Holds the id of a conversation, which may be 512 characters of 4 bytes.
  cursor: z.string().max(8_192).optional().describe('`nextCursor` of the page before'),
};

/** A day that somebody can have meant: `0020-01-01` and `9999-12-31` are slips. */
export const daySchema = z.iso
  .date()
  .regex(/^(19[7-9]\d|20\d\d|21\d\d)-/, { message: 'expected a year from 1970 to 2199' });

export const conversationIdParams = z.strictObject({ conversationId: z.string().min(1).max(512) });

export const dateRangeShape = {
  from: daySchema.optional().describe('First day, inclusive (UTC)'),
  to: daySchema.optional().describe('Last day, inclusive (UTC)'),
};

/** A page of something that has a name in the document. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  nameSchema(
    `${nameOfSchema(item) ?? ''}Page`,
    z.object({
      items: z.array(item),
      nextCursor: z.string().nullable().describe('Leads to the next page; null on the last one'),
    }),
  );

/** Leaves out what is undefined, as `exactOptionalPropertyTypes` asks. */
export function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
