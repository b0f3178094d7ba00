/** Why a row, a cell or a file could not be read as it should, or what is to be known of a file: one of few fixed words, so that it can be counted. */
export const TROUBLE_REASONS = {
  // rows
  'not-text': 'row: bytes that are no text in the encoding of the file',
  'not-json': 'row: no JSON',
  'not-an-object': 'row: JSON, but no object',
  'stray-quote': 'row: a quote in the middle of a cell',
  'unclosed-quote': 'row: a quote without an end',
  'cell-count': 'row: another number of cells than the header has',
  'record-too-large': 'row: longer than 16 MiB',
  'record-elsewhere': 'row: a record outside of where the others of its JSON document lie',
  // cells
  'nested-too-deep': 'cell: deeper than 100 levels; read as missing',
  'bytes-not-text': 'cell: bytes that are no text; read as missing',
  'time-out-of-range': 'cell: a time that no calendar has; read as missing',
  'number-out-of-range': 'cell: an infinite number; read as missing',
  'unreadable-column': 'cell: of a column that cannot be read; read as missing',
  // files
  'unreadable-file': 'file: not there, not to be read, or not what it begins like',
  'not-a-regular-file': 'file: a folder, a FIFO, a socket or a device',
  'broken-compression': 'file: damaged or cut off; what was unpacked before was read',
  'unpacks-too-far': 'file: unpacks to more than it may; what was unpacked before was read',
  'file-cut-off': 'file: ends in the middle of a value; what came before was read',
  'unknown-format': 'file: of a format that is not read',
  'no-records': 'file: without any record',
  'damaged-rows': 'file: some of its rows are damaged; the others were read',
  'row-count-differs': 'file: has another number of rows than it says',
  'columns-missing': 'file: without columns that the mapping needs',
  // how a file was understood
  'folder-not-read': 'said: a folder within the folder is left alone',
  'encoding-detected': 'said: the encoding was found out',
  'left-aside':
    'said: objects beside the records of a JSON document that are none, with their place and number',
  'delimiter-in-doubt': 'said: another delimiter would do as well',
  'duplicate-header': 'said: a second column of one name was numbered',
  'unnamed-header': 'said: a column without a name was numbered',
  'surplus-cells': 'said: empty cells behind the last column were left out',
  'local-numbers': 'said: numbers were read as a country writes them',
} as const;

export type TroubleReason = keyof typeof TROUBLE_REASONS;
