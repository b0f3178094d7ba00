import type { UserAnalyticsDocument, UserHour } from '@convoscope/store';
import { addSum, createSum, meanOf } from './distribution.ts';

const MAX_TOPICS = 5;

/** The row of a user from what they did in each hour, in order of the hour. Cost: the hours they were active in, however much they said. */
export function mergeUser(
  userId: string,
  hours: readonly UserHour[],
  updatedAt: Date,
): Omit<UserAnalyticsDocument, 'tenant'> {
  const [sentiment, quality] = [createSum(), createSum()];
  const topics = new Map<string, number>();
  for (const hour of hours) {
    addSum(sentiment, hour.sentiment);
    addSum(quality, hour.quality);
    for (const [topic, n] of hour.topics) topics.set(topic, (topics.get(topic) ?? 0) + n);
  }
  const sum = (name: 'nConversations' | 'nMessages' | 'nAnomalies'): number =>
    hours.reduce((total, hour) => total + hour[name], 0);
  return {
    ...{ userId, nConversations: sum('nConversations'), nMessages: sum('nMessages') },
    firstSeenAt: new Date(Math.min(...hours.map(({ firstSeenAt }) => Date.parse(firstSeenAt)))),
    lastSeenAt: new Date(Math.max(...hours.map(({ lastSeenAt }) => Date.parse(lastSeenAt)))),
    topTopics: [...topics]
      .map(([topic, count]) => ({ topic, count }))
      .sort((a, b) => b.count - a.count || (a.topic < b.topic ? -1 : 1))
      .slice(0, MAX_TOPICS),
    languages: [...new Set(hours.flatMap(({ languages }) => languages))].sort(),
    models: [...new Set(hours.flatMap(({ models }) => models))].sort(),
    ...{ meanSentiment: meanOf(sentiment), meanQuality: meanOf(quality), nAnomalies: sum('nAnomalies') },
    updatedAt,
  };
}
