import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deprecation } from './route.ts';

/** Weak: the same answer may be compressed or not. */
export const etagOf = (body: string | Buffer): string =>
  `W/"${createHash('sha1').update(body).digest('base64url')}"`;

/** Whether `If-None-Match` names the tag (RFC 9110, 13.1.2: compared weakly). */
export function isUnchanged(request: FastifyRequest, etag: string): boolean {
  const given = request.headers['if-none-match'];
  if (given === undefined) return false;
  const opaque = etag.replace(/^W\//, '');
  return given
    .split(',')
    .map((tag) => tag.trim())
    .some((tag) => tag === '*' || tag.replace(/^W\//, '') === opaque);
}

const atMidnight = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** RFC 9745 and RFC 8594. */
export function announceDeprecation(reply: FastifyReply, { since, sunset, instead }: Deprecation): void {
  reply.header('deprecation', `@${atMidnight(since).getTime() / 1000}`);
  reply.header('sunset', atMidnight(sunset).toUTCString());
  reply.header('link', `<${instead}>; rel="successor-version"`);
}

/** Leads to the next page (RFC 8288), where the answer is a page that has one. */
export function linkNextPage(request: FastifyRequest, reply: FastifyReply, answer: unknown): void {
  if (typeof answer !== 'object' || answer === null || !('nextCursor' in answer)) return;
  if (typeof answer.nextCursor !== 'string') return;
  const [path = '', query = ''] = request.url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', answer.nextCursor);
  reply.header('link', `<${path}?${parameters}>; rel="next"`);
}
