import { PermanentError, type Event } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import { createHash } from 'node:crypto';

/** Values above this many bytes travel as a claim check. */
export const CLAIM_CHECK_BYTES = 512 * 1024;

export const CLAIM_PREFIX = 'claims/';

/**
 * Where a body is kept: a function of its content and of the day it is published on, so that publishing again writes nothing new, and what is
 * published again much later does not refer to what is about to go.
 */
const claimKey = (event: Pick<Event, 'tenant' | 'topic'>, body: Buffer, nowMs: number): string => {
  const day = new Date(nowMs).toISOString().slice(0, 10);
  const hash = createHash('sha256').update(body).digest('hex');
  return `${CLAIM_PREFIX}${day}/${encodeURIComponent(event.tenant)}/${event.topic}/${hash}.json`;
};

/** Stores the body and returns its key. Throws what the object store throws. */
export async function checkIn(
  objects: ObjectStore,
  event: Pick<Event, 'tenant' | 'topic'>,
  body: Buffer,
  nowMs: number,
): Promise<string> {
  const key = claimKey(event, body, nowMs);
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
