import type { MetricAnomaly, VolumePoint } from '../report/report-content.ts';
import { toCount, toShortDay, toWeekday } from '../report/wording.ts';
import { escape } from './escape.ts';
import { linear, px, ticksTo } from './scales.ts';

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [960, 270, 44, 8, 26, 38];

export interface VolumeChartOptions {
  points: readonly VolumePoint[];
  anomalies: readonly MetricAnomaly[];
  isHourly: boolean;
}

const labelOf = (at: string, isHourly: boolean): string => (isHourly ? `${at}:00` : toShortDay(at));

function grid(max: number, y: (value: number) => number): string {
  return ticksTo(max)
    .map(
      (tick) =>
        `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${px(y(tick))}" y2="${px(y(tick))}"/>` +
        `<text class="axis" x="${LEFT - 8}" y="${px(y(tick) + 4)}" text-anchor="end">${toCount(tick)}</text>`,
    )
    .join('');
}

/** Conversations per day or hour as bars, the period before as a step line behind them, unusual days marked and numbered. */
export function volumeChart({ points, anomalies, isHourly }: VolumeChartOptions): string {
  const max = Math.max(
    1,
    ...points.flatMap(({ nConversations, previous }) => [nConversations, previous ?? 0]),
  );
  const ticks = ticksTo(max);
  const y = linear([0, ticks.at(-1) ?? max], [HEIGHT - BOTTOM, TOP]);
  const slot = (WIDTH - LEFT - RIGHT) / points.length;
  const barWidth = Math.min(slot * 0.68, 56);
  const labelEvery = Math.ceil(points.length / (isHourly ? 8 : 10));
  const bars = points.map((point, i) => {
    const centre = LEFT + slot * (i + 0.5);
    const marked = anomalies.filter(
      ({ date, endDate }) => !isHourly && date <= point.at && point.at <= endDate,
    );
    const top = y(point.nConversations);
    const label = labelOf(point.at, isHourly);
    const hint = `${label}: ${point.isCovered ? toCount(point.nConversations) : 'no data'}${point.previous === null ? '' : `, before ${toCount(point.previous)}`}${marked.map(({ explanation }) => `. ${explanation}`).join('')}`;
    const bar =
      point.nConversations === 0
        ? ''
        : `<rect class="bar${marked.length > 0 ? ' hot' : ''}" x="${px(centre - barWidth / 2)}" y="${px(top)}" width="${px(barWidth)}" height="${px(HEIGHT - BOTTOM - top)}" rx="3"/>`;
    const marker =
      marked.length === 0 ? '' : `<path class="marker" d="M${px(centre)} ${px(top - 6)}l-5.5 -9.5h11z"/>`;
    const text =
      i % labelEvery === 0
        ? `<text class="axis" x="${px(centre)}" y="${HEIGHT - BOTTOM + 17}" text-anchor="middle">${escape(label)}</text>` +
          (isHourly || points.length > 10
            ? ''
            : `<text class="axis faint" x="${px(centre)}" y="${HEIGHT - BOTTOM + 31}" text-anchor="middle">${toWeekday(point.at)}</text>`)
        : '';
    const hit = `<rect class="hit" x="${px(centre - slot / 2)}" y="${TOP}" width="${px(slot)}" height="${HEIGHT - TOP - BOTTOM}"><title>${escape(hint)}</title></rect>`;
    return bar + marker + text + hit;
  });
  const steps = points.flatMap(({ previous }, i) =>
    previous === null ? [] : [`M${px(LEFT + slot * i + slot * 0.08)} ${px(y(previous))}h${px(slot * 0.84)}`],
  );
  const total = points.reduce((sum, { nConversations }) => sum + nConversations, 0);
  const legend =
    steps.length === 0
      ? ''
      : `<path class="before" d="M${WIDTH - 150} 10h18"/><text class="axis" x="${WIDTH - 126}" y="14">period before</text>`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Conversations per ${isHourly ? 'hour' : 'day'}, ${toCount(total)} in all">
${grid(max, y)}<path class="before" d="${steps.join('')}"/>${legend}${bars.join('')}</svg>`;
}
