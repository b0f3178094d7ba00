import type { AnalyticsRepository, LedgerStage, MessagesRepository } from '@convoscope/store';
import type { StateCounter } from './stage-counter.ts';
import { toMember } from './to-member.ts';

/** UTC days, both included. Default: all. */
export interface DayRange {
  from?: string;
  to?: string;
}

type Streamed = AsyncIterable<Parameters<typeof toMember>[0]>;

const createStreamCounter = (stage: LedgerStage, stream: () => Streamed): StateCounter => ({
  stage,
  async *members() {
    for await (const document of stream()) yield toMember(document);
  },
});

/** `conversation_messages`: what stands in MongoDB and is not deleted. */
export const createMongoCounter = (
  messages: Pick<MessagesRepository, 'refs'>,
  tenant: string,
  days?: DayRange,
): StateCounter => createStreamCounter('mongodb', () => messages.refs(tenant, days));

/** `conversation_analytics`: what reports are made of. */
export const createReportCounter = (
  analytics: Pick<AnalyticsRepository, 'refs'>,
  tenant: string,
  days?: DayRange,
): StateCounter => createStreamCounter('report', () => analytics.refs(tenant, days));

/**
 * Totals by category, as reports sum them: each conversation counts once, under the topic it was given. One without a topic is missing here;
 * one whose topic was made from another revision is altered.
 */
export const createTotalsCounter = (
  analytics: Pick<AnalyticsRepository, 'refs'>,
  tenant: string,
  days?: DayRange,
): StateCounter => ({
  stage: 'totals',
  async *members() {
    for await (const document of analytics.refs(tenant, days)) {
      const { category, sequence, revision } = document;
      if (category === null || category === undefined) continue;
      const isCurrent = category.sequence === sequence;
      yield toMember({
        ...document,
        revision: isCurrent ? revision : `category of sequence ${category.sequence}`,
      });
    }
  },
});
