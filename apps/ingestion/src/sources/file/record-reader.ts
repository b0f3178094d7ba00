import type { SourceFile } from './list-source-files.ts';
import type { FileRecord } from './file-record.ts';
import { formatOf, readRecords } from './read-records.ts';

export interface NumberedRecord {
  record: FileRecord;
  /** `<file name>#<record number from 1>`. */
  key: string;
  isDuplicate: boolean;
}

/** Reads the records of several files one after the other and knows where it stands. */
export interface RecordReader {
  /** Key of the record read last; null before the first. */
  readonly position: string | null;
  readonly bytesRead: number;
  readonly bytesTotal: number;
  /** Bytes read since the last call: reading runs ahead of the records, so they are not those of a page exactly. */
  takeBytes(): number;
  next(): Promise<NumberedRecord | null>;
  /** Reads on until just after the record of this key. The records before are read to know their ids. A key that is gone: to the end. */
  skipTo(key: string | null): Promise<void>;
  close(): Promise<void>;
}

/** `idOf` gives the id by which duplicates are found. */
export function createRecordReader(
  files: readonly SourceFile[],
  idOf: (record: NumberedRecord) => string,
): RecordReader {
  const seen = new Set<string>();
  let position: string | null = null;
  let bytesRead = 0;
  let bytesTaken = 0;
  const iterator = numbered(files, (n) => (bytesRead += n))[Symbol.asyncIterator]();

  async function next(): Promise<NumberedRecord | null> {
    const step = await iterator.next();
    if (step.done === true) return null;
    const record = step.value;
    const id = idOf(record);
    record.isDuplicate = seen.has(id);
    seen.add(id);
    position = record.key;
    return record;
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
      await iterator.return(undefined);
    },
  };
}

async function* numbered(
  files: readonly SourceFile[],
  onBytes: (n: number) => void,
): AsyncGenerator<NumberedRecord> {
  for (const { path, name, sizeBytes } of files) {
    let n = 0;
    for await (const record of readRecords(path, onBytes)) {
      n += 1;
      yield { record, key: `${name}#${n}`, isDuplicate: false };
    }
    // DuckDB reads Parquet by itself: its bytes are known only when the file is done.
    if (formatOf(path) === 'parquet') onBytes(sizeBytes);
  }
}
