import * as duckdb from '@duckdb/node-api';
import {
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  type SchemaTree,
} from 'hyparquet';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { openRegularFile } from '../files/open-file.ts';
import { exactDecimal } from './plain-value.ts';

/** Digits of the widest decimal that DuckDB keeps as it is: it reads wider ones as rounded numbers. */
const MAX_DECIMAL = 38;

/** A column that DuckDB does not read as it is. */
export interface RawColumn {
  index: number;
  /** Its values in rows [from, to), as `plainValue` takes them. Rejects where it cannot be read so either. */
  read: (from: number, to: number) => Promise<readonly unknown[]>;
}

export interface RawFile {
  /** Rows of each row group. */
  groups: number[];
  /** Columns with decimals that are too wide. */
  wide: RawColumn[];
  /** Columns with times in ms: one that is beyond what µs can say keeps DuckDB from reading any. */
  inMillis: RawColumn[];
  close(): Promise<void>;
}

/** Opens a Parquet file beside DuckDB, for what that refuses or rounds. */
export async function openRawFile(path: string): Promise<RawFile> {
  const handle = await openRegularFile(path);
  try {
    const { size } = await handle.stat();
    const file: AsyncBuffer = {
      byteLength: size,
      // Places come from a file that may lie: nothing beyond its end is asked for.
      async slice(start, end = size) {
        const length = Math.max(0, Math.min(end, size) - start);
        const bytes = new Uint8Array(length);
        await handle.read(bytes, 0, length, start);
        return bytes.buffer;
      },
    };
    const metadata = await parquetMetadataAsync(file, { parsers: PARSERS, geoparquet: false });
    const tops = parquetSchema(metadata).children;
    const columns = tops.map((tree, index) => ({ tree, column: rawColumn(file, metadata, tree, index) }));
    return {
      groups: metadata.row_groups.map((group) => Number(group.num_rows)),
      wide: columns.filter(({ tree }) => widthsIn(tree).length > 0).map(({ column }) => column),
      inMillis: columns.filter(({ tree }) => hasMillis(tree)).map(({ column }) => column),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

const leaves = (tree: SchemaTree): SchemaTree[] =>
  tree.children.length === 0 ? [tree] : tree.children.flatMap(leaves);

const hasMillis = (tree: SchemaTree): boolean =>
  leaves(tree).some(({ element }) => element.converted_type === 'TIMESTAMP_MILLIS');

/** Scales of the decimals that are too wide. */
const widthsIn = (tree: SchemaTree): number[] => [
  ...new Set(
    leaves(tree)
      .filter(({ element }) => element.converted_type === 'DECIMAL' && (element.precision ?? 0) > MAX_DECIMAL)
      .map(({ element }) => element.scale ?? 0),
  ),
];

function rawColumn(file: AsyncBuffer, metadata: FileMetaData, tree: SchemaTree, index: number): RawColumn {
  const [scale, ...others] = widthsIn(tree);
  const parsers =
    scale === undefined
      ? PARSERS
      : { ...PARSERS, uuidFromBytes: (bytes: Uint8Array) => decimalOf(bytes, scale) };
  return {
    index,
    read: async (rowStart, rowEnd) => {
      if (others.length > 0) throw new Error('it has decimals of several scales above 38 digits');
      const schema = metadata.schema.map((element) =>
        element.converted_type === 'DECIMAL' && (element.precision ?? 0) > MAX_DECIMAL
          ? { ...element, converted_type: undefined, logical_type: { type: 'UUID' as const } }
          : element,
      );
      const columns = [tree.element.name];
      const options = { file, metadata: { ...metadata, schema } as FileMetaData, columns, rowStart, rowEnd };
      const rows = await parquetReadObjects({
        ...options,
        parsers,
        compressors: COMPRESSORS,
        geoparquet: false,
      });
      return rows.map((row): unknown => row[tree.element.name]);
    },
  };
}

/** Values as DuckDB has them, so that both are made plain in one place. */
const PARSERS = {
  timestampFromMilliseconds: (millis: bigint) => new duckdb.DuckDBTimestampMillisecondsValue(millis),
  timestampFromMicroseconds: (micros: bigint) => new duckdb.DuckDBTimestampValue(micros),
  timestampFromNanoseconds: (nanos: bigint) => new duckdb.DuckDBTimestampNanosecondsValue(nanos),
  dateFromDays: (days: number) => new duckdb.DuckDBDateValue(days),
  stringFromBytes: (bytes: Uint8Array | undefined) =>
    bytes === undefined ? null : new duckdb.DuckDBBlobValue(bytes),
};

const COMPRESSORS: Compressors = {
  GZIP: (bytes) => gunzipSync(bytes),
  ZSTD: (bytes) => zstdDecompressSync(bytes),
  BROTLI: (bytes) => brotliDecompressSync(bytes),
};

/** The digits of a decimal out of its bytes, the highest first. */
function decimalOf(bytes: Uint8Array | undefined, scale: number): number | string | null {
  if (bytes === undefined) return null;
  const unsigned = BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
  const value = BigInt.asIntN(8 * bytes.length, unsigned);
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale > 0 ? `.${digits.slice(-scale)}` : '';
  return exactDecimal(`${value < 0n ? '-' : ''}${whole}${fraction}`);
}
