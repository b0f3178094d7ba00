import { ok, type EventBatch, type Outcome } from '@convoscope/bus';
import type { ConversationDeleted } from '@convoscope/contracts';
import type { VersionedRepository } from '@convoscope/store';

/** Removes what a stage has made from deleted conversations, and keeps it from coming back. Repeating it is harmless. */
export async function forgetDeleted(
  repository: Pick<VersionedRepository<unknown>, 'markDeleted'>,
  { events }: EventBatch<ConversationDeleted>,
): Promise<readonly Outcome[]> {
  for (const [tenant, ofTenant] of Map.groupBy(events, (event) => event.tenant)) {
    const deletions = ofTenant.map(({ data: { conversationId, sequence, deletedAt } }) => ({
      ...{ conversationId, sequence, deletedAt: new Date(deletedAt) },
    }));
    await repository.markDeleted(tenant, deletions);
  }
  return events.map(() => ok(undefined));
}
