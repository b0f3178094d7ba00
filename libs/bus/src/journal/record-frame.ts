import { crc32 } from 'node:zlib';
import type { RawHeaders, RawRecord } from '../driver/bus-driver.ts';

/**
 * How a record lies in a journal file: `u32 length, u32 CRC-32 of the payload, payload`, little endian. Payload: `f64 time in ms,
 * i32 key length (-1: null), key, i32 value length (-1: null), value, u16 number of headers, { u16 name length, name, u32 length, value }`.
 * The offset is not stored: it is the segment's base plus the frame's place in it.
 */
export const FRAME_HEADER_BYTES = 8;

/** More than any record can be: a longer length is garbage, not a frame. */
const MAX_PAYLOAD_BYTES = 256 * 1024 * 1024;

export interface FramedRecord extends RawRecord {
  timestampMs: number;
}

const payloadBytes = ({ key, value, headers }: RawRecord): number => {
  let bytes = 8 + 4 + (key?.length ?? 0) + 4 + (value?.length ?? 0) + 2;
  for (const name in headers) bytes += 2 + Buffer.byteLength(name) + 4 + (headers[name]?.length ?? 0);
  return bytes;
};

/** Bytes the record takes in the file. */
export const frameBytes = (record: RawRecord): number => FRAME_HEADER_BYTES + payloadBytes(record);

/** All records as consecutive frames. */
export function encodeFrames(records: readonly RawRecord[], timestampMs: number): Buffer {
  const sizes = records.map(frameBytes);
  const buffer = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + size, 0));
  let start = 0;
  records.forEach((record, index) => {
    const end = start + (sizes[index] ?? 0);
    writePayload(buffer, start + FRAME_HEADER_BYTES, record, timestampMs);
    buffer.writeUInt32LE(end - start - FRAME_HEADER_BYTES, start);
    buffer.writeUInt32LE(crc32(buffer.subarray(start + FRAME_HEADER_BYTES, end)), start + 4);
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

/** Length of the whole frame at `at`, or undefined where not even its header is there or the length is garbage. */
export function frameLengthAt(buffer: Buffer, at: number): number | undefined {
  if (at + FRAME_HEADER_BYTES > buffer.length) return undefined;
  const payload = buffer.readUInt32LE(at);
  return payload > MAX_PAYLOAD_BYTES || payload < 18 ? undefined : FRAME_HEADER_BYTES + payload;
}

/** True when a whole frame with the right checksum begins at `at`. */
export function isWholeFrame(buffer: Buffer, at: number): boolean {
  const length = frameLengthAt(buffer, at);
  if (length === undefined || at + length > buffer.length) return false;
  return crc32(buffer.subarray(at + FRAME_HEADER_BYTES, at + length)) === buffer.readUInt32LE(at + 4);
}

/** The record of a whole frame. Key, value and headers are views into `buffer`, not copies. */
export function decodeFrame(buffer: Buffer, frameStart: number): FramedRecord {
  let at = frameStart + FRAME_HEADER_BYTES;
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
