/** Formats that are read. Which one a file has, its first bytes say; its name decides only where they do not. */
export const FILE_FORMATS = ['jsonl', 'json', 'csv', 'parquet'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

const EXTENSIONS: Readonly<Record<string, FileFormat>> = {
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  parquet: 'parquet',
};

/** Endings of the files that a folder is searched for, for a sentence. */
export const KNOWN_ENDINGS = `${Object.keys(EXTENSIONS)
  .map((extension) => `.${extension}`)
  .join(', ')} (all but .parquet also .gz or .zst)`;

/** The format by the file's name (`.gz` and `.zst` set aside), or null where it is none of ours. */
export function formatOfName(path: string): FileFormat | null {
  const name = path.replace(/\.(?:gz|zst)$/i, '');
  return EXTENSIONS[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? null;
}

/** Files that begin so are something else: what, and what to do with it. */
export const OTHER_FORMATS: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'a ZIP archive or an Excel workbook: unpack it, or save the sheet as CSV'],
  ['\xd0\xcf\x11\xe0', 'an old Excel or Word file: save it as CSV'],
  ['Obj\x01', 'Avro: convert it to Parquet or JSON Lines'],
  ['ORC', 'ORC: convert it to Parquet'],
  ['ARROW1', 'an Arrow file: convert it to Parquet'],
  ['SQLite format 3', 'an SQLite database: export the table as CSV'],
  ['%PDF', 'a PDF'],
  ['BZh', 'packed with bzip2: unpack it, or pack it with gzip'],
  ['\xfd7zXZ', 'packed with xz: unpack it, or pack it with gzip'],
];

/** What a file is that begins so, where it is none of ours. */
export const otherFormat = (start: Buffer): string | null => {
  const text = start.toString('latin1', 0, 16);
  return OTHER_FORMATS.find(([magic]) => text.startsWith(magic))?.[1] ?? null;
};

export const isParquet = (start: Buffer): boolean => start.toString('latin1', 0, 4) === 'PAR1';
