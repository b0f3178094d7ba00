import type { VolumePoint } from '../report/report-content.ts';
import { toShortDay, toSigned } from '../report/wording.ts';
import { escape } from './escape.ts';
import { linear, px } from './scales.ts';

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [460, 220, 40, 10, 14, 26];

/** Half the height of the axis: the data's extent, rounded up to a tenth, at least 0.2. */
function extentOf(points: readonly VolumePoint[]): number {
  const bounds = points.flatMap(({ sentiment }) => (sentiment === null ? [] : [sentiment.value * 1.25]));
  return Math.min(1, Math.max(0.2, Math.ceil(Math.max(0, ...bounds.map(Math.abs)) * 10) / 10));
}

type Drawn = { x: number; value: number; low: number; high: number; at: string };

/** Unbroken stretches: a gap in the data is a gap in the line. */
function inStretches(points: readonly VolumePoint[], x: (i: number) => number): Drawn[][] {
  const stretches: Drawn[][] = [[]];
  points.forEach(({ sentiment, at }, i) => {
    if (sentiment === null) stretches.push([]);
    else
      stretches
        .at(-1)
        ?.push({ x: x(i), at, value: sentiment.value, low: sentiment.low, high: sentiment.high });
  });
  return stretches.filter((stretch) => stretch.length > 0);
}

/** Mean sentiment per day or hour with its 95 % interval as a band, over a zero line. */
export function sentimentChart(points: readonly VolumePoint[], isHourly: boolean): string {
  const extent = extentOf(points);
  const clamp = (value: number): number => Math.max(-extent, Math.min(extent, value));
  const y = linear([-extent, extent], [HEIGHT - BOTTOM, TOP]);
  const slot = (WIDTH - LEFT - RIGHT) / points.length;
  const x = (i: number): number => LEFT + slot * (i + 0.5);
  const line = (drawn: readonly Drawn[], pick: (d: Drawn) => number): string =>
    drawn.map((d) => `${px(d.x)} ${px(y(clamp(pick(d))))}`).join('L');
  const stretches = inStretches(points, x).map((drawn) => {
    const band = `<path class="band" d="M${line(drawn, (d) => d.high)}L${line(drawn.toReversed(), (d) => d.low)}Z"/>`;
    return `${band}<path class="line" d="M${line(drawn, (d) => d.value)}"/>${drawn
      .map(
        (d) =>
          `<circle class="dot" cx="${px(d.x)}" cy="${px(y(clamp(d.value)))}" r="${points.length > 14 ? 2 : 3}"><title>${escape(isHourly ? `${d.at}:00` : toShortDay(d.at))}: ${toSigned(d.value)}</title></circle>`,
      )
      .join('')}`;
  });
  const levels = [-extent, 0, extent].map(
    (level) =>
      `<line class="${level === 0 ? 'zero' : 'grid'}" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${px(y(level))}" y2="${px(y(level))}"/><text class="axis" x="${LEFT - 8}" y="${px(y(level) + 4)}" text-anchor="end">${level === 0 ? '0' : toSigned(level, 1)}</text>`,
  );
  const every = Math.ceil(points.length / 6);
  const labels = points.map(({ at }, i) =>
    i % every === 0
      ? `<text class="axis" x="${px(x(i))}" y="${HEIGHT - 8}" text-anchor="middle">${escape(isHourly ? `${at}h` : toShortDay(at))}</text>`
      : '',
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Mean sentiment per ${isHourly ? 'hour' : 'day'}, with 95 % confidence band">${levels.join('')}${stretches.join('')}${labels.join('')}</svg>`;
}
