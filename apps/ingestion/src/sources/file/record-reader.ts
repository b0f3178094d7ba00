import type { TableFile } from '@convoscope/tables';
import type { FileEntry } from './file-entries.ts';

/** A record as one of those with its id. */
export interface Standing {
  /** `first`: it counts. `repeated`: its id occurred before. `older`: another of its id has a later time of modification. */
  standing: 'first' | 'repeated' | 'older';
}

/** Reads the entries of several files one after the other and knows where it stands. */
export interface RecordReader {
  /** Key of the record read last; null before the first. */
  readonly position: string | null;
  readonly bytesRead: number;
  readonly bytesTotal: number;
  /** Bytes read since the last call: reading runs ahead of the records, so they are not those of a page exactly. */
  takeBytes(): number;
  next(): Promise<(FileEntry & Standing) | null>;
  /** Reads on until just after the record of this key. The records before are read to know their ids. A key that is gone: to the end. */
  skipTo(key: string | null): Promise<void>;
  close(): Promise<void>;
}

export interface RecordReaderOptions {
  files: readonly TableFile[];
  entries: (onBytes: (n: number) => void) => AsyncGenerator<FileEntry[]>;
  /** The id by which records of one conversation are found; null where it has none. */
  idOf(entry: FileEntry): string | null;
  /** Key of the newest record of each id; null: the first one counts. */
  newest: ReadonlyMap<string, string> | null;
}

/** Memory: a batch of records, and the set of ids (about 100 bytes each). */
export function createRecordReader({ files, entries, idOf, newest }: RecordReaderOptions): RecordReader {
  const seen = new Set<string>();
  let position: string | null = null;
  let bytesRead = 0;
  let bytesTaken = 0;
  let batch: FileEntry[] = [];
  let at = 0;
  const batches = entries((n) => (bytesRead += n));

  function standingOf(entry: FileEntry): Standing['standing'] {
    const id = idOf(entry);
    if (id === null) return 'first';
    if (newest !== null) return (newest.get(id) ?? entry.key) === entry.key ? 'first' : 'older';
    if (seen.has(id)) return 'repeated';
    seen.add(id);
    return 'first';
  }

  async function next(): Promise<(FileEntry & Standing) | null> {
    while (at >= batch.length) {
      const step = await batches.next();
      if (step.done === true) return null;
      batch = step.value;
      at = 0;
    }
    const entry = batch[at++] as FileEntry;
    if (entry.entry.kind === 'record' || entry.entry.kind === 'refused') position = entry.key;
    return { ...entry, standing: entry.entry.kind === 'record' ? standingOf(entry) : 'first' };
  }

  return {
    get position() {
      return position;
    },
    get bytesRead() {
      return bytesRead;
    },
    bytesTotal: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    takeBytes() {
      const n = bytesRead - bytesTaken;
      bytesTaken = bytesRead;
      return n;
    },
    next,
    async skipTo(key) {
      while (key !== null && position !== key) {
        if ((await next()) === null) return;
      }
    },
    async close() {
      await batches.return(undefined);
    },
  };
}
