const LINES = /\n/g;

/** Rows of an answer: what a page lists, the rows of a table, the lines of a file of rows without its header; one for anything else that is data. */
export function countRows(answer: unknown, contentType = 'application/json'): number {
  if (typeof answer === 'string')
    return contentType.startsWith('text/csv') ? Math.max(0, (answer.match(LINES)?.length ?? 0) - 1) : 0;
  if (typeof answer !== 'object' || answer === null) return 0;
  const { items, rows } = answer as { items?: unknown; rows?: unknown };
  if (Array.isArray(items)) return items.length;
  return Array.isArray(rows) ? rows.length : 1;
}
