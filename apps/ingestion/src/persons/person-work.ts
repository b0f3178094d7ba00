import type { LegalHoldDocument, PersonRequestDocument } from '@convoscope/store';
import { advanceErasure } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import { holdsOnPerson } from './holds-on-person.ts';
import type { PersonDeps, PersonRequest } from './person-deps.ts';

const AT_ONCE = 10;
/** So many erasures that wait for a hold are looked at when holds change. */
const MOST_HELD = 1_000;

/**
 * One round of work on requests about persons, the oldest first: what was begun goes on, what was asked for begins, what a legal hold kept goes on when that is
 * released, and exports whose time is over go. A round without requests costs five looks into an index.
 */
export function createPersonWork(deps: PersonDeps): () => Promise<void> {
  const { store, tenant } = deps;
  let holdsBefore = '';
  return async () => {
    const holds = await store.legalHolds.findActive(tenant);
    for (const status of ['running', 'requested'] as const)
      for (const request of await store.personRequests.findOfStatus(tenant, status, AT_ONCE))
        if (isOfPerson(request)) await advance(deps, request, holds);
    const holdsNow = holds.map(({ holdId }) => holdId).join();
    if (holdsNow !== holdsBefore)
      for (const request of await store.personRequests.findOfStatus(tenant, 'held', MOST_HELD))
        if (isOfPerson(request)) await advance(deps, request, holds);
    holdsBefore = holdsNow;
    await removeOldExports(deps);
  };
}

/** Only of one that is done the person is forgotten. */
const isOfPerson = (request: PersonRequestDocument): request is PersonRequest => request.userId !== null;

async function advance(
  deps: PersonDeps,
  request: PersonRequest,
  holds: readonly LegalHoldDocument[],
): Promise<void> {
  if (request.kind === 'export') return exportPerson(deps, request);
  const heldBy = await holdsOnPerson(deps, request, holds);
  if (heldBy.length === 0) return void (await advanceErasure(deps, request));
  await deps.store.personRequests.update(deps.tenant, request.requestId, { status: 'held', heldBy });
}

async function removeOldExports({ store, tenant, objects, clock, keepExportsMs }: PersonDeps): Promise<void> {
  const before = new Date(clock.now() - keepExportsMs);
  for (const { requestId, objectKey } of await store.personRequests.findExportsBefore(
    tenant,
    before,
    AT_ONCE,
  )) {
    if (objectKey !== null) await objects.delete(objectKey);
    await store.personRequests.update(tenant, requestId, {
      ...{ status: 'expired', userId: null, objectKey: null },
    });
  }
}
