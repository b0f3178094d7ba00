import { readJson, updateJson, type ObjectStore } from '@convoscope/objects';
import type { AuditHead, AuditLogRepository, Store } from '@convoscope/store';

const keyOf = (tenant: string): string => `state/audit/${tenant}/head.json`;

/**
 * The audit log, of whose newest entry object storage knows too: who takes the newest entries out of the database would have to take them back there as
 * well, where other rights are needed. An entry counts as written when both know it.
 */
export function anchorAuditLog(
  auditLog: AuditLogRepository,
  objects: Pick<ObjectStore, 'get' | 'put'>,
): AuditLogRepository {
  return {
    ...auditLog,
    async append(tenant, entries) {
      const written = await auditLog.append(tenant, entries);
      const newest = written.at(-1);
      if (newest === undefined) return written;
      const { sequence, hash } = newest;
      // Somebody else may have written a later one meanwhile.
      await updateJson<AuditHead>(objects, keyOf(tenant), (head) =>
        head !== null && head.sequence >= sequence ? undefined : { sequence, hash },
      );
      return written;
    },
    verify: async (tenant) =>
      auditLog.verify(tenant, (await readJson<AuditHead>(objects, keyOf(tenant)))?.value ?? null),
  };
}

export const withAnchoredAudit = (store: Store, objects: Pick<ObjectStore, 'get' | 'put'>): Store => ({
  ...store,
  auditLog: anchorAuditLog(store.auditLog, objects),
});
