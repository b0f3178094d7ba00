import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUnchanged } from './answer-headers.ts';
import { HttpProblem } from './problem.ts';

export interface SentFile {
  body: Buffer;
  contentType: string;
  fileName: string;
}

type Range = { from: number; to: number };

/** One range of bytes (RFC 9110, 14.1.2); null: the whole file, also where several are asked for. */
export function parseRange(header: string | undefined, size: number): Range | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  const range =
    from === ''
      ? { from: Math.max(0, size - Number(to)), to: size - 1 }
      : { from: Number(from), to: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
  if (range.from > range.to || range.from >= size)
    throw new HttpProblem(416, 'range-not-satisfiable', `The file has ${size} bytes.`);
  return range;
}

/** Sends a file with its name, its checksum (RFC 9530) and a strong tag, or the part of it that is asked for, or that it has not changed. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, contentType, fileName }: SentFile,
): Promise<void> {
  const digest = createHash('sha256').update(body).digest('base64');
  const etag = `"${digest.replaceAll(/[+/=]/g, '')}"`;
  reply.headers({
    ...{ etag, 'accept-ranges': 'bytes', 'cache-control': 'private, no-cache' },
    ...{ 'repr-digest': `sha-256=:${digest}:`, 'x-content-type-options': 'nosniff' },
    'content-disposition': `attachment; filename="${fileName}"`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  });
  if (isUnchanged(request, etag)) return void (await reply.status(304).send());
  const condition = request.headers['if-range'];
  const isAsked = condition === undefined || condition === etag;
  const range = isAsked ? rangeOf(request, reply, body.length) : null;
  reply.type(contentType);
  if (range === null) return void (await reply.status(200).send(body));
  reply.header('content-range', `bytes ${range.from}-${range.to}/${body.length}`);
  await reply.status(206).send(body.subarray(range.from, range.to + 1));
}

function rangeOf(request: FastifyRequest, reply: FastifyReply, size: number): Range | null {
  try {
    return parseRange(request.headers.range, size);
  } catch (error) {
    reply.removeHeader('etag');
    reply.header('content-range', `bytes */${size}`);
    throw error;
  }
}
