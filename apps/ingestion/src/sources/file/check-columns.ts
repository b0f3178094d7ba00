import { CHAT_FORMAT_COLUMN, readChats } from '@convoscope/chat-formats';
import type { TableFile, TableOptions, Trouble } from '@convoscope/tables';
import { ConfigError } from '@convoscope/contracts';
import type { ColumnMapping } from '../../mapping/column-mapping.ts';
import { checkMapping, fitMapping } from '../../mapping/check-mapping.ts';

/** Records looked at to learn which columns there are. */
const SAMPLE_RECORDS = 20;
const MAX_PROBLEMS = 20;

export interface CheckedColumns {
  /** The mapping without the defaults that no file has. */
  mapping: ColumnMapping;
  /** Files whose columns do not fit the mapping, by path: they are not read. */
  refused: ReadonlyMap<string, Trouble>;
}

/**
 * Compares the mapping with the first records of each file. One that does not fit, or cannot be read, is set aside for the others' sake; where
 * no file is left, ConfigError says why.
 */
export async function checkColumns(
  files: readonly TableFile[],
  mapping: ColumnMapping,
  options: TableOptions,
): Promise<CheckedColumns> {
  const titles = new Set<string>();
  const refused = new Map<string, Trouble>();
  const problems: string[] = [];
  let isAnyGood = false;
  for (const file of files) {
    if (file.isFolder) continue;
    const { columns, trouble } = await sampleColumns(file, options);
    const missing = columns.length > 0 ? checkMapping(mapping, columns, file.name) : [];
    if (missing.length > 0) refused.set(file.path, columnsMissing(missing));
    else for (const title of columns) titles.add(title);
    problems.push(...missing);
    const isFatal = columns.length === 0 && trouble !== null && trouble.reason !== 'no-records';
    if (isFatal) problems.push(`source file ${file.path}: ${trouble.message}`);
    isAnyGood ||= missing.length === 0 && !isFatal;
  }
  if (!isAnyGood && problems.length > 0) throw new ConfigError(problems.slice(0, MAX_PROBLEMS));
  const title = mapping.title ?? (titles.has(CHAT_FORMAT_COLUMN) ? 'title' : null);
  return { mapping: titles.size === 0 ? mapping : fitMapping({ ...mapping, title }, [...titles]), refused };
}

const columnsMissing = (problems: readonly string[]): Trouble => ({
  reason: 'columns-missing',
  message: problems.join('; '),
  line: null,
  column: null,
  sample: null,
});

async function sampleColumns(
  file: TableFile,
  options: TableOptions,
): Promise<{ columns: string[]; trouble: Trouble | null }> {
  const titles = new Set<string>();
  let trouble: Trouble | null = file.trouble;
  let n = 0;
  if (trouble !== null) return { columns: [], trouble };
  for await (const batch of readChats(file.path, options)) {
    for (const entry of batch) {
      if (entry.kind === 'record') for (const title of Object.keys(entry.columns)) titles.add(title);
      if (entry.kind === 'broken' || entry.kind === 'refused') trouble ??= entry.trouble;
      if (++n >= SAMPLE_RECORDS) return { columns: [...titles], trouble };
    }
  }
  return { columns: [...titles], trouble };
}
