import type { ChatFormat, Fields, PlainConversation } from './chat-format.ts';

/** What a record became. `position`: of the record it came from, of several the first; `nRecords`: how many they were. */
export interface Adapted {
  position: number;
  nRecords: number;
  conversation: PlainConversation | null;
}

/**
 * The conversations in the records of a file, in its order; of formats in which several records make one, at the end, when all are known. Memory: a
 * record; of those formats the file.
 */
export function* adaptRecords(format: ChatFormat, records: Iterable<Fields>): Generator<Adapted> {
  const groups = new Map<string, { position: number; records: Fields[] }>();
  let position = 0;
  for (const record of records) {
    const group = format.groupOf?.(record) ?? null;
    if (group === null || format.joinGroup === undefined)
      yield { position, nRecords: 1, conversation: format.toConversation(record) };
    else {
      const known = groups.get(group) ?? { position, records: [] };
      known.records.push(record);
      groups.set(group, known);
    }
    position += 1;
  }
  for (const [group, { position: at, records: own }] of groups)
    yield { position: at, nRecords: own.length, conversation: format.joinGroup?.(group, own) ?? null };
}
