import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HttpProblem } from '../http/problem.ts';

export interface ReceivedFile {
  path: string;
  sizeBytes: number;
  remove(): Promise<void>;
}

/** Writes a body to the disk as it comes, so that its size is no matter for memory. Throws a 413 problem where it is larger than `maxBytes`. */
export async function receiveFile(body: Readable, name: string, maxBytes: number): Promise<ReceivedFile> {
  const folder = await mkdtemp(join(tmpdir(), 'convoscope-upload-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const path = join(folder, safeName(name));
  let sizeBytes = 0;
  try {
    await pipeline(
      limited(body, maxBytes, (n) => (sizeBytes += n)),
      createWriteStream(path),
    );
    return { path, sizeBytes, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** What a stream holds, up to so many bytes. Throws a 413 problem beyond. */
export async function* limited(
  body: Readable,
  maxBytes: number,
  onBytes: (n: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  let sizeBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) throw tooLarge(maxBytes);
    onBytes(chunk.length);
    yield chunk;
  }
}

/** The last part of what somebody calls a file, without what a path or a terminal would take for its own. */
export const safeName = (name: string): string =>
  basename(name.replaceAll('\\', '/'))
    .replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')
    .replace(/^\.+/, '')
    .slice(-100) || 'upload';

const tooLarge = (maxBytes: number): HttpProblem =>
  new HttpProblem(413, 'too-large', 'The body is too large.', {
    detail: `At most ${maxBytes} bytes: send it in parts, or compressed. Of files GATEWAY_MAX_UPLOAD says how many.`,
  });
