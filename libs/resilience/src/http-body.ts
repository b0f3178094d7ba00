import { PermanentError } from '@convoscope/contracts';
import type { Readable } from 'node:stream';

/** Reads a body as UTF-8. Throws PermanentError `HTTP_RESPONSE_TOO_LARGE`, and stops reading, beyond `maxBytes`. */
export async function readLimited(
  body: Readable,
  maxBytes: number,
  where: { method: string; url: string },
): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) {
      throw new PermanentError(`${where.method} ${where.url} answered more than ${maxBytes} bytes`, {
        code: 'HTTP_RESPONSE_TOO_LARGE',
        context: { ...where, maxBytes },
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The first `maxBytes` of a body as UTF-8; what comes after them is not waited for, and the connection is given up then. */
export async function readBeginning(body: Readable, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8');
}
