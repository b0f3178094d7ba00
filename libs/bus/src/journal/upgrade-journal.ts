import { crc32 } from 'node:zlib';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { decodePayload, encodeFrames } from './record-frame.ts';
import { segmentName } from './segment.ts';

/** Frames of the first format: `u32 length, u32 CRC-32, payload`, without a mark and without an offset. */
const OLD_HEADER_BYTES = 8;
const OLD_SUFFIX = '.log';

interface OldFrame {
  payloadAt: number;
  end: number;
}

function oldFrameAt(file: Buffer, at: number): OldFrame | null {
  if (at + OLD_HEADER_BYTES > file.length) return null;
  const end = at + OLD_HEADER_BYTES + file.readUInt32LE(at);
  if (end > file.length) return null;
  const isWhole = crc32(file.subarray(at + OLD_HEADER_BYTES, end)) === file.readUInt32LE(at + 4);
  return isWhole ? { payloadAt: at + OLD_HEADER_BYTES, end } : null;
}

function oldFrames(file: Buffer): { frames: OldFrame[]; nRest: number } {
  const frames: OldFrame[] = [];
  let at = 0;
  for (let frame = oldFrameAt(file, 0); frame !== null; frame = oldFrameAt(file, at)) {
    frames.push(frame);
    at = frame.end;
  }
  return { frames, nRest: file.length - at };
}

/** Rewrites a partition's files of the first format, one by one; a crash in between goes on with the next start. What is no record stays as `.unread`. */
export function upgradeSegments(dir: string, logger: Logger): void {
  const names = (existsSync(dir) ? readdirSync(dir) : []).filter((name) => name.endsWith(OLD_SUFFIX));
  for (const name of names.sort()) {
    const path = join(dir, name);
    const base = Number(name.slice(0, -OLD_SUFFIX.length));
    const file = readFileSync(path);
    const { frames, nRest } = oldFrames(file);
    const encoded = frames.map(({ payloadAt }, index) => {
      const { timestampMs, ...record } = decodePayload(file, payloadAt);
      return encodeFrames([record], base + index, timestampMs);
    });
    const target = join(dir, segmentName(base));
    writeFileSync(`${target}.next`, Buffer.concat(encoded), { flush: true, mode: 0o600 });
    renameSync(`${target}.next`, target);
    if (nRest === 0) rmSync(path);
    else renameSync(path, `${path}.unread`);
    if (nRest > 0)
      logger.error({ path, nBytes: nRest }, 'journal: a file of the old format ends in no record');
  }
}

/** Committed offsets of the first format, by `group|topic|partition`. */
export function readOldCommits(path: string): Map<string, bigint> {
  const commits = new Map<string, bigint>();
  if (!existsSync(path)) return commits;
  const file = readFileSync(path);
  for (const { payloadAt } of oldFrames(file).frames) {
    const { key, value } = decodePayload(file, payloadAt);
    if (key && value) commits.set(key.toString(), BigInt(value.toString()));
  }
  return commits;
}
