import type { Slice } from '../content/report-content.ts';
import { nameOfSlice, type SlicedBy } from '../content/name-of-slice.ts';
import type { Words } from '../language/words.ts';
import type { HtmlContext } from './html-context.ts';
import { escape, shorten } from './escape.ts';
import { linkTo } from './link-to.ts';

export interface ShareBarsOptions {
  slices: readonly Slice[];
  limit: number;
  /** What the labels are values of. */
  dimension: SlicedBy;
  /** Show the mean sentiment of each. */
  hasSentiment?: boolean;
}

/** What moved, in words that do not depend on colour. */
function change(slice: Slice, { t, decimal }: Words): string {
  if (slice.previous === null) return '';
  const points = (slice.share - slice.previous.share) * 100;
  if (Math.abs(points) < 0.05) return `<span class="delta flat">${t('change.none')}</span>`;
  const arrow = points > 0 ? '▲' : '▼';
  const kind = slice.isChangeSignificant ? 'strong' : 'weak';
  const hint = t(slice.isChangeSignificant ? 'change.strong' : 'change.weak');
  return `<span class="delta ${kind}" title="${hint}">${arrow} ${t('points', { points: decimal(Math.abs(points), 1) })}</span>`;
}

function mood(slice: Slice, { t, signed }: Words): string {
  if (slice.sentiment === null) return '<span class="mood"></span>';
  const { value } = slice.sentiment;
  const tone = value > 0.1 ? 'good' : value < -0.1 ? 'bad' : 'neutral';
  return `<span class="mood ${tone}" title="${t('mean-sentiment')}">${signed(value)}</span>`;
}

/** The share's 95 % interval; reports of an older version have none. */
const intervalHint = ({ shareInterval }: Slice, { t, percent }: Words): string =>
  shareInterval === undefined
    ? ''
    : ` title="${t('interval-hint', { low: percent(shareInterval.low, 1), high: percent(shareInterval.high, 1) })}"`;

/** Slices as bars of their share, with a tick where they stood before, how they changed, and optionally their sentiment. */
export function shareBars(
  { slices, limit, dimension, hasSentiment = false }: ShareBarsOptions,
  { content: { from, to }, words }: HtmlContext,
): string {
  const { t, percent, count } = words;
  if (slices.length === 0) return `<p class="nothing">${t('nothing.yet')}</p>`;
  const shown = slices.slice(0, limit);
  const rest = slices.slice(limit);
  const scale = Math.max(...shown.flatMap(({ share, previous }) => [share, previous?.share ?? 0]), 0.01);
  const width = (share: number): string => ((share / scale) * 100).toFixed(1);
  const rows = shown.map((slice) => {
    const before =
      slice.previous === null
        ? ''
        : `<i class="tick" style="left:${width(slice.previous.share)}%" title="${t('share-before', { share: percent(slice.previous.share, 1) })}"></i>`;
    const name = nameOfSlice(dimension, slice.label, words);
    return `<li><span class="name" title="${escape(name)}">${linkTo({ from, to, [dimension]: slice.label }, shorten(name, 34))}</span><span class="track"><i class="fill" style="width:${width(slice.share)}%"></i>${before}</span><span class="number">${count(slice.nConversations)}</span><span class="share"${intervalHint(slice, words)}>${percent(slice.share)}</span>${change(slice, words)}${hasSentiment ? mood(slice, words) : ''}</li>`;
  });
  const nRest = rest.reduce((sum, { nConversations }) => sum + nConversations, 0);
  const more =
    rest.length === 0
      ? ''
      : `<p class="more">${t('and-more-with', { n: rest.length, conversations: count(nRest) })}</p>`;
  return `<ol class="bars${hasSentiment ? ' with-mood' : ''}">${rows.join('')}</ol>${more}`;
}
