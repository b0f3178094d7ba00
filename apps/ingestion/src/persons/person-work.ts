import type { PersonRequestDocument } from '@convoscope/store';
import { advanceErasure } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import type { PersonDeps, PersonRequest } from './person-deps.ts';

const AT_ONCE = 10;

/**
 * One round of work on requests about persons, the oldest first: what was begun goes on, what was asked for begins, and exports whose time is over go.
 * A round without requests costs three looks into an index.
 */
export function createPersonWork(deps: PersonDeps): () => Promise<void> {
  const { store, tenant } = deps;
  return async () => {
    for (const status of ['running', 'requested'] as const)
      for (const request of await store.personRequests.findOfStatus(tenant, status, AT_ONCE))
        if (isOfPerson(request)) await advance(deps, request);
    await removeOldExports(deps);
  };
}

/** Only of one that is done the person is forgotten. */
const isOfPerson = (request: PersonRequestDocument): request is PersonRequest => request.userId !== null;

async function advance(deps: PersonDeps, request: PersonRequest): Promise<void> {
  if (request.kind === 'export') return exportPerson(deps, request);
  await advanceErasure(deps, request);
}

async function removeOldExports({ store, tenant, objects, clock, keepExportsMs }: PersonDeps): Promise<void> {
  const done = await store.personRequests.findOfStatus(tenant, 'done', AT_ONCE);
  const before = clock.now() - keepExportsMs;
  for (const { requestId, objectKey, completedAt } of done) {
    if (objectKey === null || completedAt === null || completedAt.getTime() > before) continue;
    await objects.delete(objectKey);
    await store.personRequests.update(tenant, requestId, {
      status: 'expired',
      userId: null,
      objectKey: null,
    });
  }
}
