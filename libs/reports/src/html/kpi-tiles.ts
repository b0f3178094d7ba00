import type { Estimate, ReportContent } from '../content/report-content.ts';
import { toCount, toDuration, toPercent, toSigned } from '../content/wording.ts';
import { sparkline } from './chart-figures.ts';

interface Tile {
  name: string;
  value: string;
  delta: string;
  tone: 'good' | 'bad' | 'flat';
  spark: readonly (number | null)[];
}

const AS_BEFORE = 'as before';

function relative(now: number, before: number | undefined): Pick<Tile, 'delta' | 'tone'> {
  if (before === undefined || before === 0) return { delta: '', tone: 'flat' };
  const change = now / before - 1;
  if (Math.abs(change) < 0.005) return { delta: AS_BEFORE, tone: 'flat' };
  return { delta: `${change > 0 ? '▲' : '▼'} ${toPercent(Math.abs(change))}`, tone: 'flat' };
}

/** A change of a mean; coloured only where the intervals do not overlap. */
function absolute(
  now: Estimate | null,
  before: Estimate | null | undefined,
  upIsGood: boolean,
): Pick<Tile, 'delta' | 'tone'> {
  if (now === null || before === null || before === undefined) return { delta: '', tone: 'flat' };
  const change = now.value - before.value;
  if (Math.abs(change) < 0.005) return { delta: 'as before', tone: 'flat' };
  const isApart = now.low > before.high || now.high < before.low;
  const tone = !isApart ? 'flat' : change > 0 === upIsGood ? 'good' : 'bad';
  return { delta: `${change > 0 ? '▲' : '▼'} ${Math.abs(change).toFixed(2)}`, tone };
}

const isComparable = ({ nCovered, previous }: ReportContent['coverage']): boolean =>
  previous !== null && nCovered === previous.nCovered;

/** A change of a count, a day with data against a day with data: a gap in the data is no fall. Users are not as many more on twice the days. */
function aDay(
  now: number,
  before: number | undefined,
  { nCovered, previous, nDays }: ReportContent['coverage'],
): Pick<Tile, 'delta' | 'tone'> {
  if (previous === null || before === undefined || nCovered === 0) return relative(now, undefined);
  const isGap = nCovered < nDays || previous.nCovered < previous.nDays;
  const change = relative(now / nCovered, before / previous.nCovered);
  return isGap && change.delta !== ''
    ? { ...change, delta: change.delta === AS_BEFORE ? `a day ${AS_BEFORE}` : `${change.delta} a day` }
    : change;
}

function tilesOf({
  totals,
  previousTotals: before,
  coverage,
  volumeByDay,
  volumeByHour,
  period,
}: ReportContent): Tile[] {
  const points = period === 'daily' ? volumeByHour : volumeByDay;
  const none: number[] = [];
  return [
    {
      ...{ name: 'Conversations', value: toCount(totals.nConversations) },
      ...aDay(totals.nConversations, before?.nConversations, coverage),
      spark: points.map(({ nConversations, isCovered }) => (isCovered ? nConversations : null)),
    },
    {
      name: 'Messages',
      value: toCount(totals.nMessages),
      ...aDay(totals.nMessages, before?.nMessages, coverage),
      spark: none,
    },
    {
      name: 'Users',
      value: toCount(totals.nUsers),
      ...relative(totals.nUsers, isComparable(coverage) ? before?.nUsers : undefined),
      spark: none,
    },
    {
      ...{ name: 'Sentiment', value: totals.sentiment === null ? '–' : toSigned(totals.sentiment.value) },
      ...absolute(totals.sentiment, before?.sentiment, true),
      spark: points.map(({ sentiment }) => sentiment?.value ?? null),
    },
    {
      ...{ name: 'Quality', value: totals.quality === null ? '–' : totals.quality.value.toFixed(2) },
      ...absolute(totals.quality, before?.quality, true),
      spark: none,
    },
    {
      ...{ name: 'Unusual', value: toCount(totals.nAnomalous) },
      ...aDay(totals.nAnomalous, before?.nAnomalous, coverage),
      spark: points.map(({ nAnomalous }) => nAnomalous),
    },
  ];
}

const details: Record<string, (content: ReportContent) => string> = {
  Users: ({ totals }) => `${toCount(totals.nNewUsers)} for the first time`,
  Messages: ({ totals }) =>
    totals.nConversations === 0
      ? ''
      : `${(totals.nMessages / totals.nConversations).toFixed(1)} a conversation`,
  Quality: ({ totals }) =>
    totals.meanLatencySeconds === null ? '' : `answers take ${toDuration(totals.meanLatencySeconds)}`,
};

/** The figures of the period, each with its change and, where there is one, its course. */
export function kpiTiles(content: ReportContent): string {
  const tiles = tilesOf(content).map(({ name, value, delta, tone, spark }) => {
    const detail = details[name]?.(content) ?? '';
    const course = sparkline(spark, name.toLowerCase());
    return `<div class="tile"><dt>${name}</dt><dd><b>${value}</b> <span class="delta ${tone}">${delta}</span></dd>${course === '' ? `<dd class="detail">${detail}</dd>` : `<dd>${course}</dd>`}</div>`;
  });
  return `<dl class="tiles">${tiles.join('')}</dl>`;
}
