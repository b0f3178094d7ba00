import type { TableReader, TableRow } from './table-reader.ts';

/** Where messages lie in a table of their own. */
export interface MessagesTable {
  reader: TableReader;
  /** Column of the messages table that says which conversation a message belongs to. */
  joinTitle: string;
  /** Column of the conversations table it holds the value of. */
  parentTitle: string;
  isParentNumeric: boolean;
}

/** Keys in one `in` filter: the address stays well below the 8 kB that proxies allow. */
const KEYS_PER_REQUEST = 50;

/** The value that joins a conversation to its messages. */
export const joinKeyOf = ({ parentTitle }: MessagesTable, row: TableRow): string | null =>
  toKey(row.values[parentTitle]);

export const parentKeyOf = ({ joinTitle }: MessagesTable, message: TableRow): string | null =>
  toKey(message.values[joinTitle]);

/** A cell as a key, or null where it holds none. */
export const toKey = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

/** The messages of some conversations, by join key, each list in key order. Whole conversations: every page of them is read. */
export async function readMessageRows(
  table: MessagesTable,
  joinKeys: readonly string[],
  signal?: AbortSignal,
): Promise<{ byConversation: Map<string, Record<string, unknown>[]>; sizeBytes: number }> {
  const byConversation = new Map<string, Record<string, unknown>[]>();
  let sizeBytes = 0;
  for (let i = 0; i < joinKeys.length; i += KEYS_PER_REQUEST) {
    const value = joinKeys
      .slice(i, i + KEYS_PER_REQUEST)
      .map((key) => (table.isParentNumeric ? Number(key) : key));
    const clauses = [{ field: table.joinTitle, op: 'in' as const, value }];
    for await (const page of table.reader.pages({ range: { after: null, upTo: null }, clauses }, signal)) {
      sizeBytes += page.sizeBytes;
      for (const message of page.rows) addTo(byConversation, parentKeyOf(table, message), message.values);
    }
  }
  return { byConversation, sizeBytes };
}

function addTo(
  map: Map<string, Record<string, unknown>[]>,
  key: string | null,
  row: Record<string, unknown>,
): void {
  if (key === null) return;
  const list = map.get(key);
  if (list === undefined) map.set(key, [row]);
  else list.push(row);
}
