import { ok, type Outcome, type ReceivedEvent } from '@convoscope/bus';
import {
  conversationDate,
  toConversationRef,
  type ConversationCategorised,
  type ConversationScored,
} from '@convoscope/contracts';
import type { ConversationMetrics, ScoreDocument, ScoresRepository } from '@convoscope/store';
import { typicalLatency } from '../incidents/conversation-fact.ts';
import { CONVERSATION_DETECTOR, type ConversationScorer } from '../conversations/conversation-scorer.ts';

/** A scored conversation on its way. */
export interface Scored {
  tenant: string;
  data: ConversationScored;
  metrics: ConversationMetrics;
  /** When it was said to have started before this event. */
  startedBefore?: string;
}

type CategorisedEvent = Pick<ReceivedEvent<ConversationCategorised>, 'tenant' | 'data'>;

/**
 * Scores each conversation and learns it. What was scored before (a repeated event) keeps its score and is not learnt
 * again: a repeat must not move the detector.
 */
export function createScoreConversationsStep(
  scorer: ConversationScorer,
  scores: Pick<ScoresRepository, 'findByIds'>,
) {
  return async function scoreConversationsStep(
    events: readonly CategorisedEvent[],
  ): Promise<Outcome<Scored>[]> {
    const stored = new Map<string, ScoreDocument>();
    for (const [tenant, ofTenant] of Map.groupBy(events, (event) => event.tenant)) {
      const documents = await scores.findByIds(
        tenant,
        ofTenant.map(({ data }) => data.conversationId),
      );
      documents.forEach((document) => stored.set(`${tenant}/${document.conversationId}`, document));
    }
    return events.map((event) => {
      const before = stored.get(`${event.tenant}/${event.data.conversationId}`);
      return ok({
        tenant: event.tenant,
        data: before && isSameWork(before, event.data) ? toScored(before) : scoreOne(scorer, event.data),
        metrics: toConversationMetrics(event.data),
        ...(before && { startedBefore: before.startedAt }),
      });
    });
  };
}

const isSameWork = (before: ScoreDocument, incoming: ConversationCategorised): boolean =>
  before.revision === incoming.revision &&
  before.sequence === incoming.sequence &&
  before.pass === incoming.pass;

const toScored = ({
  topic,
  anomalyScore,
  isAnomalous,
  threshold,
  contributions,
  detector,
  ...ref
}: ScoreDocument): ConversationScored => ({
  ...toConversationRef(ref),
  topic,
  anomalyScore,
  isAnomalous,
  threshold,
  contributions,
  detector,
});

const scoreOne = (scorer: ConversationScorer, conversation: ConversationCategorised): ConversationScored => ({
  ...toConversationRef(conversation),
  topic: conversation.topic.label,
  ...scorer.update(conversation),
  detector: CONVERSATION_DETECTOR,
});

/** What the daily metrics take from a conversation. */
export function toConversationMetrics(conversation: ConversationCategorised): ConversationMetrics {
  const answers = conversation.messages.filter(({ role }) => role === 'assistant');
  const latencies = answers.flatMap(({ latencySeconds }) => latencySeconds ?? []);
  return {
    sentiment: conversation.sentiment.score,
    quality: conversation.quality.score,
    nAssistantMessages: answers.length,
    nErrors: answers.filter(({ isError }) => isError).length,
    meanLatencySeconds:
      latencies.length === 0 ? null : latencies.reduce((sum, seconds) => sum + seconds, 0) / latencies.length,
    typicalLatencySeconds: typicalLatency(conversation.messages),
    isRefused: conversation.quality.issues.includes('refusal'),
    language: conversation.language,
  };
}

/** The stored form of a score. */
export const toScoreDocument = ({ tenant, data, metrics }: Scored, scoredAt: Date): ScoreDocument => ({
  ...data,
  tenant,
  date: conversationDate(data),
  metrics,
  scoredAt,
});
