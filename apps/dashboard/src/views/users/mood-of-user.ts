import type { Schemas } from '@convoscope/client';

type Conversation = Pick<Schemas['Conversation'], 'conversationId' | 'startedAt' | 'date' | 'category'>;

export interface UserMood {
  /** The newest conversations in a row that were negative; under two say nothing of a mood. */
  run: { n: number; since: string } | null;
  nNegative: number;
  nJudged: number;
  firstNegative: string | null;
}

/** Whether somebody is unhappy, and since when: of conversations that were categorised, in any order. */
export function moodOfUser(conversations: readonly Conversation[]): UserMood {
  const judged = conversations
    .filter(({ category }) => category !== null)
    .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  const isNegative = ({ category }: Conversation): boolean => category?.sentiment === 'negative';
  const end = judged.findIndex((conversation) => !isNegative(conversation));
  const run = end < 0 ? judged : judged.slice(0, end);
  const negative = judged.filter(isNegative);
  const since = run.at(-1)?.date;
  return {
    run: run.length < 2 || since === undefined ? null : { n: run.length, since },
    ...{ nNegative: negative.length, nJudged: judged.length },
    firstNegative: negative.at(-1)?.date ?? null,
  };
}

/** Mean sentiment of each day that has conversations, oldest first. */
export function sentimentByDay(conversations: readonly Conversation[]): { date: string; mean: number }[] {
  const scored = conversations.flatMap(({ date, category }) =>
    category === null ? [] : [{ date, score: category.sentimentScore }],
  );
  return [...Map.groupBy(scored, ({ date }) => date)]
    .map(([date, ofDay]) => ({ date, mean: ofDay.reduce((sum, { score }) => sum + score, 0) / ofDay.length }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
