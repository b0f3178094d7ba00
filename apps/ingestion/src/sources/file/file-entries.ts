import { readChats } from '@convoscope/chat-formats';
import type { TableEntry, TableFile, TableOptions, Trouble } from '@convoscope/tables';

/** An entry of a file, with its place among all files. */
export interface FileEntry {
  file: TableFile;
  entry: TableEntry;
  /** `<file name>#<record number from 1>`; of what is about the whole file its name. */
  key: string;
}

/** Everything that several files hold, one after the other. A file that cannot be read is an entry, not an error. */
export async function* fileEntries(
  files: readonly TableFile[],
  options: TableOptions,
  refused: ReadonlyMap<string, Trouble> = new Map(),
): AsyncGenerator<FileEntry[]> {
  for (const file of files) {
    const trouble = file.trouble ?? refused.get(file.path);
    const said = file.isFolder ? [folderNotRead] : trouble === undefined ? null : [broken(trouble)];
    const batches = said ?? readChats(file.path, options);
    for await (const batch of batches) yield batch.map((entry) => ({ file, entry, key: keyOf(file, entry) }));
  }
}

const folderNotRead: TableEntry[] = [
  {
    kind: 'note',
    trouble: {
      reason: 'folder-not-read',
      message:
        'it is a folder within the folder: its files are not read (move them, or make it the path of the source)',
      ...{ line: null, column: null, sample: null },
    },
  },
];

const broken = (trouble: Trouble): TableEntry[] => [{ kind: 'broken', trouble }];

const keyOf = ({ name }: TableFile, entry: TableEntry): string =>
  entry.kind === 'record' || entry.kind === 'refused' ? `${name}#${entry.record}` : name;
