import { addToSum, createSum, measureHour, mergeParts } from '@convoscope/measures';
import { toMatch, type ReportFilters } from '@convoscope/reports';
import type {
  ActiveUser,
  AnalyticsDocument,
  MeasuredConversation,
  MeasureQuery,
  MeasureRow,
  MeasuresRepository,
  Store,
} from '@convoscope/store';
import { daysIn, type DayRange } from './report-period.ts';

type Row = MeasuredConversation & Pick<AnalyticsDocument, 'title' | 'date' | 'anomaly'>;

/** Unusual conversations that are kept of a day: more than a report shows. */
const MAX_UNUSUAL = 8;

interface MeasuredDay {
  hours: MeasureRow[];
  days: MeasureRow[];
  users: Map<string, { n: number; nAnomalous: number; sentiment: ReturnType<typeof createSum> }>;
  unusual: Row[];
}

export interface FilteredMeasures extends Pick<MeasuresRepository, 'read' | 'sumOfUsers'> {
  /** Unusual conversations, the strongest first. */
  mostUnusual(days: DayRange): Promise<Row[]>;
}

const scoreOf = ({ anomaly }: Row): number => anomaly?.score ?? 0;
const byScore = (a: Row, b: Row): number =>
  scoreOf(b) - scoreOf(a) || (a.conversationId < b.conversationId ? -1 : 1);

function toUsers(rows: readonly Row[]): MeasuredDay['users'] {
  const users: MeasuredDay['users'] = new Map();
  for (const { userId, anomaly, category } of rows) {
    if (userId == null) continue;
    const user = users.get(userId) ?? { n: 0, nAnomalous: 0, sentiment: createSum() };
    users.set(userId, user);
    user.n += 1;
    if (anomaly?.isAnomalous === true) user.nAnomalous += 1;
    if (category) addToSum(user.sentiment, category.sentimentScore);
  }
  return users;
}

function measureDay(day: string, rows: readonly Row[]): MeasuredDay {
  const byHour = [...Map.groupBy(rows, ({ startedAt }) => startedAt.slice(0, 13))].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const hours = byHour.flatMap(([hour, ofHour]) => measureHour(hour, ofHour).measures);
  const unusual = rows.filter(({ anomaly }) => anomaly?.isAnomalous === true).sort(byScore);
  return {
    ...{ hours, days: mergeParts('day', day, hours), users: toUsers(rows) },
    unusual: unusual.slice(0, MAX_UNUSUAL),
  };
}

/**
 * Measures of the conversations that filters let through, made from their rows in the way that those of all are made. Cost: the rows of each day that is asked
 * for, once; memory: those of one day, and the measures of all.
 */
export function createFilteredMeasures(
  analytics: Pick<Store['analytics'], 'aggregate'>,
  tenant: string,
  filters: ReportFilters,
): FilteredMeasures {
  const known = new Map<string, MeasuredDay>();
  const readDay = async (day: string): Promise<MeasuredDay> => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const match = { ...toMatch(filters), startedAt: { $gte: day, $lt: `${day}\uffff` } };
    const measured = measureDay(day, await analytics.aggregate<Row>(tenant, [{ $match: match }]));
    known.set(day, measured);
    return measured;
  };
  /** One day after the other, and none at the same time as another: it is there only once. */
  let queue: Promise<unknown> = Promise.resolve();
  const readDays = (range: DayRange): Promise<MeasuredDay[]> => {
    const reading = queue.then(async () => {
      const days: MeasuredDay[] = [];
      for (const day of daysIn(range)) days.push(await readDay(day));
      return days;
    });
    queue = reading.catch(() => undefined);
    return reading;
  };
  return {
    async read({ granularity, dimension = 'all', from = '', to = '' }: MeasureQuery) {
      const days = await readDays({ from, to });
      return days
        .flatMap((day) => (granularity === 'hour' ? day.hours : day.days))
        .filter((row) => row.dimension === dimension);
    },
    sumOfUsers: async (_tenant, range, userIds) => sumUsers(await readDays(range), userIds),
    mostUnusual: async (range) => (await readDays(range)).flatMap(({ unusual }) => unusual).sort(byScore),
  };
}

function sumUsers(days: readonly MeasuredDay[], userIds: readonly string[]): ActiveUser[] {
  return userIds
    .map((userId): ActiveUser => {
      const parts = days.flatMap(({ users }) => users.get(userId) ?? []);
      const n = parts.reduce((sum, { sentiment }) => sum + sentiment.n, 0);
      return {
        userId,
        nConversations: parts.reduce((sum, part) => sum + part.n, 0),
        nAnomalous: parts.reduce((sum, part) => sum + part.nAnomalous, 0),
        sentiment: n === 0 ? null : parts.reduce((sum, { sentiment }) => sum + sentiment.sum, 0) / n,
      };
    })
    .filter(({ nConversations }) => nConversations > 0)
    .sort((a, b) => b.nConversations - a.nConversations || (a.userId < b.userId ? -1 : 1));
}
