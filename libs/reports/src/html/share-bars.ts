import type { Slice } from '../content/report-content.ts';
import { toCount, toPercent, toSigned } from '../content/wording.ts';
import { escape, shorten } from './escape.ts';
import { linkTo } from './link-to.ts';

export interface ShareBarsOptions {
  slices: readonly Slice[];
  limit: number;
  /** What the labels are values of, and the days that are counted: where each leads to. */
  dimension: 'topic' | 'intent' | 'sentiment' | 'language';
  range: { from: string; to: string };
  nameOf: (label: string) => string;
  /** Show the mean sentiment of each. */
  hasSentiment?: boolean;
}

/** What moved, in words that do not depend on colour. */
function change(slice: Slice): string {
  if (slice.previous === null) return '';
  const points = (slice.share - slice.previous.share) * 100;
  if (Math.abs(points) < 0.05) return '<span class="delta flat">no change</span>';
  const arrow = points > 0 ? '▲' : '▼';
  const kind = slice.isChangeSignificant ? 'strong' : 'weak';
  const hint = slice.isChangeSignificant ? 'more than chance explains' : 'within what chance explains';
  return `<span class="delta ${kind}" title="${hint}">${arrow} ${Math.abs(points).toFixed(1)} pt</span>`;
}

function mood(slice: Slice): string {
  if (slice.sentiment === null) return '<span class="mood"></span>';
  const { value } = slice.sentiment;
  const tone = value > 0.1 ? 'good' : value < -0.1 ? 'bad' : 'neutral';
  return `<span class="mood ${tone}" title="mean sentiment">${toSigned(value)}</span>`;
}

/** The share's 95 % interval; reports of an older version have none. */
const intervalHint = ({ shareInterval }: Slice): string =>
  shareInterval === undefined
    ? ''
    : ` title="95 % interval ${toPercent(shareInterval.low, 1)} to ${toPercent(shareInterval.high, 1)}"`;

/** Slices as bars of their share, with a tick where they stood before, how they changed, and optionally their sentiment. */
export function shareBars({ slices, limit, nameOf, ...options }: ShareBarsOptions): string {
  const { dimension, hasSentiment = false } = options;
  const { from, to } = options.range;
  if (slices.length === 0) return '<p class="nothing">Nothing yet.</p>';
  const shown = slices.slice(0, limit);
  const rest = slices.slice(limit);
  const scale = Math.max(...shown.flatMap(({ share, previous }) => [share, previous?.share ?? 0]), 0.01);
  const width = (share: number): string => ((share / scale) * 100).toFixed(1);
  const rows = shown.map((slice) => {
    const before =
      slice.previous === null
        ? ''
        : `<i class="tick" style="left:${width(slice.previous.share)}%" title="before: ${toPercent(slice.previous.share, 1)}"></i>`;
    const name = nameOf(slice.label);
    return `<li><span class="name" title="${escape(name)}">${linkTo({ from, to, [dimension]: slice.label }, shorten(name, 34))}</span><span class="track"><i class="fill" style="width:${width(slice.share)}%"></i>${before}</span><span class="number">${toCount(slice.nConversations)}</span><span class="share"${intervalHint(slice)}>${toPercent(slice.share)}</span>${change(slice)}${hasSentiment ? mood(slice) : ''}</li>`;
  });
  const nRest = rest.reduce((sum, { nConversations }) => sum + nConversations, 0);
  const more =
    rest.length === 0
      ? ''
      : `<p class="more">and ${rest.length} more with ${toCount(nRest)} conversations</p>`;
  return `<ol class="bars${hasSentiment ? ' with-mood' : ''}">${rows.join('')}</ol>${more}`;
}
