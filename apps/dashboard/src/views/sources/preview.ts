export interface Preview {
  columns: string[];
  rows: string[][];
}

const MOST_ROWS = 5;
const MOST_COLUMNS = 8;
const LONGEST_CELL = 60;

const shorten = (text: string): string =>
  text.length <= LONGEST_CELL ? text : `${text.slice(0, LONGEST_CELL)} …`;

const cellOf = (value: unknown): string =>
  shorten(typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));

/** The first rows of the beginning of a file: JSON Lines, JSON or CSV; null where it is none of them, such as packed or binary. */
export function previewText(text: string): Preview | null {
  // Bytes that are no text came out as this character.
  if (text.trim() === '' || text.includes('\uFFFD') || text.includes('\0')) return null;
  const records = readRecords(text);
  if (records !== null) return ofRecords(records);
  const rows = parseCsv(text);
  const [columns, ...others] = rows;
  if (columns === undefined || columns.length < 2) return null;
  return {
    columns: columns.slice(0, MOST_COLUMNS),
    rows: others.slice(0, MOST_ROWS).map((row) => row.slice(0, MOST_COLUMNS).map(shorten)),
  };
}

function ofRecords(records: readonly object[]): Preview {
  const shown = records.slice(0, MOST_ROWS) as Record<string, unknown>[];
  const columns = [...new Set(shown.flatMap((record) => Object.keys(record)))].slice(0, MOST_COLUMNS);
  return { columns, rows: shown.map((record) => columns.map((column) => cellOf(record[column]))) };
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function readRecords(text: string): object[] | null {
  const whole = parseJson(text);
  if (Array.isArray(whole)) return whole.every(isRecord) ? whole : null;
  if (isRecord(whole)) return [whole];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  // The last line may be cut: only the beginning of the file is here.
  const records = lines.slice(0, MOST_ROWS).map(parseJson);
  return isRecord(records[0]) ? records.filter(isRecord) : null;
}

/** RFC 4180, of whole rows: a row that is cut at the end of the text is left out. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (isQuoted && character === '"' && text.charAt(i + 1) === '"') {
      cell += '"';
      i++;
    } else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted || (character !== ',' && character !== '\n')) cell += character;
    else {
      row.push(cell.replace(/\r$/, ''));
      cell = '';
      if (character === '\n') {
        rows.push(row);
        row = [];
      }
    }
  }
  return rows;
}
