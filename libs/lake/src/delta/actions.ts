/**
 * The actions of the Delta Lake transaction log that tables of readers up to version 1 and writers up to version 2 have, plus what a reader may ignore.
 * Source: https://github.com/delta-io/delta/blob/master/PROTOCOL.md, «Actions».
 */
export interface Protocol {
  minReaderVersion: number;
  minWriterVersion: number;
  readerFeatures?: string[];
  writerFeatures?: string[];
}

export interface MetaData {
  id: string;
  name?: string | null;
  description?: string | null;
  format: { provider: string; options: Record<string, string> };
  /** A Spark struct as JSON. */
  schemaString: string;
  partitionColumns: string[];
  configuration: Record<string, string>;
  createdTime?: number | null;
}

/** Bounds of a file's rows: a column that is not named has none that are known. */
export interface Statistics {
  numRecords: number;
  minValues?: Record<string, unknown>;
  maxValues?: Record<string, unknown>;
  nullCount?: Record<string, unknown>;
}

export interface AddFile {
  /** Relative to the table, URL-encoded. */
  path: string;
  partitionValues: Record<string, string | null>;
  size: number;
  modificationTime: number;
  /** False: the same rows stood in files that the same commit removes. */
  dataChange: boolean;
  /** `Statistics` as JSON. */
  stats?: string | null;
  tags?: Record<string, string> | null;
  deletionVector?: unknown;
}

export interface RemoveFile {
  path: string;
  deletionTimestamp?: number | null;
  dataChange: boolean;
  extendedFileMetadata?: boolean | null;
  partitionValues?: Record<string, string | null> | null;
  size?: number | null;
}

/** How far an application has come, in numbers that only grow. */
export interface Transaction {
  appId: string;
  version: number;
  lastUpdated?: number | null;
}

export interface CommitInfo {
  timestamp: number;
  operation: string;
  engineInfo?: string;
  /** Tells a writer whose acknowledgement was lost its own commit from another's. */
  txnId?: string;
  [more: string]: unknown;
}

/** One line of a commit: exactly one of these. */
export interface Action {
  protocol?: Protocol | null;
  metaData?: MetaData | null;
  add?: AddFile | null;
  remove?: RemoveFile | null;
  txn?: Transaction | null;
  commitInfo?: CommitInfo | null;
}

export const toLines = (actions: readonly Action[]): string =>
  `${actions.map((action) => JSON.stringify(action)).join('\n')}\n`;

/** Throws SyntaxError where a line is no JSON. */
export const parseLines = (text: string): Action[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Action);
