import { DataError } from '@convoscope/statistics';

/** Anything `JSON.stringify` writes and `JSON.parse` reads back unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const TYPED = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
  u8: Uint8Array,
  u16: Uint16Array,
};
type TypedName = keyof typeof TYPED;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUE_OF = new Uint8Array(128);
for (let i = 0; i < 64; i++) VALUE_OF[ALPHABET.charCodeAt(i)] = i;

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    parts.push(
      ALPHABET[word >> 18] + ALPHABET[(word >> 12) & 63] + ALPHABET[(word >> 6) & 63] + ALPHABET[word & 63],
    );
  }
  return parts.join('');
}

function fromBase64(text: string, nBytes: number): Uint8Array {
  if (text.length !== Math.ceil(nBytes / 3) * 4) throw new DataError('a saved array has the wrong length');
  const bytes = new Uint8Array(nBytes);
  for (let i = 0, at = 0; i < text.length; i += 4) {
    let word = 0;
    for (let k = 0; k < 4; k++) word = (word << 6) | VALUE_OF[text.charCodeAt(i + k) & 127];
    for (let shift = 16; shift >= 0 && at < nBytes; shift -= 8) bytes[at++] = (word >> shift) & 255;
  }
  return bytes;
}

/**
 * A plain copy of `value` for JSON: typed arrays become `{ $array, length, base64 }`, numbers that JSON lacks `{ $number }`.
 * Exact: `decode(JSON.parse(JSON.stringify(encode(x))))` holds the same bits. Little-endian, as every platform Node runs on.
 */
export function encode(value: unknown): Json {
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { $number: Object.is(value, -0) ? '-0' : String(value) };
  if (ArrayBuffer.isView(value)) {
    const name = (Object.keys(TYPED) as TypedName[]).find((key) => value instanceof TYPED[key]);
    if (name === undefined) throw new DataError('only typed arrays of numbers can be saved');
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return { $array: name, length: (value as Float64Array).length, base64: toBase64(bytes) };
  }
  if (Array.isArray(value)) return value.map(encode);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, v]) => v !== undefined)
        .map(([k, v]) => [k, encode(v)]),
    );
  return value as Json;
}

/** The inverse of `encode`. Throws a `DataError` when an array is damaged. */
export function decode(json: Json): unknown {
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map(decode);
  const record = json as Record<string, Json>;
  if (typeof record.$number === 'string') return Number(record.$number);
  if (typeof record.$array === 'string') {
    const Type = TYPED[record.$array as TypedName];
    if (Type === undefined) throw new DataError(`unknown saved array type "${record.$array}"`);
    const length = Number(record.length);
    return new Type(
      fromBase64(record.base64 as string, length * Type.BYTES_PER_ELEMENT).buffer as ArrayBuffer,
    );
  }
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, decode(value)]));
}
