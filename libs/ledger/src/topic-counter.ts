import type { Bus, ReceivedEvent } from '@convoscope/bus';
import { topics, type ConversationDeleted, type ConversationRef, type Topic } from '@convoscope/contracts';
import type { MessagesRepository } from '@convoscope/store';
import { findRetained, type Retained } from './retained.ts';
import type { LedgerMember, StageCounter } from './stage-counter.ts';
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
  messages: Pick<MessagesRepository, 'stream'>;
  tenant: string;
  nowMs: number;
}

interface Standing {
  member: LedgerMember;
  /** Ids of the events that say this: subscribers drop repeats by id, so that two ids are two facts. */
  eventIds: Set<string>;
  sequence: number;
  pass: number;
  appendedAtMs: number;
}

/** One counter a topic, in the order of the flow; see `createTopicCounter`. What topics have let go of is found once for those of equal retention. */
export function createTopicCounters(options: TopicCounterOptions): Record<TopicStage, StageCounter> {
  const { bus, messages, tenant, nowMs } = options;
  const found = new Map<number | null, Promise<Retained>>();
  const findOnce = async (topic: Topic): Promise<Retained> => {
    const retentionMs = await bus.retentionMs(topic);
    const known = found.get(retentionMs) ?? findRetained(messages, tenant, retentionMs, nowMs);
    found.set(retentionMs, known);
    return known;
  };
  const counters = Object.entries(TOPICS).map(([stage, topic]) => [
    stage,
    createTopicCounter(stage as TopicStage, options, () => findOnce(topic)),
  ]);
  return Object.fromEntries(counters) as Record<TopicStage, StageCounter>;
}

/**
 * A topic as a newcomer would understand it: the newest sequence and pass of each conversation, without those deleted since. An event that
 * comes again is one; two events that say the same under different ids are two. What is older than the topic's retention is not expected there. Reads the whole topic; memory: one small record a
 * conversation.
 */
function createTopicCounter(
  stage: TopicStage,
  { bus, tenant }: TopicCounterOptions,
  findOnce: () => Promise<Retained>,
): StageCounter {
  return {
    stage,
    mayHaveLetGo: async () => (await findOnce()).mayBeGone,
    async *members() {
      const { sinceMs, mayBeGone } = await findOnce();
      const standing = await findStanding(bus, TOPICS[stage], tenant);
      const deleted = await findDeleted(bus, tenant);
      for (const { member, eventIds, sequence, appendedAtMs } of standing.values()) {
        if ((deleted.get(member.conversationId) ?? -1) >= sequence) continue;
        // Outlived its deletion, which has left its own topic.
        const isLeftOver = appendedAtMs < (sinceMs ?? 0) && !mayBeGone.has(member.conversationId);
        if (isLeftOver) continue;
        for (const _ of eventIds) yield member;
      }
    },
  };
}

async function findStanding(
  bus: Pick<Bus, 'scan'>,
  topic: Topic,
  tenant: string,
): Promise<Map<string, Standing>> {
  const standing = new Map<string, Standing>();
  await bus.scan(topic, {
    onEvents(events) {
      for (const event of events)
        if (event.tenant === tenant) keepNewest(standing, event as ReceivedEvent<ConversationRef>);
    },
  });
  return standing;
}

function keepNewest(
  standing: Map<string, Standing>,
  { id, data, appendedAtMs }: ReceivedEvent<ConversationRef>,
): void {
  const { conversationId, sequence, pass } = data;
  const known = standing.get(conversationId);
  const age = known === undefined ? 1 : sequence - known.sequence || pass - known.pass;
  if (age < 0) return;
  const eventIds = age === 0 && known !== undefined ? known.eventIds.add(id) : new Set([id]);
  standing.set(conversationId, { member: toMember(data), eventIds, sequence, pass, appendedAtMs });
}

/** The newest deletion of each conversation. */
async function findDeleted(bus: Pick<Bus, 'scan'>, tenant: string): Promise<Map<string, number>> {
  const deleted = new Map<string, number>();
  await bus.scan(topics.conversationsDeleted, {
    onEvents(events) {
      for (const event of events) {
        const { conversationId, sequence } = event.data as ConversationDeleted;
        if (event.tenant !== tenant) continue;
        deleted.set(conversationId, Math.max(sequence, deleted.get(conversationId) ?? -1));
      }
    },
  });
  return deleted;
}
