import type { ObjectStore } from '@convoscope/objects';
import { CLAIM_PREFIX } from './claim-check.ts';

/** Where bodies were kept before their keys began with a day. */
const OLD_PREFIX = 'claim-checks/';

async function removeDays(objects: Objects, before: string, signal?: AbortSignal): Promise<number> {
  let nRemoved = 0;
  for await (const { key } of objects.list(CLAIM_PREFIX)) {
    // In order of the day: nothing that comes after is older. A day goes when all of it is over.
    if (key.slice(CLAIM_PREFIX.length, CLAIM_PREFIX.length + before.length) >= before) break;
    if (signal?.aborted === true) break;
    await objects.delete(key);
    nRemoved += 1;
  }
  return nRemoved;
}

async function removeOld(objects: Objects, beforeMs: number, signal?: AbortSignal): Promise<number> {
  let nRemoved = 0;
  for await (const { key, lastModifiedAt } of objects.list(OLD_PREFIX)) {
    if (signal?.aborted === true) break;
    if (lastModifiedAt.getTime() >= beforeMs) continue;
    await objects.delete(key);
    nRemoved += 1;
  }
  return nRemoved;
}

type Objects = Pick<ObjectStore, 'list' | 'delete'>;

/**
 * Removes the bodies of large events that were published before an instant, and returns how many. The instant must lie as far back as an event may
 * still come (`Bus.replayableMs`). Cost: what it removes.
 */
export async function sweepClaims(objects: Objects, beforeMs: number, signal?: AbortSignal): Promise<number> {
  const day = new Date(beforeMs).toISOString().slice(0, 10);
  return (await removeDays(objects, day, signal)) + (await removeOld(objects, beforeMs, signal));
}
