import { randomUUID } from 'node:crypto';
import { personHashOf } from '@convoscope/privacy';
import {
  newRetentionRun,
  type LegalHoldDocument,
  type RetentionRunDocument,
  type Store,
} from '@convoscope/store';

export interface RetentionDeskOptions {
  store: Pick<Store, 'legalHolds' | 'retentionRuns' | 'auditLog'>;
  now: () => number;
}

/** Who asks, of which tenant. */
export interface RetentionActor {
  tenant: string;
  by: string;
}

export interface WantedHold extends Pick<LegalHoldDocument, 'because' | 'source' | 'from' | 'to'> {
  userId: string | null;
}

/** Takes what people ask of retention: written to the audit log, then stored. Ingestion does the work. */
export function createRetentionDesk({ store, now }: RetentionDeskOptions) {
  const audit = async (
    { tenant, by }: RetentionActor,
    { action, subject, because }: { action: string; subject: string; because: string | null },
  ): Promise<void> => {
    const entry = { at: new Date(now()), by, action, subject, because, before: null, after: null };
    await store.auditLog.append(tenant, [entry]);
  };
  return {
    /** Of the person only a hash is kept. */
    async placeHold(
      actor: RetentionActor,
      { userId, because, ...scope }: WantedHold,
    ): Promise<LegalHoldDocument> {
      const holdId = randomUUID();
      await audit(actor, { action: 'legal-hold.place', subject: `hold ${holdId}`, because });
      const hold: LegalHoldDocument = {
        ...{ tenant: actor.tenant, holdId, because, ...scope },
        personHash: userId === null ? null : personHashOf(actor.tenant, userId),
        ...{ placedBy: actor.by, placedAt: new Date(now()) },
        ...{ releasedBy: null, releasedBecause: null, releasedAt: null },
      };
      await store.legalHolds.insert(hold);
      return hold;
    },
    /** Null: there is none of that id. One that is released already stays as it was. */
    async releaseHold(
      actor: RetentionActor,
      holdId: string,
      because: string,
    ): Promise<LegalHoldDocument | null> {
      const hold = await store.legalHolds.findById(actor.tenant, holdId);
      if (hold === null || hold.releasedAt !== null) return hold;
      await audit(actor, { action: 'legal-hold.release', subject: `hold ${holdId}`, because });
      const release = { releasedBy: actor.by, releasedBecause: because, releasedAt: new Date(now()) };
      await store.legalHolds.release(actor.tenant, holdId, release);
      return store.legalHolds.findById(actor.tenant, holdId);
    },
    async requestRun(
      actor: RetentionActor,
      wanted: Pick<RetentionRunDocument, 'kind' | 'because' | 'expect'>,
    ): Promise<RetentionRunDocument> {
      const runId = randomUUID();
      const { kind, because } = wanted;
      await audit(actor, { action: `retention.request-${kind}`, subject: `retention run ${runId}`, because });
      const run = newRetentionRun({ ...wanted, tenant: actor.tenant, runId, requestedBy: actor.by }, now());
      await store.retentionRuns.insert(run);
      return run;
    },
  };
}

export type RetentionDesk = ReturnType<typeof createRetentionDesk>;
