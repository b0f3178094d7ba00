import { describe, expect, it } from '@jest/globals';
import { measureHour } from '@convoscope/measures';
import type { MeasuredConversation, MeasureQuery, MeasureRow } from '@convoscope/store';
import type { RouteContext } from '../http/route.ts';
import { createForecastRoutes } from '../routes/forecast-routes.ts';
import { readMetricSeries, type MetricQuestion } from './read-metric-series.ts';

const CONVERSATION: MeasuredConversation = {
  ...{ conversationId: 'c', source: 's', startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:00Z' },
  ...{ userId: null, model: null, nMessages: 2, nUserMessages: 1, nCharacters: 9, durationSeconds: 0 },
  ...{ language: null, category: null, anomaly: null },
};
const [ONE] = measureHour('2026-01-01T00', [CONVERSATION]).measures as [MeasureRow];

const row = (at: string, nConversations: number, label = ''): MeasureRow => ({
  ...ONE,
  ...{
    granularity: at.length === 7 ? 'month' : at.length === 10 ? 'day' : 'hour',
    at,
    label,
    nConversations,
  },
  dimension: label === '' ? 'all' : 'topic',
  sentiment: { n: nConversations, sum: nConversations / 2, squares: 1 },
});

/** Measures of some buckets, and how many documents were read of them. */
function measuresOf(rows: readonly MeasureRow[]) {
  const counted = { nRead: 0 };
  return {
    counted,
    read({ granularity, dimension = 'all', from = '', to = '~' }: MeasureQuery): Promise<MeasureRow[]> {
      const found = rows.filter(
        (one) =>
          one.granularity === granularity && one.dimension === dimension && one.at >= from && one.at <= to,
      );
      counted.nRead += found.length;
      return Promise.resolve(found);
    },
  };
}

const days = (n: number, label = ''): MeasureRow[] =>
  Array.from({ length: n }, (_, i) =>
    row(new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10), 5 + i, label),
  );
const ASKER = { tenant: 'default', now: Date.parse('2026-02-20T12:00:00Z') };
const QUESTION: MetricQuestion = {
  ...{ metric: 'conversations', dimension: 'all', label: '', granularity: 'day', windows: 30 },
};

describe('a figure by window', () => {
  it('ends before the newest window, which may not be over', async () => {
    const { at } = await readMetricSeries(measuresOf([row('2026-02', 9), ...days(40)]), ASKER, QUESTION);
    expect([at.length, at.at(0), at.at(-1)]).toEqual([30, '2026-01-10', '2026-02-08']);
  });

  it('is 0 where a count has no window, and unknown where a mean has none', async () => {
    const some = [row('2026-02', 9), ...days(40).filter(({ at }) => at !== '2026-02-01')];
    const counts = await readMetricSeries(measuresOf(some), ASKER, QUESTION);
    const means = await readMetricSeries(measuresOf(some), ASKER, { ...QUESTION, metric: 'meanSentiment' });
    const place = counts.at.indexOf('2026-02-01');
    expect([counts.values[place], means.values[place], means.values[place - 1]]).toEqual([0, NaN, 0.5]);
  });

  it('is of one label only, and begins with its first window', async () => {
    const some = [row('2026-02', 9), ...days(40), ...days(40, 'billing').slice(20)];
    const { at, values } = await readMetricSeries(measuresOf(some), ASKER, { ...QUESTION, dimension: 'topic', label: 'billing' }); // prettier-ignore
    expect([at[0], values[0]]).toEqual(['2026-01-21', 25]);
  });

  it('is that of an installation that rests, however long', async () => {
    const measures = measuresOf([row('2026-02', 9), ...days(40)]);
    const { at } = await readMetricSeries(measures, { ...ASKER, now: Date.parse('2029-06-01') }, QUESTION);
    expect(at.at(-1)).toBe('2026-02-08');
  });

  it('costs the windows asked for, whatever lies before them', async () => {
    const readBy = async (nDays: number): Promise<number> => {
      const past = Array.from({ length: nDays }, (_, i) => row(new Date(Date.UTC(2026, 1, 9 - i)).toISOString().slice(0, 10), 3)); // prettier-ignore
      const months = [...new Set(past.map(({ at }) => at.slice(0, 7)))].map((at) => row(at, 9));
      const measures = measuresOf([...months, ...past].sort((a, b) => (a.at < b.at ? -1 : 1)));
      await readMetricSeries(measures, ASKER, QUESTION);
      return measures.counted.nRead;
    };
    expect(await readBy(3000)).toBe(await readBy(60));
  });

  it('is empty where there is nothing', async () =>
    expect((await readMetricSeries(measuresOf([]), ASKER, QUESTION)).at).toEqual([]));
});

describe('GET /api/v1/forecasts', () => {
  const ask = (rows: readonly MeasureRow[], query: object) => {
    const [route] = createForecastRoutes({
      store: { measures: measuresOf(rows) as never },
      now: () => ASKER.now,
    });
    const context = { tenant: 'default', query: route!.query!.parse(query) } as RouteContext<
      undefined,
      never,
      undefined
    >;
    return route!.handle(context as never).then((answer) => route!.response.schema!.parse(answer) as Answer);
  };
  interface Answer {
    points: { at: string; low95: number }[];
    history: unknown[];
    trend: { direction: string };
    sentences: string[];
  }
  const rows = [row('2026-02', 9), ...days(40)];

  it('answers with what is to come, by the names of its windows, never below what a count can be', async () => {
    const { points, history, trend, sentences } = await ask(rows, { metric: 'conversations', horizon: '3' });
    expect([points.map(({ at }) => at), history.length]).toEqual([
      ['2026-02-09', '2026-02-10', '2026-02-11'],
      39,
    ]);
    expect([trend.direction, points.every(({ low95 }) => low95 >= 0)]).toEqual(['rising', true]);
    expect(sentences.join(' ')).toContain('It rises by about 1 a day');
  });

  it.each([
    [
      'too little history',
      { metric: 'conversations', horizon: 20 },
      '39 values allow forecasts of up to 13 steps',
    ],
    [
      'a label that nothing has',
      { metric: 'conversations', dimension: 'topic', label: 'x' },
      '0 values are too few',
    ],
  ])('says of %s why there is none', async (_, query, says) => {
    await expect(ask(rows, query)).rejects.toMatchObject({
      problem: { status: 422, detail: expect.stringContaining(says) },
    });
  });

  it.each([
    { metric: 'luck' },
    { metric: 'conversations', horizon: 0 },
    { metric: 'conversations', label: 'x' },
    { metric: 'conversations', dimension: 'topic' },
    { metric: 'conversations', granularity: 'hour', to: '2026-02-01' },
  ])('refuses %j', (query) => expect(() => ask(rows, query)).toThrow());
});
