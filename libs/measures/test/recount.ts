import { measureHour } from '@convoscope/measures';
import type { MeasureRow, Store, UserAnalyticsDocument } from '@convoscope/store';
import { mergeParts } from '../src/merge-measures.ts';
import { mergeUser } from '../src/merge-user.ts';

export interface Comparable {
  measures: MeasureRow[];
  users: Omit<UserAnalyticsDocument, 'tenant' | 'updatedAt'>[];
}

const keyOf = ({ granularity, at, dimension, label }: MeasureRow): string =>
  [granularity, at, dimension, label].join('|');
const inOrder = (rows: MeasureRow[]): MeasureRow[] => rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

const DIMENSIONS = ['all', 'topic', 'intent', 'sentiment', 'language', 'model', 'source'] as const;

/** What is kept of a tenant. */
export async function toComparable(store: Store, tenant: string): Promise<Comparable> {
  const reads = (['hour', 'day', 'month'] as const).flatMap((granularity) =>
    DIMENSIONS.map((dimension) => store.measures.read({ tenant, granularity, dimension })),
  );
  const { items } = await store.users.findPage(tenant, { limit: 200 });
  return {
    measures: inOrder((await Promise.all(reads)).flat()),
    users: items
      .filter(({ nConversations }) => nConversations > 0)
      .map(({ tenant: _tenant, updatedAt: _updatedAt, ...user }) => user)
      .sort((a, b) => (a.userId < b.userId ? -1 : 1)),
  };
}

/** The same, counted anew from every row. */
export async function recount(store: Store, tenant: string): Promise<Comparable> {
  const rows = [];
  for await (const row of store.analytics.stream(tenant)) rows.push(row);
  const hours = [...Map.groupBy(rows, ({ startedAt }) => startedAt.slice(0, 13))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([at, ofHour]) => measureHour(at, ofHour));
  const ofHours = hours.flatMap(({ measures }) => measures);
  const days = [...Map.groupBy(ofHours, ({ at }) => at.slice(0, 10))].map(([at, parts]) =>
    mergeParts('day', at, parts),
  );
  const months = [...Map.groupBy(days.flat(), ({ at }) => at.slice(0, 7))].map(([at, parts]) =>
    mergeParts('month', at, parts),
  );
  const userHours = Map.groupBy(
    hours.flatMap(({ users }) => users),
    ({ userId }) => userId,
  );
  const users = [...userHours].map(([userId, ofUser]) => {
    const { updatedAt: _updatedAt, ...user } = mergeUser(userId, ofUser, new Date(0));
    return user;
  });
  return {
    measures: inOrder([...ofHours, ...days.flat(), ...months.flat()]),
    users: users.sort((a, b) => (a.userId < b.userId ? -1 : 1)),
  };
}
