import {
  MEASURE_DIMENSIONS,
  type MeasuredConversation,
  type MeasureDimension,
  type MeasureRow,
  type UserHour,
} from '@convoscope/store';
import { addToSum, createSum, toSum } from './distribution.ts';
import { toRows } from './merge-measures.ts';
import { addConversation, addUser, createTally, type Tally } from './tally.ts';
import { hashUser } from './user-sketch.ts';

/** Under which labels a conversation counts; none where the dimension is not known of it. */
const labelsOf: Readonly<
  Record<MeasureDimension, (row: MeasuredConversation) => string | readonly string[] | null>
> = {
  all: () => '',
  topic: ({ category }) => category?.topic ?? null,
  intent: ({ category }) => category?.intent ?? null,
  sentiment: ({ category }) => category?.sentiment ?? null,
  outcome: ({ category }) => category?.outcome ?? null,
  signal: ({ category }) => category?.signals ?? null,
  language: ({ language }) => language?.code ?? null,
  model: ({ model }) => model,
  source: ({ source }) => source,
};

/** Documents lack what their event lacked; the order makes sums of fractions the same each time. */
function inOrder(rows: readonly MeasuredConversation[]): MeasuredConversation[] {
  const whole = rows.map((row) => ({
    ...row,
    ...{ userId: row.userId ?? null, model: row.model ?? null },
    ...{ language: row.language ?? null, category: row.category ?? null, anomaly: row.anomaly ?? null },
  }));
  return whole.sort((a, b) => (a.conversationId < b.conversationId ? -1 : 1));
}

/**
 * What is counted of the conversations that started in one hour, and of each of their users. The same conversations give the same answer in
 * whichever order they come. Cost: O(conversations x dimensions).
 */
export function measureHour(
  at: string,
  conversations: readonly MeasuredConversation[],
): { measures: MeasureRow[]; users: UserHour[] } {
  const rows = inOrder(conversations);
  const hashes = new Map(
    [...new Set(rows.flatMap(({ userId }) => userId ?? []))].map((id) => [id, hashUser(id)] as const),
  );
  const measures = MEASURE_DIMENSIONS.flatMap((dimension) => {
    const tallies = new Map<string, Tally>();
    for (const row of rows) {
      for (const label of new Set([labelsOf[dimension](row) ?? []].flat())) {
        const tally = tallies.get(label) ?? createTally();
        tallies.set(label, tally);
        addConversation(tally, row, row.userId === null ? null : (hashes.get(row.userId) ?? null));
        if (dimension === 'all' && row.userId !== null) addUser(tally, row.userId, 1);
      }
    }
    return toRows({ granularity: 'hour', at, dimension }, tallies);
  });
  const byUser = Map.groupBy(rows, ({ userId }) => userId);
  const users = [...byUser].flatMap(([userId, ofUser]) =>
    userId === null ? [] : [measureUserHour(userId, at, ofUser)],
  );
  return { measures, users: users.sort((a, b) => (a.userId < b.userId ? -1 : 1)) };
}

const known = (values: Iterable<string | null>): string[] =>
  [...new Set(values)].filter((value) => value !== null).sort();

function measureUserHour(userId: string, at: string, rows: readonly MeasuredConversation[]): UserHour {
  const [sentiment, quality] = [createSum(), createSum()];
  const topics = new Map<string, number>();
  for (const { category } of rows) {
    if (category === null) continue;
    addToSum(sentiment, category.sentimentScore);
    addToSum(quality, category.quality);
    topics.set(category.topic, (topics.get(category.topic) ?? 0) + 1);
  }
  return {
    ...{ userId, at, nConversations: rows.length },
    nMessages: rows.reduce((sum, { nMessages }) => sum + nMessages, 0),
    nAnomalies: rows.filter(({ anomaly }) => anomaly?.isAnomalous === true).length,
    firstSeenAt: rows.map(({ startedAt }) => startedAt).sort()[0] ?? '',
    lastSeenAt:
      rows
        .map(({ endedAt }) => endedAt)
        .sort()
        .at(-1) ?? '',
    ...{ sentiment: toSum(sentiment), quality: toSum(quality) },
    topics: [...topics].sort(([a], [b]) => (a < b ? -1 : 1)),
    languages: known(rows.map(({ language }) => language?.code ?? null)),
    models: known(rows.map(({ model }) => model)),
  };
}
