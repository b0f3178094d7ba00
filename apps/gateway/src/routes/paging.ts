import { z } from 'zod';

export const pagingShape = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Most items on a page'),
  // Holds the id of a conversation, which may be 512 characters of 4 bytes.
  cursor: z.string().max(8_192).optional().describe('`nextCursor` of the page before'),
};

const [FIRST_YEAR, LAST_YEAR] = [1970, 2199];

/** A day that somebody can have meant: `0020-01-01` and `9999-12-31` are slips. */
export const daySchema = z.iso
  .date()
  .refine((day) => Number(day.slice(0, 4)) >= FIRST_YEAR && Number(day.slice(0, 4)) <= LAST_YEAR, {
    message: `expected a year from ${FIRST_YEAR} to ${LAST_YEAR}`,
  });

export const dateRangeShape = {
  from: daySchema.optional().describe('First day, inclusive (UTC)'),
  to: daySchema.optional().describe('Last day, inclusive (UTC)'),
};

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable().describe('null on the last page') });

/** Leaves out what is undefined, as `exactOptionalPropertyTypes` asks. */
export function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
