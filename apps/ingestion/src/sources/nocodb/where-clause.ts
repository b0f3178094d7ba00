/** One comparison of a filter. `value` may be several for `in`. */
export interface Clause {
  field: string;
  op: 'eq' | 'gt' | 'le' | 'gte' | 'in' | 'notblank';
  value?: string | number | readonly (string | number)[];
  /** Compare as a moment: ms since the epoch. */
  isMoment?: boolean;
}

/** Names and values that v2's old parser takes as they are: no parentheses, commas, quotes, tildes or edge spaces (nocodb#10385, #10433). */
const isPlain = (text: string): boolean =>
  /^[\p{L}\p{N}_.:+-][\p{L}\p{N}_.:+\- ]*$/u.test(text) && text.trim() === text;

/**
 * The `where` parameter. Clauses are joined by `~and`; `own` is the user's filter, in the same syntax, put in parentheses so that its `~or` stays inside.
 * v3 always reads quoted names and values; v2 only after `@`, which old versions lack, so it is used only where a name or value needs quotes.
 * Returns null where there is nothing to filter by.
 */
export function whereOf(clauses: readonly Clause[], own: string, version: 'v2' | 'v3'): string | null {
  const isQuoted = version === 'v3' || clauses.some(needsQuotes);
  const parts = clauses.map((clause) => clauseOf(clause, isQuoted));
  if (own !== '') parts.push(parts.length === 0 || isSingle(own) ? own : `(${own})`);
  if (parts.length === 0) return null;
  const prefix = version === 'v2' && isQuoted ? '@' : '';
  return prefix + parts.join('~and');
}

const isSingle = (where: string): boolean => !/~(?:and|or|not)\(/.test(where);

const needsQuotes = ({ field, value }: Clause): boolean =>
  !isPlain(field) || valuesOf(value).some((item) => typeof item === 'string' && !isPlain(item));

function clauseOf({ field, op, value, isMoment }: Clause, isQuoted: boolean): string {
  const name = isQuoted ? quote(field) : field;
  if (op === 'notblank') return `(${name},notblank)`;
  if (isMoment === true) return `(${name},${op},exactDate,${toMoment(Number(value))})`;
  const items = valuesOf(value).map((item) =>
    isQuoted && typeof item === 'string' ? quote(item) : String(item),
  );
  return `(${name},${op},${items.join(',')})`;
}

const valuesOf = (value: Clause['value']): readonly (string | number)[] =>
  value === undefined ? [] : typeof value === 'object' ? value : [value];

const quote = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** Seconds are all NocoDB keeps; the zone is written out, as no zone has meant different things. */
const toMoment = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}+0000`;
