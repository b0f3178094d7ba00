import type { Writable } from 'node:stream';

export const printJson = (out: Writable, value: unknown): void => {
  out.write(
    `${JSON.stringify(value, (_key, entry: unknown) => (typeof entry === 'bigint' ? String(entry) : entry), 2)}\n`,
  );
};

/** Columns as wide as their widest cell; numbers to the right. */
export function printTable(
  out: Writable,
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const cells = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  cells.forEach((row, index) => {
    const line = row.map((cell, column) => {
      const isNumber = index > 0 && typeof rows[index - 1]?.[column] === 'number';
      return isNumber ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
    });
    out.write(`${line.join('  ').trimEnd()}\n`);
  });
}
