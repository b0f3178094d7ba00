import { PermanentError, type Event } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import { createHash } from 'node:crypto';

/** Values above this many bytes travel as a claim check. */
export const CLAIM_CHECK_BYTES = 512 * 1024;

/** Where a body is kept: a function of its content, so that publishing again writes nothing new. */
export const claimKey = (event: Pick<Event, 'tenant' | 'topic'>, body: Buffer): string =>
  `claim-checks/${encodeURIComponent(event.tenant)}/${event.topic}/${createHash('sha256').update(body).digest('hex')}.json`;

/** Stores the body and returns its key. Throws what the object store throws. */
export async function checkIn(
  objects: ObjectStore,
  event: Pick<Event, 'tenant' | 'topic'>,
  body: Buffer,
): Promise<string> {
  const key = claimKey(event, body);
  await objects.put(key, body, { contentType: 'application/json', ifAbsent: true });
  return key;
}

/** The body that was checked in. Throws PermanentError `BUS_CLAIM_MISSING` when there is no such object. */
export async function checkOut(objects: ObjectStore | undefined, key: string): Promise<Buffer> {
  const found = await objects?.get(key);
  if (found) return found.body;
  throw new PermanentError(`the body of a claim check is not there: ${key}`, {
    code: 'BUS_CLAIM_MISSING',
    context: { key, hasObjectStore: objects !== undefined },
  });
}
