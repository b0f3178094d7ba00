import { ok, type Outcome, type ReceivedEvent } from '@convoscope/bus';
import {
  toConversationRef,
  type ConversationCategorised,
  type ConversationScored,
} from '@convoscope/contracts';
import type { ConversationMetrics, ScoreDocument, ScoresRepository } from '@convoscope/store';
import { toOwnFeatures } from '../conversations/conversation-features.ts';
import {
  CONVERSATION_DETECTOR,
  type ConversationReference,
  type Judgement,
} from '../conversations/conversation-reference.ts';
import {
  categorisedPass,
  previewPass,
  toConversationMetrics,
  toScored,
} from '../conversations/score-document.ts';

/** A scored conversation on its way. */
export interface Scored {
  tenant: string;
  data: ConversationScored;
  made: { metrics: ConversationMetrics; features: number[] };
  /** When it was said to have started before this event. */
  startedBefore?: string;
}

type CategorisedEvent = Pick<ReceivedEvent<ConversationCategorised>, 'tenant' | 'data'>;

/** Before there is anything to compare with. */
const NOT_JUDGED: Judgement = {
  ...{ anomalyScore: 0, threshold: 1, isAnomalous: false, contributions: [] },
  ...{ explanation: 'There is too little to compare it with yet.', similarConversationIds: [] },
};

/**
 * Scores each conversation by the newest reference, as a preview: its day settles it. Nothing is learnt here, so a batch that is retried
 * changes nothing. What was scored before (a repeated event) keeps its score, a settled one too.
 */
export function createScoreConversationsStep(
  preview: () => ConversationReference | null,
  scores: Pick<ScoresRepository, 'findByIds'>,
) {
  return async function scoreConversationsStep(
    events: readonly CategorisedEvent[],
  ): Promise<Outcome<Scored>[]> {
    const stored = new Map<string, ScoreDocument>();
    for (const [tenant, ofTenant] of Map.groupBy(events, (event) => event.tenant)) {
      const ids = ofTenant.map(({ data }) => data.conversationId);
      for (const document of await scores.findByIds(tenant, ids))
        stored.set(`${tenant}/${document.conversationId}`, document);
    }
    return events.map(({ tenant, data }) => {
      const before = stored.get(`${tenant}/${data.conversationId}`);
      const made = { metrics: toConversationMetrics(data), features: toOwnFeatures(data) };
      return ok({
        ...{ tenant, made },
        data:
          before && isSameWork(before, data) ? toScored(before) : toPreview(data, made.features, preview()),
        ...(before && { startedBefore: before.startedAt }),
      });
    });
  };
}

const isSameWork = (before: ScoreDocument, incoming: ConversationCategorised): boolean =>
  before.revision === incoming.revision &&
  before.sequence === incoming.sequence &&
  categorisedPass(before.pass) === incoming.pass &&
  before.detector === CONVERSATION_DETECTOR;

function toPreview(
  conversation: ConversationCategorised,
  features: readonly number[],
  reference: ConversationReference | null,
): ConversationScored {
  const { conversationId, language } = conversation;
  const topic = conversation.topic.label;
  return {
    ...toConversationRef(conversation),
    ...{ pass: previewPass(conversation.pass), topic },
    ...(reference?.judge({ conversationId, topic, language, features }) ?? NOT_JUDGED),
    ...{ isSettled: false, reference: reference?.version ?? null, detector: CONVERSATION_DETECTOR },
  };
}
