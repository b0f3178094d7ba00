import { readRange, sumBy } from '@convoscope/measures';
import type { MeasureFigures, Store } from '@convoscope/store';
import { HttpProblem } from '../http/problem.ts';
import { METRICS } from './metrics.ts';
import type { AnalyticsQuery, AnalyticsResult } from './query-schemas.ts';

const MAX_HOURLY_DAYS = 31;
const DAY_MS = 86_400_000;

/** Figures of one window. */
interface Window {
  at: string | null;
  figures: ReadonlyMap<string, MeasureFigures>;
}

/** Answers a question about figures out of measures. Cost: the windows that it asks about. */
export async function queryMeasures(
  store: Pick<Store, 'measures'>,
  tenant: string,
  query: AnalyticsQuery,
): Promise<AnalyticsResult> {
  checkRange(query);
  const windows = await readWindows(store, tenant, query);
  const { kept, nLeftOut } = chooseLabels(windows, query);
  const rows = windows.flatMap(({ at, figures }) =>
    kept.flatMap((label) => {
      const found = figures.get(label);
      return found === undefined || found.nConversations === 0
        ? []
        : [{ at, label: query.dimension === 'all' ? null : label, values: measure(found, query.metrics) }];
    }),
  );
  return { granularity: query.granularity, dimension: query.dimension, rows, nLabelsLeftOut: nLeftOut };
}

const refuse = (path: string, message: string): HttpProblem =>
  new HttpProblem(400, 'invalid-request', 'The request is not valid.', {
    errors: [{ in: 'body', path, message }],
  });

/** Throws a 400 problem where a range ends before it begins. */
export function checkDays({ from, to }: { from?: string | undefined; to?: string | undefined }): void {
  if (from !== undefined && to !== undefined && from > to) throw refuse('to', 'is before `from`');
}

function checkRange({ granularity, from, to }: AnalyticsQuery): void {
  checkDays({ from, to });
  if (granularity !== 'hour') return;
  if (from === undefined || to === undefined) throw refuse('from', 'hours need `from` and `to`');
  if (Date.parse(to) - Date.parse(from) >= MAX_HOURLY_DAYS * DAY_MS)
    throw refuse('to', `hours are given for at most ${MAX_HOURLY_DAYS} days`);
}

async function readWindows(
  { measures }: Pick<Store, 'measures'>,
  tenant: string,
  { granularity, dimension, metrics, from, to }: AnalyticsQuery,
): Promise<Window[]> {
  const isLight = metrics.every((name) => METRICS[name].isHeavy !== true);
  const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  if (granularity === 'total')
    return [{ at: null, figures: await readRange(measures, { tenant, dimension, isLight, ...range }) }];
  const months = {
    ...(from !== undefined && { from: from.slice(0, 7) }),
    ...(to !== undefined && { to: to.slice(0, 7) }),
  };
  const rows = await measures.read({
    ...{ tenant, granularity, dimension, isLight },
    ...(granularity === 'month' ? months : range),
  });
  const byWindow = Map.groupBy(rows, ({ at }) => at);
  return [...byWindow].map(([at, ofWindow]) => ({ at, figures: sumBy(ofWindow) }));
}

function chooseLabels(
  windows: readonly Window[],
  { labels, limit }: AnalyticsQuery,
): { kept: string[]; nLeftOut: number } {
  const counts = new Map<string, number>();
  for (const { figures } of windows)
    for (const [label, { nConversations }] of figures)
      counts.set(label, (counts.get(label) ?? 0) + nConversations);
  const wanted = [...counts]
    .filter(([label, n]) => n > 0 && (labels === undefined || labels.includes(label)))
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([label]) => label);
  return { kept: wanted.slice(0, limit), nLeftOut: Math.max(0, wanted.length - limit) };
}

const measure = (
  figures: MeasureFigures,
  metrics: AnalyticsQuery['metrics'],
): AnalyticsResult['rows'][number]['values'] =>
  Object.fromEntries(metrics.map((name) => [name, METRICS[name].of(figures)]));
