import type { Bus } from '@convoscope/bus';
import {
  conversationDate,
  isNotOlder,
  topics,
  type ConversationDeleted,
  type ConversationIngested,
  type Topic,
} from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import type { LedgerMember, StageCounter } from './stage-counter.ts';

/** What `conversations.ingested` says, minus what `conversations.deleted` took back: the newest event of each conversation. */
export function createTopicCounter(bus: Pick<Bus, 'scan'>, tenant: string): StageCounter {
  return {
    stage: 'topic',
    async *members() {
      const newest = new Map<string, LedgerMember & { sequence: number; pass: number }>();
      await bus.scan(topics.conversationsIngested as Topic, {
        onEvents(events) {
          for (const event of events) {
            if (event.tenant !== tenant) continue;
            const data = event.data as ConversationIngested;
            const before = newest.get(data.conversationId);
            if (before === undefined || isNotOlder(data, before))
              newest.set(data.conversationId, toMember(data));
          }
        },
      });
      await bus.scan(topics.conversationsDeleted as Topic, {
        onEvents(events) {
          for (const event of events) {
            const data = event.data as ConversationDeleted;
            const before = newest.get(data.conversationId);
            if (event.tenant === tenant && before && before.sequence <= data.sequence)
              newest.delete(data.conversationId);
          }
        },
      });
      yield* newest.values();
    },
  };
}

const toMember = (data: ConversationIngested): LedgerMember & { sequence: number; pass: number } => ({
  source: data.source,
  date: conversationDate(data),
  conversationId: data.conversationId,
  revision: data.revision,
  sequence: data.sequence,
  pass: data.pass,
});

/** Live documents of `conversation_messages`. */
export function createMongoCounter(
  messages: Pick<Store['messages'], 'stream'>,
  tenant: string,
): StageCounter {
  return { stage: 'mongodb', members: () => toMembers(messages.stream(tenant)) };
}

/** Live rows of `conversation_analytics`, from which reports are made. */
export function createReportCounter(
  analytics: Pick<Store['analytics'], 'stream'>,
  tenant: string,
): StageCounter {
  return { stage: 'report', members: () => toMembers(analytics.stream(tenant)) };
}

type Row = Pick<ConversationIngested, 'source' | 'startedAt' | 'conversationId' | 'revision'>;

async function* toMembers(rows: AsyncIterable<Row>): AsyncIterable<LedgerMember> {
  for await (const row of rows) {
    const { source, conversationId, revision } = row;
    yield { source, date: conversationDate(row), conversationId, revision };
  }
}
