import { sampleOf } from '@convoscope/tables';

const MAX_COLUMNS = 8;
const MAX_CHARACTERS = 40;

/** What a row begins with, so that a person finds it again: a few of its columns, shortened. Cost: bounded, however long its texts are. */
export function sampleOfColumns(columns: Readonly<Record<string, unknown>>): string | null {
  const parts: string[] = [];
  for (const name in columns) {
    const shown = shownOf(columns[name]);
    if (shown !== null) parts.push(`${name.slice(0, MAX_CHARACTERS)}: ${shown}`);
    if (parts.length === MAX_COLUMNS) break;
  }
  return parts.length === 0 ? null : sampleOf(parts.join(', '));
}

/** What stands in one cell. */
export function sampleOfValue(value: unknown): string | null {
  const shown = shownOf(value);
  return shown === null ? null : sampleOf(shown);
}

function shownOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return value.slice(0, 2 * MAX_CHARACTERS);
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value === 'object') return `{${Object.keys(value).slice(0, MAX_COLUMNS).join(', ')}}`;
  return String(value as number | boolean | bigint);
}
