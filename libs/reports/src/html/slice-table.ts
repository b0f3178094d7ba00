import { nameOfSlice, type SlicedBy } from '../content/name-of-slice.ts';
import type { Estimate, Slice } from '../content/report-content.ts';
import type { Words } from '../language/words.ts';
import { escape, shorten } from './escape.ts';
import type { HtmlContext } from './html-context.ts';
import { linkTo } from './link-to.ts';
import { leftHead, rightHead, scrolling } from './lists.ts';

/** Below this many conversations a mean says little. */
const FEW = 20;

type Domain = readonly [number, number];

/** An estimate as a dot with its interval, on the scale that all models share. */
function interval({ low, value, high }: Estimate, domain: Domain): string {
  const at = (v: number): string =>
    (((Math.max(domain[0], Math.min(domain[1], v)) - domain[0]) / (domain[1] - domain[0])) * 100).toFixed(1);
  const zero = domain[0] < 0 && domain[1] > 0 ? `<i class="zero" style="left:${at(0)}%"></i>` : '';
  const whisker = `<i class="whisker" style="left:${at(low)}%;right:${(100 - Number(at(high))).toFixed(1)}%"></i>`;
  return `<span class="interval" aria-hidden="true">${zero}${whisker}<i class="dot" style="left:${at(value)}%"></i></span>`;
}

/** All intervals with a little air; never below `floor`, the least that the value can be. */
function domainOf(estimates: readonly (Estimate | null)[], floor: number): Domain {
  const bounds = estimates.flatMap((estimate) =>
    estimate === null || estimate.n < 3 ? [] : [estimate.low, estimate.high],
  );
  if (bounds.length === 0) return [0, 1];
  const [low, high] = [Math.min(...bounds), Math.max(...bounds)];
  const margin = Math.max(0.01, (high - low) * 0.06);
  return [Math.max(floor, low - margin), high + margin];
}

type Shown = (value: number) => string;

const cell = (estimate: Estimate | null | undefined, domain: Domain, format: Shown, { t }: Words): string =>
  estimate == null
    ? '<td>–</td>'
    : `<td title="${escape(t('interval-of', { low: format(estimate.low), high: format(estimate.high), n: estimate.n }))}"><span class="estimate"><span>${format(estimate.value)}</span>${interval(estimate, domain)}</span></td>`;

/** What is shown of each slice, with the least that it can be. */
const columnsOf = ({ signed, decimal, percent }: Words) =>
  [
    {
      title: 'column.sentiment',
      of: (slice: Slice) => slice.sentiment,
      floor: -1,
      format: (v: number) => signed(v),
    },
    {
      title: 'column.quality',
      of: (slice: Slice) => slice.quality,
      floor: 0,
      format: (v: number) => decimal(v),
    },
    {
      title: 'column.failed',
      of: (slice: Slice) => slice.errorRate,
      floor: 0,
      format: (v: number) => percent(v, 1),
    },
    {
      title: 'column.refused',
      of: (slice: Slice) => slice.refusalRate ?? null,
      floor: 0,
      format: (v: number) => percent(v, 1),
    },
  ] as const;

/** Half of the answers, and nineteen in twenty, where that is known; else the mean. */
function answerTime({ latencySeconds, meanLatencySeconds }: Slice, { duration }: Words): string {
  if (latencySeconds) return `${duration(latencySeconds.p50)} / ${duration(latencySeconds.p95)}`;
  return meanLatencySeconds === null ? '–' : duration(meanLatencySeconds);
}

/** Slices of a dimension side by side with 95 % intervals; where intervals overlap widely, the difference may be chance. */
export function sliceTable(
  slices: readonly Slice[],
  dimension: SlicedBy,
  { content: { from, to }, words }: HtmlContext,
): string {
  const { t, count } = words;
  const shown = slices.filter(({ nConversations }) => nConversations > 0).slice(0, 12);
  if (shown.length === 0)
    return `<p class="nothing">${t(dimension === 'model' ? 'nothing.models' : 'nothing.yet')}</p>`;
  const columns = columnsOf(words).map((column) => ({
    ...column,
    domain: domainOf(
      shown.map((slice) => column.of(slice)),
      column.floor,
    ),
  }));
  const rows = shown.map((slice) => {
    const isFew = slice.nConversations < FEW;
    const name = linkTo(
      { from, to, [dimension]: slice.label },
      shorten(nameOfSlice(dimension, slice.label, words), 40),
    );
    const cells = columns.map(({ of, domain, format }) => cell(of(slice), domain, format, words));
    return `<tr${isFew ? ' class="few"' : ''}><th scope="row">${name}${isFew ? ` <small>${t('few')}</small>` : ''}</th><td class="right">${count(slice.nConversations)}</td>${cells.join('')}<td class="right">${answerTime(slice, words)}</td></tr>`;
  });
  const hasQuantiles = shown.some(({ latencySeconds }) => latencySeconds);
  const head = [
    leftHead(t(`dimension.${dimension}`)),
    rightHead(t('column.conversations')),
    ...columns.map(({ title }) => leftHead(t(title))),
    rightHead(hasQuantiles ? `${t('column.answer-time')} (50 / 95 %)` : t('column.answer-time')),
  ];
  return `${scrolling(head, rows)}<p class="more">${t('hint.few', { n: FEW })}</p>`;
}
