import {
  eventId,
  topics,
  type ConversationDeleted,
  type ConversationIngested,
  type Event,
} from '@convoscope/contracts';
import type { Bus } from '@convoscope/bus';
import type { Store } from '@convoscope/store';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import type { SequencedRow } from './assign-sequence.step.ts';

/** Raised when the same row would be published differently by a new version of mapping or rules. */
const PRODUCER_VERSION = '1';

export interface PublishDeps {
  store: { messages: Pick<Store['messages'], 'upsertMany' | 'markDeleted'> };
  bus: Pick<Bus, 'publish'>;
  clock: Pick<Clock, 'now'>;
  telemetry: Pick<Telemetry, 'traceparent'>;
  tenant: string;
}

export interface Deletion {
  conversationId: string;
  sequence: number;
  startedAt: string;
}

export type PublishConversationsStep = (rows: readonly SequencedRow[]) => Promise<void>;
export type PublishDeletionsStep = (source: string, deletions: readonly Deletion[]) => Promise<void>;

/** Stores conversations, then publishes them: a crash between the two repeats both, harmlessly. */
export function createPublishConversationsStep(deps: PublishDeps): PublishConversationsStep {
  return async function publishConversationsStep(rows) {
    if (rows.length === 0) return;
    const ingestedAt = new Date(deps.clock.now());
    await deps.store.messages.upsertMany(
      deps.tenant,
      rows.map(({ rowId, conversation }) => ({
        ...conversation,
        tenant: deps.tenant,
        sourceRowId: rowId,
        ingestedAt,
        deletedAt: null,
      })),
    );
    await deps.bus.publish(
      topics.conversationsIngested,
      rows.map(({ rowId, conversation }) => {
        // Known to nobody else: without it the conversation could not be found again at its source.
        const data = { ...conversation, sourceRowId: rowId };
        return toEvent(deps, topics.conversationsIngested.name, data, conversation.revision);
      }),
    );
  };
}

/** Marks conversations as gone, then says so. */
export function createPublishDeletionsStep(deps: PublishDeps): PublishDeletionsStep {
  return async function publishDeletionsStep(source, deletions) {
    if (deletions.length === 0) return;
    const deletedAt = new Date(deps.clock.now());
    await deps.store.messages.markDeleted(
      deps.tenant,
      deletions.map(({ conversationId, sequence }) => ({ conversationId, sequence, deletedAt })),
    );
    const ofSource = deletions.map((deletion) => ({ ...deletion, source }));
    await publishDeletions(deps, ofSource, { deletedAt, reason: 'gone-at-source' });
  };
}

/** Says of conversations that they are gone, and why. */
export async function publishDeletions(
  deps: Omit<PublishDeps, 'store'>,
  deletions: readonly (Deletion & { source: string })[],
  { deletedAt, reason }: { deletedAt: Date; reason: ConversationDeleted['reason'] },
): Promise<void> {
  const events = deletions.map((deletion) => {
    const data = { ...deletion, deletedAt: deletedAt.toISOString(), reason };
    return toEvent(deps, topics.conversationsDeleted.name, data, reason === 'erased' ? reason : 'deleted');
  });
  await deps.bus.publish(topics.conversationsDeleted, events);
}

/** The sequence is part of the identity: content that returns to what it was is a new fact, not a repeat of the old one. */
function toEvent<T extends ConversationIngested | ConversationDeleted>(
  { tenant, clock, telemetry }: Omit<PublishDeps, 'store'>,
  topic: string,
  data: T,
  revision: string,
): Event<T> {
  const key = data.conversationId;
  const producerVersion = `${PRODUCER_VERSION}.${data.sequence}`;
  return {
    id: eventId({ topic, tenant, key, revision, producerVersion }),
    topic,
    source: 'ingestion',
    tenant,
    key,
    time: new Date(clock.now()).toISOString(),
    data,
    traceparent: telemetry.traceparent(),
  };
}
