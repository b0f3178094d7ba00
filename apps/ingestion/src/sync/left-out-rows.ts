/** Rows that this process has read and left out: a comparison, which meets their ids again and again, need not ask for them once more. */
export interface LeftOutRows {
  add(rowId: string): void;
  has(rowId: string): boolean;
}

/** Remembers the newest `max` rows; forgetting one costs a read. Memory: about 80 bytes each. */
export function createLeftOutRows(max = 500_000): LeftOutRows {
  const rows = new Set<string>();
  return {
    add(rowId) {
      rows.add(rowId);
      if (rows.size > max) rows.delete(rows.values().next().value ?? '');
    },
    has: (rowId) => rows.has(rowId),
  };
}
