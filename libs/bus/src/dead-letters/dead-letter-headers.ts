import type { RawHeaders } from '../driver/bus-driver.ts';

/** Headers that dead letters add to those of the original, which stay as they were. */
export const DEAD_LETTER_PREFIX = 'dlq_';

const nameOf = (fact: string): string => DEAD_LETTER_PREFIX + fact;

/** Facts as headers; null ones are left out. */
export function toFactHeaders(facts: Readonly<Record<string, string | null>>): RawHeaders {
  const headers: RawHeaders = {};
  for (const [name, value] of Object.entries(facts))
    if (value !== null) headers[nameOf(name)] = Buffer.from(value);
  return headers;
}

export const readFact = (headers: RawHeaders, name: string): string | null =>
  headers[nameOf(name)]?.toString('utf8') ?? null;

/** The headers without what dead letters added. */
export const originalHeaders = (headers: RawHeaders): RawHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(DEAD_LETTER_PREFIX)));

/** Which group a record of a dead-letter topic is about, and which record of the original topic. */
export interface OriginalPlace {
  group: string;
  partition: number;
  offset: bigint;
}

export const toPlaceFacts = ({ group, partition, offset }: OriginalPlace): Record<string, string> => ({
  group,
  original_partition: String(partition),
  original_offset: String(offset),
});

/** Facts that are missing (somebody else wrote the record) become empty or zero. */
export const readPlace = (headers: RawHeaders): OriginalPlace => ({
  group: readFact(headers, 'group') ?? '',
  partition: Number(readFact(headers, 'original_partition') ?? 0),
  offset: BigInt(readFact(headers, 'original_offset') ?? 0),
});
