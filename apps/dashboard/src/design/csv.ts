export type CsvValue = string | number | boolean | null | undefined;

/** A spreadsheet would read these as the beginning of a formula; a number is none. */
const FORMULA = /^[=+\-@\t\r]/;

function cellOf(value: CsvValue): string {
  if (value == null) return '';
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180, with lines that end in CR LF; text that a spreadsheet would run as a formula is marked as text. */
export const toCsv = (header: readonly string[], rows: readonly (readonly CsvValue[])[]): string =>
  [header, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
