import { randomUUID } from 'node:crypto';
import { EMPTY_DIGEST, personHashOf } from '@convoscope/privacy';
import type { PersonRequestDocument, Store } from '@convoscope/store';

export interface PersonDeskOptions {
  store: Pick<Store, 'personRequests' | 'auditLog'>;
  now: () => number;
}

export interface WantedPersonRequest {
  kind: PersonRequestDocument['kind'];
  userId: string;
  because: string | null;
}

/** Takes requests about persons: written to the audit log, then stored. Ingestion does the work. */
export async function requestPerson(
  { store, now }: PersonDeskOptions,
  { tenant, by }: { tenant: string; by: string },
  { kind, userId, because }: WantedPersonRequest,
): Promise<PersonRequestDocument> {
  const requestedAt = new Date(now());
  const personHash = personHashOf(tenant, userId);
  const entry = { at: requestedAt, by, action: `request-${kind}-person`, subject: `person ${personHash}` };
  await store.auditLog.append(tenant, [{ ...entry, because, before: null, after: null }]);
  const request: PersonRequestDocument = {
    ...{ tenant, requestId: randomUUID(), kind, personHash, userId, status: 'requested', waitsFor: [] },
    ...{ requestedBy: by, because, requestedAt, completedAt: null, nConversations: 0, digest: EMPTY_DIGEST },
    ...{ places: {}, objectKey: null, proof: null },
  };
  await store.personRequests.insert(request);
  return request;
}
