export {
  BrokenFile,
  sampleOf,
  type BrokenEntry,
  type NoteEntry,
  type RecordEntry,
  type RefusedEntry,
  type TableEntry,
  type Trouble,
} from './entry.ts';
export { describePlace, describeTrouble, type TroublePlace } from './describe-trouble.ts';
export { isEncoding } from './encoding/text-blocks.ts';
export { FILE_FORMATS, formatOfName, KNOWN_ENDINGS, type FileFormat } from './files/file-format.ts';
export { listFiles, type TableFile } from './files/list-files.ts';
export { readLines } from './read-lines.ts';
export { TROUBLE_REASONS, type TroubleReason } from './reasons.ts';
export { readTable, type TableOptions } from './read-table.ts';
export { parseTime, readTime, type ReadTime, type UnreadTime } from './times/parse-time.ts';
export { timeFormat, type TimeFormat } from './times/time-format.ts';
export { columnOf, valueAt } from './values/column-path.ts';
export { isDeeperThan, MAX_DEPTH, parseJson } from './json/parse-json.ts';
export type { ColumnTable, TableColumn } from './columns/column-table.ts';
export { columnsOf, readColumns, type ReadColumns } from './columns/read-columns.ts';
