import { createHash } from 'node:crypto';
import type { ColumnMapping } from '../../mapping/column-mapping.ts';
import { checkMapping, fitMapping } from '../../mapping/check-mapping.ts';
import { ConfigError } from '@convoscope/contracts';
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
import { listSourceFiles, type SourceFile } from './list-source-files.ts';
import { createRecordReader, type NumberedRecord, type RecordReader } from './record-reader.ts';
import { readRecords } from './read-records.ts';
import { takePage, toRawRow } from './take-page.ts';

export interface FileSourceOptions {
  name: string;
  /** A file, or a folder whose files are read in the order of their names. */
  path: string;
  mapping: ColumnMapping;
  /** Rows of a page; a page also ends after 8 MiB. */
  pageSize: number;
}

/** Records looked at to learn which columns there are. */
const SAMPLE_RECORDS = 20;

/**
 * Conversations in files: JSONL, JSON, CSV (each also `.gz`) and Parquet, one record a conversation. The row id is the conversation id, so that
 * files may be rewritten and reordered; a later record with an id seen before is rejected. A file that changed in size or time is read again whole.
 * Memory: one page, and the set of ids (about 100 bytes each) to find duplicates.
 */
export function createFileSource(options: FileSourceOptions): ConversationSource {
  let mapping = options.mapping;
  let files: SourceFile[] = [];
  let reader: RecordReader | null = null;

  const toRow = (record: NumberedRecord): RawRow | RejectedRow => toRawRow(record, mapping, options.name);

  async function readerAt(after: string | null): Promise<RecordReader> {
    if (reader?.position === after) return reader;
    await reader?.close();
    files = await listSourceFiles(options.path);
    reader = createRecordReader(files, (record) => toRow(record).rowId);
    await reader.skipTo(after);
    return reader;
  }

  async function rowsAfter({ after }: KeyRange): Promise<RowPage> {
    const current = await readerAt(after);
    const page = await takePage(current, options.pageSize, toRow);
    if (page.next === null) {
      await current.close();
      reader = null;
    }
    return page;
  }

  async function* pages(): AsyncIterable<RowPage> {
    const own = createRecordReader(await listSourceFiles(options.path), (record) => toRow(record).rowId);
    try {
      for (;;) {
        const page = await takePage(own, options.pageSize, toRow);
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
      for await (const { rows, rejected, sizeBytes } of pages())
        yield { rows, rejected, sizeBytes, mark: null };
    }
    yield { rows: [], rejected: [], sizeBytes: 0, mark };
  }

  async function markNow(): Promise<ChangeMark> {
    return { fingerprint: fingerprintOf(await listSourceFiles(options.path)) };
  }

  async function* sweep(): AsyncIterable<SweptRow[]> {
    for await (const { rows } of pages()) {
      yield rows.map(({ rowId, modifiedAtMs }) => ({ rowId, versionMs: modifiedAtMs, isExact: true }));
    }
  }

  return {
    name: options.name,
    kind: 'file',
    seesChanges: true,
    async open() {
      files = await listSourceFiles(options.path);
      mapping = await checkedMapping(files, options.mapping);
    },
    rowsAfter,
    splitKeys: () => Promise.resolve([{ after: null, upTo: null }]),
    markNow,
    changes,
    sweep,
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

function fingerprintOf(files: readonly SourceFile[]): string {
  const facts = files.map(({ name, sizeBytes, modifiedAtMs }) => `${name}:${sizeBytes}:${modifiedAtMs}`);
  return createHash('sha256').update(facts.join('\n')).digest('hex').slice(0, 32);
}

async function checkedMapping(files: readonly SourceFile[], mapping: ColumnMapping): Promise<ColumnMapping> {
  const problems: string[] = [];
  const titles = new Set<string>();
  for (const { path, name } of files) {
    const own = await sampleColumns(path);
    if (own.length > 0) problems.push(...checkMapping(mapping, own, name));
    for (const title of own) titles.add(title);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return titles.size === 0 ? mapping : fitMapping(mapping, [...titles]);
}

async function sampleColumns(path: string): Promise<string[]> {
  const titles = new Set<string>();
  let n = 0;
  for await (const record of readRecords(path, () => undefined)) {
    if ('columns' in record) for (const title of Object.keys(record.columns)) titles.add(title);
    if (++n >= SAMPLE_RECORDS) break;
  }
  return [...titles];
}
