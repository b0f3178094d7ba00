/** Where something stands, as far as it is known. */
export interface TroublePlace {
  file?: string | null;
  line?: number | null;
  /** Of formats without lines. */
  record?: number | null;
  column?: string | null;
}

/**
 * A place as `file:line:column`, with `#record` where there is no line, and `file, column "…"` where it is about all of a column; empty where
 * nothing is known. A line feed in the name of a file is written out: a place is one line.
 *
 * @example
 * describePlace({ file: 'a.csv', line: 3, column: 'at' }); // 'a.csv:3:at'
 */
export function describePlace({ file, line, record, column }: TroublePlace): string {
  const name = file?.replace(/[\r\n\t]/g, (sign) => JSON.stringify(sign).slice(1, -1));
  const row = line ?? (typeof record === 'number' ? `#${record}` : null);
  const isThere = (part: unknown): boolean => part !== null && part !== undefined && part !== '';
  if (row === null && isThere(column)) return [name, `column "${column}"`].filter(isThere).join(', ');
  return [name, row, column].filter(isThere).join(':');
}

/** What is wrong, as one sentence for a person: `place: message ("sample")`. */
export function describeTrouble(trouble: TroublePlace & { message: string; sample?: string | null }): string {
  const place = describePlace(trouble);
  const sample = trouble.sample ?? '';
  return `${place === '' ? '' : `${place}: `}${trouble.message}${sample === '' ? '' : ` ("${sample}")`}`;
}
