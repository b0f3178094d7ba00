import type { Matrix } from '../convention/matrix.ts';

/** Smaller arrays are copied to each thread instead: sharing one has a price of its own. */
const MIN_SHARED_BYTES = 4096;

type NumberArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array | Uint16Array;

const isShared = (array: NumberArray): boolean => array.buffer instanceof SharedArrayBuffer;

function shareArray<A extends NumberArray>(array: A): A {
  if (isShared(array) || array.byteLength < MIN_SHARED_BYTES) return array;
  const Type = array.constructor as new (buffer: SharedArrayBuffer) => A;
  const copy = new Type(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}

/** Zeros that all threads see. */
export const sharedFloats = (length: number): Float64Array<SharedArrayBuffer> =>
  new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));

/** The table with its numbers where all threads see them; itself where they are there already. */
export const shareMatrix = (table: Matrix): Matrix => ({ ...table, data: shareArray(table.data) });

/** A copy of plain data in which every large typed array lies in shared memory, so that passing it to a thread copies none. */
export function sharePlainData(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return shareArray(value as NumberArray);
  if (Array.isArray(value)) return value.map(sharePlainData);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, sharePlainData(own)]));
}
