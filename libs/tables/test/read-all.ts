import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTable, type TableEntry, type TableOptions, type Trouble } from '../src/index.ts';

export interface WholeFile {
  rows: Record<string, unknown>[];
  /** Rows refused and files broken. */
  wrong: Trouble[];
  notes: Trouble[];
  cells: Trouble[];
  entries: TableEntry[];
}

/** Everything that a file holds, sorted by what it is. */
export async function readAll(path: string, options: TableOptions = {}): Promise<WholeFile> {
  const whole: WholeFile = { rows: [], wrong: [], notes: [], cells: [], entries: [] };
  for await (const batch of readTable(path, options))
    for (const entry of batch) {
      whole.entries.push(entry);
      if (entry.kind === 'record') {
        whole.rows.push(entry.columns);
        whole.cells.push(...(entry.cells ?? []));
      } else if (entry.kind === 'note') whole.notes.push(entry.trouble);
      else whole.wrong.push(entry.trouble);
    }
  return whole;
}

/** A folder for the files of a suite. */
export interface Scratch {
  file(name: string, content: string | Uint8Array): Promise<string>;
  readonly dir: string;
  remove(): Promise<void>;
}

export async function createScratch(): Promise<Scratch> {
  const dir = await mkdtemp(join(tmpdir(), 'tables-'));
  return {
    dir,
    async file(name, content) {
      const path = join(dir, name);
      await writeFile(path, content);
      return path;
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
