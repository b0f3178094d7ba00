import { guessRole } from './column-role.ts';
import { countGaps } from './column-encoders.ts';
import { countCategories, parseNumber, type DataColumn, type DataTable } from './data-table.ts';

/** What can be wrong with a table. */
export type DataProblemCode =
  | 'no-rows'
  | 'no-columns'
  | 'too-few-rows'
  | 'column-name-twice'
  | 'no-values'
  | 'missing-values'
  | 'infinite-values'
  | 'constant'
  | 'mixed-values'
  | 'identifier'
  | 'many-categories'
  | 'duplicate-rows'
  | 'no-features';

/** One finding; an `error` leaves nothing to learn from, a `warning` says how the table will be understood. */
export interface DataProblem {
  readonly code: DataProblemCode;
  readonly severity: 'error' | 'warning';
  readonly column?: string;
  /** Rows or values concerned. */
  readonly count: number;
  /** What it is, and what will be done or can be done about it. */
  readonly message: string;
}

/** Everything found, at once. */
export interface DataReport {
  readonly isUsable: boolean;
  readonly problems: readonly DataProblem[];
}

/** Fewer rows leave no idea of what is ordinary. */
const FEW_ROWS = 10;
/** Distinct texts beyond which a column of categories deserves a second look. */
const MANY_CATEGORIES = 1000;

type Finding = Omit<DataProblem, 'severity' | 'column'>;

function numberFindings(column: DataColumn & { kind: 'number' }): Finding[] {
  const first = column.values.find((value) => !Number.isNaN(value));
  if (
    first !== undefined &&
    column.values.length > 1 &&
    column.values.every((v) => v === first || Number.isNaN(v))
  )
    return [
      { code: 'constant', count: column.values.length, message: `every value is ${first}: it tells nothing` },
    ];
  return [];
}

function textFindings(column: DataColumn & { kind: 'text' }, role: string): Finding[] {
  const counts = countCategories(column);
  const nDistinct = counts.filter((count) => count > 0).length;
  if (role === 'number') {
    const odd = column.categories.filter((text, c) => counts[c] > 0 && Number.isNaN(parseNumber(text)));
    const count = column.categories.reduce((sum, text, c) => sum + (odd.includes(text) ? counts[c] : 0), 0);
    return count === 0
      ? []
      : [{ code: 'mixed-values', count, message: `${count} of its values are no numbers (such as "${odd[0].slice(0, 40)}"): taken as missing` }]; // prettier-ignore
  }
  if (role === 'frequency' && nDistinct > MANY_CATEGORIES)
    return [{ code: 'many-categories', count: nDistinct, message: `${nDistinct} different texts: only how frequent each is will be seen` }]; // prettier-ignore
  return [];
}

function gapFindings(column: DataColumn, nRows: number): Finding[] {
  const { missing, infinite } = countGaps(column);
  if (missing === nRows) return [{ code: 'no-values', count: nRows, message: 'it has no values: left out' }];
  const found: Finding[] = [];
  if (missing > 0)
    found.push({ code: 'missing-values', count: missing, message: `${missing} missing ${missing === 1 ? 'value' : 'values'}: filled with the median` }); // prettier-ignore
  if (infinite > 0)
    found.push({ code: 'infinite-values', count: infinite, message: `${infinite} infinite ${infinite === 1 ? 'value' : 'values'}: taken as the most extreme finite one` }); // prettier-ignore
  return found;
}

function columnFindings(column: DataColumn, nRows: number): Finding[] {
  const found = gapFindings(column, nRows);
  if (found.some(({ code }) => code === 'no-values')) return found;
  const { role, reason } = guessRole(column);
  if (role === 'omit') found.push({ code: 'identifier', count: nRows, message: `${reason}: left out` });
  found.push(...(column.kind === 'number' ? numberFindings(column) : textFindings(column, role)));
  return found;
}

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);
const mix = (hash: number, word: number): number => {
  const mixed = Math.imul(hash ^ word, 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
};

/** Rows that repeat an earlier row, judged by a 52-bit hash of each (of a million distinct rows, one in 10,000 tables has a false one). */
function countDuplicates({ columns, nRows }: DataTable): number {
  const [high, low] = [new Uint32Array(nRows).fill(1), new Uint32Array(nRows).fill(2)];
  for (const column of columns)
    for (let i = 0; i < nRows; i++) {
      bits[0] = column.kind === 'number' ? column.values[i] + 0 : column.codes[i];
      high[i] = mix(high[i], words[0] + Math.imul(words[1], 31));
      low[i] = mix(low[i] + 0x9e3779b9, words[1] + Math.imul(words[0], 17));
    }
  const hashes = Float64Array.from(high, (hash, i) => (hash >>> 12) * 2 ** 32 + low[i]).sort();
  let duplicates = 0;
  for (let i = 1; i < nRows; i++) duplicates += hashes[i] === hashes[i - 1] ? 1 : 0;
  return duplicates;
}

function tableProblems(table: DataTable): DataProblem[] {
  const found: DataProblem[] = [];
  const say = (
    code: DataProblemCode,
    severity: DataProblem['severity'],
    count: number,
    message: string,
  ): void => {
    found.push({ code, severity, count, message });
  };
  if (table.columns.length === 0) say('no-columns', 'error', 0, 'the table has no columns');
  if (table.nRows === 0) say('no-rows', 'error', 0, 'the table has no rows');
  else if (table.nRows < FEW_ROWS)
    say('too-few-rows', 'warning', table.nRows, `${table.nRows === 1 ? '1 row is' : `${table.nRows} rows are`} too few to say what is ordinary: every score is a guess`); // prettier-ignore
  const names = table.columns.map(({ name }) => name);
  for (const name of new Set(names.filter((name, j) => names.indexOf(name) !== j)))
    say('column-name-twice', 'error', 2, `two columns are called "${name}"`);
  return found;
}

/**
 * Looks at a table before anything is learnt from it, and says all that is unusual about it at once. Nothing is changed.
 * Cost: linear in values, and a sort of the rows' hashes.
 */
export function validateTable(table: DataTable): DataReport {
  const problems = tableProblems(table);
  if (table.nRows > 0) {
    for (const column of table.columns)
      for (const finding of columnFindings(column, table.nRows))
        problems.push({ ...finding, severity: 'warning', column: column.name });
    const duplicates = table.columns.length > 0 ? countDuplicates(table) : 0;
    if (duplicates > 0)
      problems.push({ code: 'duplicate-rows', severity: 'warning', count: duplicates, message: `${duplicates} rows repeat an earlier row` }); // prettier-ignore
    if (table.columns.length > 0 && table.columns.every((column) => guessRole(column).role === 'omit'))
      problems.push({ code: 'no-features', severity: 'error', count: table.columns.length, message: 'no column can be used as a feature' }); // prettier-ignore
  }
  return { isUsable: problems.every(({ severity }) => severity === 'warning'), problems };
}
