import type { Anomaly, DaySummary } from '../api/types.ts';
import { formatDay, formatNumber, formatScore } from '../format.ts';
import { axisLine, axisText, splitLine, tooltip, type ChartOption, type Colours } from './chart-option.ts';

const shortDay = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });

const dayAxis = (days: readonly DaySummary[], colour: Colours) => ({
  type: 'category',
  data: days.map(({ date }) => date),
  axisLine: axisLine(colour),
  axisTick: { show: false },
  axisLabel: {
    ...axisText(colour),
    hideOverlap: true,
    formatter: (date: string) => shortDay.format(new Date(date)),
  },
});

const GRID = { left: 40, right: 12, bottom: 24 };

const SEVERITIES: readonly Anomaly['severity'][] = ['info', 'warning', 'critical'];
const SEVERITY_COLOURS = { info: '--neutral', warning: '--busy', critical: '--bad' } as const;

const worstOf = (findings: readonly Anomaly[]): Anomaly['severity'] =>
  SEVERITIES.findLast((severity) => findings.some((finding) => finding.severity === severity)) ?? 'info';

/** Text goes in as text, so nothing in a finding is read as markup. */
function describeDay(date: string, count: string, findings: readonly Anomaly[]): HTMLElement {
  const box = document.createElement('div');
  box.style.cssText = 'max-width: 320px; white-space: normal';
  for (const line of [formatDay(date), count, ...findings.map(({ explanation }) => explanation)]) {
    const row = document.createElement('div');
    row.textContent = line;
    if (box.childElementCount === 0) row.style.fontWeight = '600';
    box.append(row);
  }
  return box;
}

/** Conversations a day; a dot above a day with findings, in the colour of the most severe. */
export function volumeOption(days: readonly DaySummary[], anomalies: readonly Anomaly[]): ChartOption {
  const findings = Map.groupBy(anomalies, ({ detectedFor }) => detectedFor.slice(0, 10));
  const marked = days.filter(({ date }) => findings.has(date));
  const most = Math.max(1, ...days.map(({ nConversations }) => nConversations));
  return (colour) => ({
    grid: { ...GRID, top: 14 },
    tooltip: {
      ...tooltip(colour, 'axis'),
      formatter: ([hovered]: { dataIndex: number }[]) => {
        const day = days[hovered?.dataIndex ?? -1];
        if (!day) return '';
        const count = `${formatNumber(day.nConversations)} conversations`;
        return describeDay(day.date, count, findings.get(day.date) ?? []);
      },
    },
    xAxis: dayAxis(days, colour),
    yAxis: { type: 'value', axisLabel: axisText(colour), splitLine: splitLine(colour), minInterval: 1 },
    series: [
      {
        name: 'Conversations',
        type: 'bar',
        barCategoryGap: '25%',
        barMaxWidth: 40,
        itemStyle: { color: colour('--accent'), borderRadius: [3, 3, 0, 0] },
        data: days.map(({ nConversations }) => nConversations),
      },
      {
        name: 'Findings',
        type: 'scatter',
        symbolSize: 9,
        data: marked.map(({ date, nConversations }) => ({
          value: [date, nConversations + most * 0.06],
          itemStyle: { color: colour(SEVERITY_COLOURS[worstOf(findings.get(date) ?? [])]) },
        })),
      },
    ],
  });
}

/** Half or all of the scale on the sides that have values: zero is always in, and noise does not look like a fall. */
export function sentimentRange(days: readonly DaySummary[]): { min: number; max: number } {
  const values = days.flatMap(({ meanSentiment }) => (meanSentiment === null ? [] : [meanSentiment]));
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)];
  return {
    min: lowest < -0.5 ? -1 : lowest < 0 ? -0.5 : 0,
    max: highest > 0.5 ? 1 : highest > 0 || lowest === 0 ? 0.5 : 0,
  };
}

/** Mean sentiment a day, in [-1, 1]; zero is always on the axis. */
export function sentimentOption(days: readonly DaySummary[]): ChartOption {
  const range = sentimentRange(days);
  return (colour) => ({
    grid: { ...GRID, top: 10 },
    tooltip: {
      ...tooltip(colour, 'axis'),
      formatter: ([hovered]: { dataIndex: number }[]) => {
        const day = days[hovered?.dataIndex ?? -1];
        return day ? describeDay(day.date, `Mean sentiment ${formatScore(day.meanSentiment)}`, []) : '';
      },
    },
    xAxis: { ...dayAxis(days, colour), boundaryGap: true, axisLabel: { show: false } },
    yAxis: {
      type: 'value',
      ...range,
      interval: (range.max - range.min) / 2,
      axisLabel: axisText(colour),
      splitLine: splitLine(colour),
    },
    series: [
      {
        name: 'Sentiment',
        type: 'line',
        showSymbol: days.length < 3,
        lineStyle: { width: 2 },
        itemStyle: { color: colour('--accent') },
        areaStyle: { opacity: 0.1 },
        data: days.map(({ meanSentiment }) => meanSentiment),
      },
    ],
  });
}
