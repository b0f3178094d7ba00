import type { TextClassifierState } from './text-classifier.ts';

const MAGIC = 'CVTEXT1\n';

interface Header {
  readonly labels: string[];
  readonly sharpness: number;
  readonly readsFeelings: boolean;
  readonly nColumns: number;
}

const bytesOf = (values: Int32Array | Float32Array): Buffer =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength);

/** A trained classifier as a file: the magic word, a header in JSON (its length first), then the numbers. Little-endian. */
export function packClassifier(state: TextClassifierState): Buffer {
  const header: Header = {
    labels: [...state.labels],
    sharpness: state.sharpness,
    readsFeelings: state.readsFeelings ?? false,
    nColumns: state.weighting.buckets.length,
  };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const { weighting, model } = state;
  const numbers = [weighting.buckets, weighting.idf, model.biases, model.weights].map(bytesOf);
  return Buffer.concat([Buffer.from(MAGIC), length, text, ...numbers]);
}

/** Reads what `packClassifier` made. Throws RangeError where it is something else, or cut off. */
export function unpackClassifier(file: Uint8Array): TextClassifierState {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new RangeError('this is not a trained classifier');
  const from = MAGIC.length + 4 + bytes.readUInt32LE(MAGIC.length);
  const header = JSON.parse(bytes.toString('utf8', MAGIC.length + 4, from)) as Header;
  const { nColumns, labels } = header;
  const counts = [nColumns, nColumns, labels.length, nColumns * labels.length] as const;
  const nNumbers = counts.reduce((sum, count) => sum + count, 0);
  if (bytes.length !== from + 4 * nNumbers) throw new RangeError('the trained classifier is incomplete');
  let at = from;
  const [buckets, idf, biases, weights] = counts.map((count) => {
    const part = Uint8Array.from(bytes.subarray(at, at + 4 * count)).buffer;
    at += 4 * count;
    return part;
  }) as [ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer];
  return {
    ...{ labels, sharpness: header.sharpness, readsFeelings: header.readsFeelings },
    weighting: { buckets: new Int32Array(buckets), idf: new Float32Array(idf) },
    model: { nClasses: labels.length, biases: new Float32Array(biases), weights: new Float32Array(weights) },
  };
}
