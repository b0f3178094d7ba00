import type { Estimate, ReportContent } from '../content/report-content.ts';
import type { Words } from '../language/words.ts';
import type { HtmlContext } from './html-context.ts';
import { sparkline } from './chart-figures.ts';

interface Tile {
  id: string;
  name: string;
  detail?: string;
  value: string;
  delta: string;
  tone: 'good' | 'bad' | 'flat';
  spark: readonly (number | null)[];
}

function relative(
  { t, percent }: Words,
  now: number,
  before: number | undefined,
): Pick<Tile, 'delta' | 'tone'> {
  if (before === undefined || before === 0) return { delta: '', tone: 'flat' };
  const change = now / before - 1;
  if (Math.abs(change) < 0.005) return { delta: t('as-before'), tone: 'flat' };
  return { delta: `${change > 0 ? '▲' : '▼'} ${percent(Math.abs(change))}`, tone: 'flat' };
}

/** A change of a mean; coloured only where the intervals do not overlap. */
function absolute(
  { t, decimal }: Words,
  now: Estimate | null,
  before: Estimate | null | undefined,
  upIsGood: boolean,
): Pick<Tile, 'delta' | 'tone'> {
  if (now === null || before === null || before === undefined) return { delta: '', tone: 'flat' };
  const change = now.value - before.value;
  if (Math.abs(change) < 0.005) return { delta: t('as-before'), tone: 'flat' };
  const isApart = now.low > before.high || now.high < before.low;
  const tone = !isApart ? 'flat' : change > 0 === upIsGood ? 'good' : 'bad';
  return { delta: `${change > 0 ? '▲' : '▼'} ${decimal(Math.abs(change))}`, tone };
}

const isComparable = ({ nCovered, previous }: ReportContent['coverage']): boolean =>
  previous !== null && nCovered === previous.nCovered;

/** A change of a count, a day with data against a day with data: a gap in the data is no fall. Users are not as many more on twice the days. */
function aDay(
  words: Words,
  now: number,
  before: number | undefined,
  { nCovered, previous, nDays }: ReportContent['coverage'],
): Pick<Tile, 'delta' | 'tone'> {
  if (previous === null || before === undefined || nCovered === 0) return relative(words, now, undefined);
  const isGap = nCovered < nDays || previous.nCovered < previous.nDays;
  const change = relative(words, now / nCovered, before / previous.nCovered);
  return isGap && change.delta !== ''
    ? { ...change, delta: words.t('a-day', { delta: change.delta }) }
    : change;
}

function tilesOf({ content, words }: HtmlContext): Tile[] {
  const { totals, previousTotals: before, coverage, volumeByDay, volumeByHour, period } = content;
  const { t, count, signed, decimal, duration } = words;
  const points = period === 'daily' ? volumeByHour : volumeByDay;
  const none: number[] = [];
  return [
    {
      ...{ id: 'conversations', name: t('column.conversations'), value: count(totals.nConversations) },
      ...aDay(words, totals.nConversations, before?.nConversations, coverage),
      spark: points.map(({ nConversations, isCovered }) => (isCovered ? nConversations : null)),
    },
    {
      ...{ id: 'messages', name: t('column.messages'), value: count(totals.nMessages) },
      ...aDay(words, totals.nMessages, before?.nMessages, coverage),
      ...(totals.nConversations > 0 && {
        detail: t('each', { n: decimal(totals.nMessages / totals.nConversations, 1) }),
      }),
      spark: none,
    },
    {
      ...{ id: 'users', name: t('column.users'), value: count(totals.nUsers) },
      ...relative(words, totals.nUsers, isComparable(coverage) ? before?.nUsers : undefined),
      ...(totals.nNewUsers !== null && { detail: t('first-time', { n: totals.nNewUsers }) }),
      spark: none,
    },
    {
      ...{ id: 'sentiment', name: t('column.sentiment') },
      value: totals.sentiment === null ? '–' : signed(totals.sentiment.value),
      ...absolute(words, totals.sentiment, before?.sentiment, true),
      spark: points.map(({ sentiment }) => sentiment?.value ?? null),
    },
    {
      ...{ id: 'quality', name: t('column.quality') },
      value: totals.quality === null ? '–' : decimal(totals.quality.value),
      ...absolute(words, totals.quality, before?.quality, true),
      ...(totals.meanLatencySeconds !== null && {
        detail: t('answers-take', { time: duration(totals.meanLatencySeconds) }),
      }),
      spark: none,
    },
    {
      ...{ id: 'unusual', name: t('column.unusual'), value: count(totals.nAnomalous) },
      ...aDay(words, totals.nAnomalous, before?.nAnomalous, coverage),
      spark: points.map(({ nAnomalous }) => nAnomalous),
    },
  ];
}

/** The figures of the period, each with its change and, where there is one, its course. */
export function kpiTiles(context: HtmlContext): string {
  const tiles = tilesOf(context).map(({ id, name, value, delta, tone, spark, detail = '' }) => {
    const course = sparkline(spark, id);
    return `<div class="tile"><dt>${name}</dt><dd><b>${value}</b> <span class="delta ${tone}">${delta}</span></dd>${course === '' ? `<dd class="detail">${detail}</dd>` : `<dd>${course}</dd>`}</div>`;
  });
  return `<dl class="tiles">${tiles.join('')}</dl>`;
}
