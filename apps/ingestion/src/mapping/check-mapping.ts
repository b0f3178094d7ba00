import { defaultMapping, mappedColumns, mappedMessageColumns, type ColumnMapping } from './column-mapping.ts';
import { columnOf } from '@convoscope/tables';
import { suggestColumn } from './suggest-column.ts';

/** Mapping keys without which no conversation can be made. All others may be absent from the table when they are only defaults. */
const REQUIRED = new Set(['messages', 'message.role', 'message.content', 'message.conversation']);

interface Named {
  key: string;
  column: string;
  explicit: boolean;
}

/** Every mapped column that the conversations table does not have, as sentences. A default that is absent is no problem: see `fitMapping`. */
export const checkMapping = (mapping: ColumnMapping, titles: readonly string[], table: string): string[] =>
  missing(mappedColumns(mapping), titles, table);

/** The same for the messages table. */
export const checkMessageMapping = (
  mapping: ColumnMapping,
  titles: readonly string[],
  table: string,
): string[] => missing(mappedMessageColumns(mapping), titles, table);

function missing(named: readonly Named[], titles: readonly string[], table: string): string[] {
  return named
    .filter(
      ({ key, column, explicit }) =>
        (explicit || REQUIRED.has(key)) && !titles.includes(columnOf(column, titles)),
    )
    .map(({ key, column }) => {
      const suggestion = suggestColumn(column, titles);
      const hint =
        suggestion === null ? `it has ${titles.join(', ') || 'no columns'}` : `did you mean "${suggestion}"`;
      return `column "${column}" of mapping "${key}" is not in table "${table}"; ${hint}`;
    });
}

/** The mapping with defaults that the table does not have switched off, so that an absent optional column reads as null. */
export function fitMapping(mapping: ColumnMapping, titles: readonly string[]): ColumnMapping {
  const optional = ['id', 'userId', 'model', 'startedAt', 'endedAt'] as const;
  const off = optional.filter(
    (key) => mapping[key] === defaultMapping[key] && !titles.includes(columnOf(mapping[key] ?? '', titles)),
  );
  return { ...mapping, ...Object.fromEntries(off.map((key) => [key, null])) };
}
