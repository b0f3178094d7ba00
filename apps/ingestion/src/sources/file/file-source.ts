import { createHash } from 'node:crypto';
import type { TableFile, TableOptions } from '@convoscope/tables';
import type { ColumnMapping } from '../../mapping/column-mapping.ts';
import type {
  ChangeMark,
  ChangePage,
  ConversationSource,
  KeyRange,
  RawRow,
  RejectedRow,
  RowPage,
  SweptRow,
} from '../conversation-source.port.ts';
import { checkColumns, type CheckedColumns } from './check-columns.ts';
import { fileEntries, type FileEntry } from './file-entries.ts';
import { findNewest } from './find-newest.ts';
import { listSourceFiles } from './list-source-files.ts';
import { createRecordReader, type RecordReader } from './record-reader.ts';
import { takePage, type RowProblem } from './take-page.ts';
import { modifiedAtOf, rowIdOf, toRow } from './to-row.ts';

export interface FileSourceOptions {
  name: string;
  /** A file, or a folder whose files are read in the order of their names. */
  path: string;
  mapping: ColumnMapping;
  /** Rows of a page; a page also ends after 8 MiB. */
  pageSize: number;
  /** How the files are written, where that is not to be found out. */
  reading?: Pick<TableOptions, 'encoding' | 'delimiter' | 'maxRatio'>;
  /** Why a row is no conversation; null where it is one. Asked only where the newest record of an id counts. */
  problemOf?: (row: RawRow) => RowProblem | null;
}

/** What the files were when something was found out about them. */
interface Known<T> {
  fingerprint: string;
  value: T;
}

/**
 * Conversations in files of any format that libs/tables reads, one record a conversation. The row id is the conversation id, so that files may
 * be rewritten and reordered. Of several records with one id the newest counts where a time of modification is mapped, else the first. Files
 * that changed in size or time are read again whole; unchanged ones are not touched. Memory: one page, and the ids (about 100 bytes each).
 */
export function createFileSource(options: FileSourceOptions): ConversationSource {
  let checked: CheckedColumns = { mapping: options.mapping, refused: new Map() };
  let reader: RecordReader | null = null;
  let newest: Known<ReadonlyMap<string, string>> | null = null;
  let end: Known<string | null> | null = null;
  let isSweepWhole = true;
  let nUnidentified = 0;

  const reading = (): TableOptions => ({ ...options.reading, recordKeys: recordKeysOf(options.mapping) });
  const idOf = (entry: FileEntry): string | null => rowIdOf(entry, checked.mapping, options.name);
  const asRow = (entry: FileEntry): RawRow | RejectedRow => toRow(entry, checked.mapping, options.name);
  const problemOf = options.problemOf ?? ((): null => null);
  const isGood = (row: RawRow | RejectedRow): boolean => !('reason' in row) && problemOf(row) === null;
  const entriesOf = (files: readonly TableFile[], onBytes: (n: number) => void) =>
    fileEntries(files, { ...reading(), onBytes }, checked.refused);

  async function newestIn(files: readonly TableFile[]): Promise<ReadonlyMap<string, string> | null> {
    if (checked.mapping.modifiedAt === null) return null;
    const fingerprint = fingerprintOf(files);
    if (newest?.fingerprint !== fingerprint) {
      const entries = entriesOf(files, () => undefined);
      const value = await findNewest(
        entries,
        idOf,
        (entry) => modifiedAtOf(entry, checked.mapping),
        (entry) => isGood(asRow(entry)),
      );
      newest = { fingerprint, value };
    }
    return newest.value;
  }

  async function openReader(): Promise<{ reader: RecordReader; fingerprint: string }> {
    const files = await listSourceFiles(options.path);
    const own = createRecordReader({
      files,
      entries: (onBytes) => entriesOf(files, onBytes),
      idOf,
      newest: await newestIn(files),
    });
    return { reader: own, fingerprint: fingerprintOf(files) };
  }

  let readerFingerprint = '';
  async function readerAt(after: string | null): Promise<RecordReader> {
    if (reader?.position === after) return reader;
    await reader?.close();
    ({ reader, fingerprint: readerFingerprint } = await openReader());
    await reader.skipTo(after);
    return reader;
  }

  /** Whether everything was read up to here, and nothing has changed since. */
  async function isAtEnd(after: string | null): Promise<boolean> {
    if (end === null || end.value !== after) return false;
    return end.fingerprint === fingerprintOf(await listSourceFiles(options.path));
  }

  async function rowsAfter({ after }: KeyRange): Promise<RowPage> {
    if (after !== null && (await isAtEnd(after))) return emptyPage();
    const current = await readerAt(after);
    const page = await takePage(current, { pageSize: options.pageSize, toRow: asRow, problemOf });
    if (page.next === null) {
      end = { fingerprint: readerFingerprint, value: current.position };
      await current.close();
      reader = null;
    }
    return page;
  }

  async function* pages(): AsyncIterable<RowPage> {
    const { reader: own } = await openReader();
    try {
      for (;;) {
        const page = await takePage(own, { pageSize: options.pageSize, toRow: asRow, problemOf });
        yield page;
        if (page.next === null) return;
      }
    } finally {
      await own.close();
    }
  }

  async function* changes(since: ChangeMark): AsyncIterable<ChangePage> {
    const mark = await markNow();
    if (mark['fingerprint'] !== since['fingerprint']) {
      for await (const { rows, rejected, sizeBytes, findings = [] } of pages())
        yield { rows, rejected, sizeBytes, mark: null, findings };
    }
    yield { rows: [], rejected: [], sizeBytes: 0, mark };
  }

  async function markNow(): Promise<ChangeMark> {
    return { fingerprint: fingerprintOf(await listSourceFiles(options.path)) };
  }

  async function* sweep(): AsyncIterable<SweptRow[]> {
    isSweepWhole = true;
    nUnidentified = 0;
    for await (const { rows, rejected } of pages()) {
      if (rejected.some(({ isWholeFile }) => isWholeFile)) isSweepWhole = false;
      nUnidentified += rejected.filter(({ reason }) => reason !== 'duplicate-conversation-id').length;
      yield rows.map(({ rowId, modifiedAtMs }) => ({ rowId, versionMs: modifiedAtMs, isExact: true }));
    }
  }

  return {
    name: options.name,
    kind: 'file',
    seesChanges: true,
    async open() {
      checked = await checkColumns(await listSourceFiles(options.path), options.mapping, reading());
      newest = null;
    },
    rowsAfter,
    splitKeys: () => Promise.resolve([{ after: null, upTo: null }]),
    markNow,
    changes,
    sweep,
    isSweepWhole: () => isSweepWhole,
    nUnidentified: () => nUnidentified,
    async count() {
      let n = 0;
      for await (const batch of sweep()) n += batch.length;
      return n;
    },
    async rowsByIds(rowIds) {
      const wanted = new Set(rowIds);
      const found: { rows: RawRow[]; rejected: RejectedRow[] } = { rows: [], rejected: [] };
      for await (const { rows, rejected } of pages()) {
        found.rows.push(...rows.filter(({ rowId }) => wanted.has(rowId)));
        found.rejected.push(...rejected.filter(({ rowId }) => wanted.has(rowId)));
      }
      return found;
    },
    async close() {
      await reader?.close();
      reader = null;
    },
  };
}

const emptyPage = (): RowPage => ({
  rows: [],
  rejected: [],
  next: null,
  lastKey: null,
  sizeBytes: 0,
  shareRead: null,
});

/** By these an object in a JSON file is known for a conversation, however deep it lies. */
const recordKeysOf = ({ messages, answer, id }: ColumnMapping): string[] =>
  [messages ?? id, answer].flatMap((name) => (name === null ? [] : [name, name.split(/[.[]/)[0] ?? name]));

function fingerprintOf(files: readonly TableFile[]): string {
  const read = files.filter(({ isFolder }) => !isFolder);
  const facts = read.map(({ name, sizeBytes, modifiedAtMs }) => `${name}:${sizeBytes}:${modifiedAtMs}`);
  return createHash('sha256').update(facts.join('\n')).digest('hex').slice(0, 32);
}
