import { createHash } from 'node:crypto';

/** What is kept of a person who was erased: who knows the id can tell that it is theirs, nobody can tell the id. */
export const personHashOf = (tenant: string, userId: string): string =>
  createHash('sha256').update(`${tenant}\n${userId}`).digest('hex');

/** Of no conversation. */
export const EMPTY_DIGEST = '0'.repeat(64);

/** The same for the same conversations in whatever order: XOR of the SHA-256 of each id and revision. */
export function addToDigest(digest: string, conversationId: string, revision: string): string {
  const added = createHash('sha256').update(`${conversationId}\n${revision}`).digest();
  const sum = Buffer.from(digest, 'hex');
  return Buffer.from(added.map((byte, at) => byte ^ (sum[at] ?? 0))).toString('hex');
}
