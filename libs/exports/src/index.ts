export {
  CONVERSATION_COLUMNS,
  MESSAGE_COLUMNS,
  toMessageRows,
  type Column,
  type ColumnType,
  type MessageRow,
} from './conversation-columns.ts';
export { EXPORT_FORMATS, type ExportFormat, type ExportTarget } from './export-target.ts';
export { writeExport } from './write-export.ts';
export { toWorkbook, type Sheet } from './to-workbook.ts';
