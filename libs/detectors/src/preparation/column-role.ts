import {
  countCategories,
  parseNumber,
  type DataColumn,
  type NumberColumn,
  type TextColumn,
} from './data-table.ts';
import { parseInstant } from './parse-instant.ts';

/** What a column is taken for: as numbers, one feature a category, how frequent the category is, parts of an instant, measures of a text, or not at all. */
export const columnRoles = ['number', 'category', 'frequency', 'date', 'text', 'omit'] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** A role with the reason for it, in words for a person. */
export interface RoleGuess {
  readonly role: ColumnRole;
  readonly reason: string;
}

/** Share of the known values that have to be numbers, or dates, for the column to be one; the others are missing values. */
const MOSTLY = 0.9;
/** Rows from which on a column of distinct values, or of row numbers, is taken for an identifier. */
const MIN_ROWS = 20;
const MAX_CATEGORIES = 12;
/** Words a text has on average where it is prose and not a name. */
const PROSE_WORDS = 3;

/** 0, 1, 2 ... or 1, 2, 3 ...: the number of the row. */
function isRowNumber({ values }: NumberColumn): boolean {
  if (values.length < MIN_ROWS || (values[0] !== 0 && values[0] !== 1)) return false;
  for (let i = 1; i < values.length; i++) if (values[i] !== values[i - 1] + 1) return false;
  return true;
}

function guessOfNumbers(column: NumberColumn): RoleGuess {
  if (column.values.every(Number.isNaN)) return { role: 'omit', reason: 'it has no values' };
  if (isRowNumber(column)) return { role: 'omit', reason: 'it numbers the rows' };
  return { role: 'number', reason: 'numbers' };
}

/** Share of the known values whose text `test` accepts. */
function shareOf(column: TextColumn, counts: Float64Array, test: (text: string) => boolean): number {
  let [accepted, known] = [0, 0];
  column.categories.forEach((text, code) => {
    known += counts[code];
    if (counts[code] > 0 && test(text)) accepted += counts[code];
  });
  return known === 0 ? 0 : accepted / known;
}

function meanWords(column: TextColumn): number {
  const words = column.categories.reduce((sum, text) => sum + text.trim().split(/\s+/).length, 0);
  return words / Math.max(1, column.categories.length);
}

function guessOfTexts(column: TextColumn): RoleGuess {
  const counts = countCategories(column);
  const nKnown = counts.reduce((sum, count) => sum + count, 0);
  const nDistinct = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  if (nKnown === 0) return { role: 'omit', reason: 'it has no values' };
  if (shareOf(column, counts, (text) => !Number.isNaN(parseNumber(text))) >= MOSTLY)
    return { role: 'number', reason: 'nearly all of its texts are numbers, the others are taken as missing' };
  if (shareOf(column, counts, (text) => !Number.isNaN(parseInstant(text))) >= MOSTLY)
    return { role: 'date', reason: 'dates: time of the day, day of the week, month' };
  if (nDistinct === 1 && nKnown === column.codes.length)
    return { role: 'omit', reason: 'all of its texts are the same' };
  if (nDistinct > nKnown / 2 && meanWords(column) >= PROSE_WORDS)
    return { role: 'text', reason: 'prose: its length and make-up' };
  if (nDistinct === nKnown && nKnown >= MIN_ROWS)
    return { role: 'omit', reason: 'every row has another text: an identifier' };
  return nDistinct <= MAX_CATEGORIES
    ? { role: 'category', reason: `${nDistinct} categories: one feature each` }
    : { role: 'frequency', reason: `${nDistinct} categories: how frequent the row's one is` };
}

/** What the column most likely is, judged from its values alone. Never looks at a label. Cost: linear. */
export const guessRole = (column: DataColumn): RoleGuess =>
  column.kind === 'number' ? guessOfNumbers(column) : guessOfTexts(column);
