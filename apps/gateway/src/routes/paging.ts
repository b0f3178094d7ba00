import { z } from 'zod';

export const pagingShape = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Most items on a page'),
  cursor: z.string().max(1024).optional().describe('`nextCursor` of the page before'),
};

export const dateRangeShape = {
  from: z.iso.date().optional().describe('First day, inclusive (UTC)'),
  to: z.iso.date().optional().describe('Last day, inclusive (UTC)'),
};

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable().describe('null on the last page') });

/** Leaves out what is undefined, as `exactOptionalPropertyTypes` asks. */
export function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
