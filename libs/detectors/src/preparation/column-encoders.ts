import {
  countCategories,
  numbersOf,
  textsOf,
  type DataColumn,
  type NumberColumn,
  type TextColumn,
} from './data-table.ts';
import { encodeInstant, INSTANT_FEATURES } from './instant-features.ts';
import { instantOfNumber, parseInstant } from './parse-instant.ts';
import { measureText, TEXT_FEATURES } from './text-features.ts';
import type { ColumnRole } from './column-role.ts';

/** What was learnt about one column; plain data. */
export type Encoding =
  | { readonly role: 'number'; readonly lowest: number; readonly highest: number }
  | { readonly role: 'category'; readonly categories: readonly string[]; readonly hasOther: boolean }
  | {
      readonly role: 'frequency';
      readonly categories: readonly string[];
      readonly logShares: Float64Array;
      readonly unseen: number;
    }
  | { readonly role: 'date' }
  | { readonly role: 'text' };

/** Writes feature `feature` of row `row`. */
type Write = (row: number, feature: number, value: number) => void;

function learnNumber(column: DataColumn): Encoding {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const value of numbersOf(column)) {
    if (!Number.isFinite(value)) continue;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return { role: 'number', lowest, highest };
}

/** The most frequent categories, first those that come first in the data; the rest share one feature. */
function learnCategories(column: TextColumn, maxCategories: number): Encoding {
  const counts = countCategories(column);
  const order = Array.from(counts.keys())
    .filter((code) => counts[code] > 0)
    .sort((a, b) => counts[b] - counts[a] || a - b);
  const kept = order.slice(0, maxCategories).map((code) => column.categories[code]);
  // Of two categories one tells everything.
  return {
    role: 'category',
    categories: order.length === 2 ? kept.slice(1) : kept,
    hasOther: order.length > maxCategories,
  };
}

function learnFrequencies(column: TextColumn): Encoding {
  const counts = countCategories(column);
  const nRows = Math.max(1, column.codes.length);
  return {
    role: 'frequency',
    categories: column.categories,
    logShares: counts.map((count) => Math.log(Math.max(count, 0.5) / nRows)),
    unseen: Math.log(0.5 / nRows),
  };
}

/** Learns how a column becomes features. `maxCategories`: most features that one column of categories may take. */
export function learnEncoding(
  column: DataColumn,
  role: Exclude<ColumnRole, 'omit'>,
  maxCategories: number,
): Encoding {
  switch (role) {
    case 'number':
      return learnNumber(column);
    case 'category':
      return learnCategories(textsOf(column), maxCategories);
    case 'frequency':
      return learnFrequencies(textsOf(column));
    case 'date':
    case 'text':
      return { role };
  }
}

/** Names of the features that a column becomes. */
export function featureNames(name: string, encoding: Encoding): string[] {
  switch (encoding.role) {
    case 'number':
      return [name];
    case 'category':
      return [...encoding.categories, ...(encoding.hasOther ? ['(other)'] : [])].map((c) => `${name}=${c}`);
    case 'frequency':
      return [`${name}.frequency`];
    case 'date':
      return INSTANT_FEATURES.map((feature) => `${name}.${feature}`);
    case 'text':
      return TEXT_FEATURES.map((feature) => `${name}.${feature}`);
  }
}

/** An infinite value becomes the nearest finite one that was learnt. */
function writeNumbers(column: DataColumn, lowest: number, highest: number, write: Write): void {
  const values = numbersOf(column);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    write(i, 0, value === Infinity ? highest : value === -Infinity ? lowest : value);
  }
}

/** Computes the features of each category once, and writes them for every row that holds it. Missing rows stay missing. */
function writeByCategory(
  column: TextColumn,
  toFeatures: (text: string) => ArrayLike<number>,
  write: Write,
): void {
  const features = column.categories.map(toFeatures);
  const width = features[0]?.length ?? 0;
  column.codes.forEach((code, row) => {
    for (let j = 0; j < width; j++) write(row, j, code < 0 ? NaN : features[code][j]);
  });
}

function writeInstants(column: DataColumn, write: Write): void {
  if (column.kind === 'text')
    return writeByCategory(column, (text) => encodeInstant(parseInstant(text)), write);
  column.values.forEach((value, row) =>
    encodeInstant(instantOfNumber(value)).forEach((part, j) => write(row, j, part)),
  );
}

function writeCategories(
  column: TextColumn,
  { categories, hasOther }: Extract<Encoding, { role: 'category' }>,
  write: Write,
): void {
  const known = new Map(categories.map((category, j) => [category, j]));
  const other = hasOther ? categories.length : -1;
  const places = column.categories.map((category) => known.get(category) ?? other);
  const width = categories.length + (hasOther ? 1 : 0);
  column.codes.forEach((code, row) => {
    for (let j = 0; j < width; j++) write(row, j, 0);
    if (code >= 0 && places[code] >= 0) write(row, places[code], 1);
  });
}

/** Writes the features of every row of a column; a value that is not known is written as NaN. */
export function writeFeatures(column: DataColumn, encoding: Encoding, write: Write): void {
  switch (encoding.role) {
    case 'number':
      return writeNumbers(column, encoding.lowest, encoding.highest, write);
    case 'category':
      return writeCategories(textsOf(column), encoding, write);
    case 'frequency': {
      const shareOf = new Map(
        encoding.categories.map((category, code) => [category, encoding.logShares[code]]),
      );
      return writeByCategory(textsOf(column), (text) => [shareOf.get(text) ?? encoding.unseen], write);
    }
    case 'date':
      return writeInstants(column, write);
    case 'text':
      return writeByCategory(textsOf(column), measureText, write);
  }
}

/** How many values of a column that is read as numbers are missing, and how many are infinite. */
export function countGaps(column: NumberColumn | TextColumn): { missing: number; infinite: number } {
  let [missing, infinite] = [0, 0];
  if (column.kind === 'text') for (const code of column.codes) missing += code < 0 ? 1 : 0;
  else
    for (const value of column.values) {
      if (Number.isNaN(value)) missing++;
      else if (!Number.isFinite(value)) infinite++;
    }
  return { missing, infinite };
}
