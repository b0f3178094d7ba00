import { crc32 } from 'node:zlib';
import type { RawHeaders, RawRecord } from '../driver/bus-driver.ts';

/**
 * How a record lies in a journal file, little endian: `u32 mark, u32 payload length, u32 CRC-32 of what follows, f64 offset, payload`.
 * Payload: `f64 time in ms, i32 key length (-1: null), key, i32 value length (-1: null), value, u16 number of headers, { u16 name length,
 * name, u32 length, value }`. Mark, checksum and offset let a reader find the next good record behind a damaged one, and say how many are gone.
 */
export const FRAME_HEADER_BYTES = 20;
const CRC_AT = 8;
const OFFSET_AT = 12;

/** Begins every frame; no UTF-8 text holds it. */
const MARK = 0xc5f3c0d1;
const MARK_BYTES = Buffer.from([0xd1, 0xc0, 0xf3, 0xc5]);

/** Time, two lengths and the number of headers. */
const LEAST_PAYLOAD_BYTES = 18;
/** More than any record can be: a longer length is garbage, not a frame. */
const MAX_PAYLOAD_BYTES = 256 * 1024 * 1024;

/** No frame is shorter: bounds how many records can lie in a stretch of bytes. */
export const LEAST_FRAME_BYTES = FRAME_HEADER_BYTES + LEAST_PAYLOAD_BYTES;

export interface FramedRecord extends RawRecord {
  offset: bigint;
  timestampMs: number;
}

const payloadBytes = ({ key, value, headers }: RawRecord): number => {
  let bytes = 8 + 4 + (key?.length ?? 0) + 4 + (value?.length ?? 0) + 2;
  for (const name in headers) bytes += 2 + Buffer.byteLength(name) + 4 + (headers[name]?.length ?? 0);
  return bytes;
};

/** Bytes the record takes in the file. */
export const frameBytes = (record: RawRecord): number => FRAME_HEADER_BYTES + payloadBytes(record);

/** All records as consecutive frames with consecutive offsets. */
export function encodeFrames(
  records: readonly RawRecord[],
  firstOffset: number,
  timestampMs: number,
): Buffer {
  const sizes = records.map(frameBytes);
  const buffer = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + size, 0));
  let start = 0;
  records.forEach((record, index) => {
    const end = start + (sizes[index] ?? 0);
    buffer.writeUInt32LE(MARK, start);
    buffer.writeUInt32LE(end - start - FRAME_HEADER_BYTES, start + 4);
    buffer.writeDoubleLE(firstOffset + index, start + OFFSET_AT);
    writePayload(buffer, start + FRAME_HEADER_BYTES, record, timestampMs);
    buffer.writeUInt32LE(crc32(buffer.subarray(start + OFFSET_AT, end)), start + CRC_AT);
    start = end;
  });
  return buffer;
}

function writePayload(buffer: Buffer, start: number, record: RawRecord, timestampMs: number): void {
  let at = buffer.writeDoubleLE(timestampMs, start);
  const writeBytes = (bytes: Buffer | null): void => {
    at = buffer.writeInt32LE(bytes?.length ?? -1, at);
    if (bytes) at += bytes.copy(buffer, at);
  };
  writeBytes(record.key);
  writeBytes(record.value);
  const names = Object.keys(record.headers);
  at = buffer.writeUInt16LE(names.length, at);
  for (const name of names) {
    const length = buffer.write(name, at + 2);
    buffer.writeUInt16LE(length, at);
    at += 2 + length;
    writeBytes(record.headers[name] ?? Buffer.alloc(0));
  }
}

/** Length of the whole frame at `at`; undefined where its header is cut off or is none. */
export function frameLengthAt(buffer: Buffer, at: number): number | undefined {
  if (at + FRAME_HEADER_BYTES > buffer.length || buffer.readUInt32LE(at) !== MARK) return undefined;
  const payload = buffer.readUInt32LE(at + 4);
  return payload > MAX_PAYLOAD_BYTES || payload < LEAST_PAYLOAD_BYTES
    ? undefined
    : FRAME_HEADER_BYTES + payload;
}

/** Offset in the header of the frame at `at`. */
export const offsetAt = (buffer: Buffer, at: number): number => buffer.readDoubleLE(at + OFFSET_AT);

/** True when a whole frame with the right checksum begins at `at`. */
export function isWholeFrame(buffer: Buffer, at: number): boolean {
  const length = frameLengthAt(buffer, at);
  if (length === undefined || at + length > buffer.length) return false;
  return crc32(buffer.subarray(at + OFFSET_AT, at + length)) === buffer.readUInt32LE(at + CRC_AT);
}

/** Where the next whole frame at or behind `from` begins, with an offset of at least `leastOffset`; -1 where there is none. */
export function findFrame(buffer: Buffer, from: number, leastOffset: number): number {
  for (let at = buffer.indexOf(MARK_BYTES, from); at >= 0; at = buffer.indexOf(MARK_BYTES, at + 1))
    if (isWholeFrame(buffer, at) && offsetAt(buffer, at) >= leastOffset) return at;
  return -1;
}

/**
 * Whether these bytes, which hold no whole frame, are what a write that was interrupted leaves behind: the beginning of a frame and nothing more,
 * or space that the file system gave and nobody filled. Anything else was whole once.
 */
export function isTorn(rest: Buffer): boolean {
  if (rest.every((byte) => byte === 0)) return true;
  if (rest.length < FRAME_HEADER_BYTES)
    return rest.subarray(0, MARK_BYTES.length).equals(MARK_BYTES.subarray(0, rest.length));
  const length = frameLengthAt(rest, 0);
  return length !== undefined && length > rest.length;
}

/** The record of a whole frame. Key, value and headers are views into `buffer`, not copies. */
export const decodeFrame = (buffer: Buffer, frameStart: number): FramedRecord => ({
  ...decodePayload(buffer, frameStart + FRAME_HEADER_BYTES),
  offset: BigInt(offsetAt(buffer, frameStart)),
});

export function decodePayload(buffer: Buffer, start: number): Omit<FramedRecord, 'offset'> {
  let at = start;
  const timestampMs = buffer.readDoubleLE(at);
  at += 8;
  const readBytes = (): Buffer | null => {
    const length = buffer.readInt32LE(at);
    at += 4;
    if (length < 0) return null;
    at += length;
    return buffer.subarray(at - length, at);
  };
  const key = readBytes();
  const value = readBytes();
  const headers: RawHeaders = {};
  const nHeaders = buffer.readUInt16LE(at);
  at += 2;
  for (let i = 0; i < nHeaders; i++) {
    const nameLength = buffer.readUInt16LE(at);
    const name = buffer.toString('utf8', at + 2, at + 2 + nameLength);
    at += 2 + nameLength;
    headers[name] = readBytes() ?? Buffer.alloc(0);
  }
  return { key, value, headers, timestampMs };
}
