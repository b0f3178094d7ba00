import type { Bus, ReceivedEvent } from '@convoscope/bus';
import { topics, type ConversationDeleted, type ConversationRef, type Topic } from '@convoscope/contracts';
import type { MessagesRepository } from '@convoscope/store';
import type { LogCounter, LoggedMember, LogKnowledge } from './stage-counter.ts';
import { toMember } from './to-member.ts';

/** The stages that are topics, in the order of the flow. */
const TOPICS = {
  topic: topics.conversationsIngested,
  translated: topics.conversationsTranslated,
  categorised: topics.conversationsCategorised,
  scored: topics.conversationsScored,
} as const satisfies Record<string, Topic>;

type TopicStage = keyof typeof TOPICS;

export interface TopicCounterOptions {
  bus: Pick<Bus, 'scan' | 'retentionMs'>;
  /** Knows when conversations were last stored: older ones may have left the topic. */
  messages: Pick<MessagesRepository, 'refs'>;
  tenant: string;
  nowMs: number;
}

/** Logs delete while they are being read: this share of the retention, at most an hour, is taken for gone already. */
const MARGIN_SHARE = 0.1;
const MAX_MARGIN_MS = 3_600_000;

/**
 * One counter a topic, in the order of the flow. A conversation is stored before it is published: what was stored within a topic's
 * retention was appended within it. Reads whole topics; memory: a batch.
 */
export function createTopicCounters(options: TopicCounterOptions): Record<TopicStage, LogCounter> {
  const knowledge = createKnowledge(options);
  const counters = Object.entries(TOPICS).map(([stage, topic]) => [
    stage,
    createTopicCounter(stage as TopicStage, topic, options, knowledge),
  ]);
  return Object.fromEntries(counters) as Record<TopicStage, LogCounter>;
}

const createKnowledge = ({ bus, messages, tenant }: TopicCounterOptions): LogKnowledge => ({
  async scanDeletions(onDeletions) {
    await bus.scan(topics.conversationsDeleted, {
      onEvents: (events) =>
        onDeletions(
          events.filter((event) => event.tenant === tenant).map(({ data }) => data as ConversationDeleted),
        ),
    });
  },
  stored: () => messages.refs(tenant),
});

function createTopicCounter(
  stage: TopicStage,
  topic: Topic,
  { bus, tenant, nowMs }: TopicCounterOptions,
  knowledge: LogKnowledge,
): LogCounter {
  return {
    stage,
    knowledge,
    async keptSinceMs() {
      const retentionMs = await bus.retentionMs(topic);
      if (retentionMs === null) return null;
      return nowMs - retentionMs + Math.min(MAX_MARGIN_MS, retentionMs * MARGIN_SHARE);
    },
    async scan(onMembers) {
      await bus.scan(topic, {
        onEvents: (events) =>
          onMembers(
            events
              .filter((event) => event.tenant === tenant)
              .map((event) => toLogged(event as ReceivedEvent<ConversationRef>)),
          ),
      });
    },
  };
}

const toLogged = ({ id, data, appendedAtMs }: ReceivedEvent<ConversationRef>): LoggedMember => ({
  ...toMember(data),
  ...{ eventId: id, sequence: data.sequence, pass: data.pass, appendedAtMs },
});
