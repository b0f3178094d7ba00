const MAGIC = 'CVTEXT2\n';

type Numbers = Int32Array | Float32Array;

/** A description in JSON and named arrays of numbers. */
export interface NumberFile {
  readonly header: Readonly<Record<string, unknown>>;
  readonly arrays: Readonly<Record<string, Numbers>>;
}

interface StoredHeader {
  readonly header: Readonly<Record<string, unknown>>;
  readonly arrays: readonly {
    readonly name: string;
    readonly type: 'i32' | 'f32';
    readonly length: number;
  }[];
}

const bytesOf = (values: Numbers): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

/** The magic word, the length of the header, the header in JSON, then the numbers. Little-endian. */
export function packNumbers({ header, arrays }: NumberFile): Buffer {
  const entries = Object.entries(arrays);
  const stored: StoredHeader = {
    header,
    arrays: entries.map(([name, values]) => ({
      ...{ name, type: values instanceof Int32Array ? 'i32' : 'f32', length: values.length },
    })),
  };
  const text = Buffer.from(JSON.stringify(stored));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([Buffer.from(MAGIC), length, text, ...entries.map(([, values]) => bytesOf(values))]);
}

function readHeader(bytes: Buffer): { stored: StoredHeader; from: number } {
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new RangeError('this is not a trained classifier, or one of an older version: train it again');
  const from =
    MAGIC.length + 4 + (bytes.length < MAGIC.length + 4 ? Infinity : bytes.readUInt32LE(MAGIC.length));
  if (from > bytes.length) throw new RangeError('the trained classifier is incomplete');
  return { stored: JSON.parse(bytes.toString('utf8', MAGIC.length + 4, from)) as StoredHeader, from };
}

/** Reads what `packNumbers` made. Throws RangeError where it is something else, or cut off. */
export function unpackNumbers(file: Uint8Array): NumberFile {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const { stored, from } = readHeader(bytes);
  const nNumbers = stored.arrays.reduce((sum, { length }) => sum + length, 0);
  if (bytes.length !== from + 4 * nNumbers) throw new RangeError('the trained classifier is incomplete');
  let at = from;
  const arrays = stored.arrays.map(({ name, type, length }) => {
    const part = Uint8Array.from(bytes.subarray(at, at + 4 * length)).buffer;
    at += 4 * length;
    return [name, type === 'i32' ? new Int32Array(part) : new Float32Array(part)] as const;
  });
  return { header: stored.header, arrays: Object.fromEntries(arrays) };
}
