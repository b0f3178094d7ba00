import type { Bus } from '@convoscope/bus';
import {
  conversationDate,
  topics,
  type ConversationDeleted,
  type ConversationIngested,
} from '@convoscope/contracts';
import type { AnalyticsRepository, LedgerStage, MessagesRepository } from '@convoscope/store';
import type { LedgerMember, StageCounter } from './stage-counter.ts';

const toMember = (
  from: Parameters<typeof conversationDate>[0] & Omit<LedgerMember, 'date'>,
): LedgerMember => ({
  source: from.source,
  date: conversationDate(from),
  conversationId: from.conversationId,
  revision: from.revision,
});

type Standing = LedgerMember & { sequence: number; pass: number };

/**
 * The topic as a newcomer would understand it: the newest sequence and pass of each conversation, without those deleted since. Events that come
 * again are one. Reads the whole topic; memory: one small record a conversation.
 */
export const createTopicCounter = (bus: Pick<Bus, 'scan'>, tenant: string): StageCounter => ({
  stage: 'topic',
  async *members() {
    const standing = new Map<string, Standing>();
    const deleted = new Map<string, number>();
    await bus.scan(topics.conversationsIngested, {
      onEvents(events) {
        for (const event of events) {
          if (event.tenant === tenant) keepNewest(standing, event.data as ConversationIngested);
        }
      },
    });
    await bus.scan(topics.conversationsDeleted, {
      onEvents(events) {
        for (const event of events) {
          const { conversationId, sequence } = event.data as ConversationDeleted;
          if (event.tenant !== tenant) continue;
          deleted.set(conversationId, Math.max(sequence, deleted.get(conversationId) ?? -1));
        }
      },
    });
    for (const { sequence, pass: _pass, ...member } of standing.values()) {
      if ((deleted.get(member.conversationId) ?? -1) < sequence) yield member;
    }
  },
});

function keepNewest(standing: Map<string, Standing>, data: ConversationIngested): void {
  const known = standing.get(data.conversationId);
  const isNewer =
    known === undefined ||
    data.sequence > known.sequence ||
    (data.sequence === known.sequence && data.pass >= known.pass);
  if (!isNewer) return;
  standing.set(data.conversationId, { ...toMember(data), sequence: data.sequence, pass: data.pass });
}

type Streamed = AsyncIterable<Parameters<typeof toMember>[0]>;

const createStreamCounter = (stage: LedgerStage, stream: () => Streamed): StageCounter => ({
  stage,
  async *members() {
    for await (const document of stream()) yield toMember(document);
  },
});

/** `conversation_messages`: what stands in MongoDB and is not deleted. */
export const createMongoCounter = (
  messages: Pick<MessagesRepository, 'stream'>,
  tenant: string,
): StageCounter => createStreamCounter('mongodb', () => messages.stream(tenant));

/** `conversation_analytics`: what reports are made of. */
export const createReportCounter = (
  analytics: Pick<AnalyticsRepository, 'stream'>,
  tenant: string,
): StageCounter => createStreamCounter('report', () => analytics.stream(tenant));
