import type { EChartsCoreOption } from 'echarts/core';
import type { Anomaly, Count, DaySummary } from '../api/types.ts';

const token = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const axisText = () => ({ color: token('--text-soft'), fontSize: 11 });
const splitLine = () => ({ lineStyle: { color: token('--line') } });
const tooltip = (trigger: 'axis' | 'item') => ({
  trigger,
  backgroundColor: token('--surface'),
  borderColor: token('--line'),
  textStyle: { color: token('--text'), fontSize: 12 },
});

/** Conversations a day, days with findings marked. */
export function volumeOption(days: readonly DaySummary[], anomalies: readonly Anomaly[]): EChartsCoreOption {
  const flagged = new Map(anomalies.map((anomaly) => [anomaly.detectedFor.slice(0, 10), anomaly]));
  return {
    grid: { left: 36, right: 12, top: 24, bottom: 24 },
    tooltip: tooltip('axis'),
    xAxis: {
      type: 'category',
      data: days.map(({ date }) => date),
      axisLabel: { ...axisText(), hideOverlap: true },
    },
    yAxis: { type: 'value', axisLabel: axisText(), splitLine: splitLine(), minInterval: 1 },
    series: [
      {
        name: 'Conversations',
        type: 'bar',
        barCategoryGap: '25%',
        itemStyle: { borderRadius: [3, 3, 0, 0] },
        data: days.map(({ date, nConversations }) => ({
          value: nConversations,
          itemStyle: { color: token(flagged.has(date) ? '--bad' : '--accent') },
        })),
      },
    ],
  };
}

/** Mean sentiment a day, in [-1,1]. */
export function sentimentOption(days: readonly DaySummary[]): EChartsCoreOption {
  return {
    grid: { left: 36, right: 12, top: 16, bottom: 24 },
    tooltip: {
      ...tooltip('axis'),
      valueFormatter: (value: unknown) => (typeof value === 'number' ? value.toFixed(2) : '–'),
    },
    xAxis: {
      type: 'category',
      data: days.map(({ date }) => date),
      axisLabel: { ...axisText(), hideOverlap: true },
    },
    yAxis: { type: 'value', axisLabel: axisText(), splitLine: splitLine(), scale: true },
    series: [
      {
        name: 'Sentiment',
        type: 'line',
        smooth: 0.3,
        showSymbol: false,
        lineStyle: { color: token('--accent'), width: 2 },
        itemStyle: { color: token('--accent') },
        areaStyle: { color: token('--accent'), opacity: 0.08 },
        data: days.map(({ meanSentiment }) => meanSentiment),
      },
    ],
  };
}

/** Largest first from the top; beyond `most`, the rest is left out. */
export function barOption(counts: readonly Count[], most = 10): EChartsCoreOption {
  const shown = counts.slice(0, most).reverse();
  return {
    grid: { left: 8, right: 40, top: 4, bottom: 4, containLabel: true },
    tooltip: tooltip('item'),
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      data: shown.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { ...axisText(), color: token('--text'), fontSize: 12 },
    },
    series: [
      {
        type: 'bar',
        data: shown.map(({ count }) => count),
        barMaxWidth: 16,
        itemStyle: { color: token('--accent'), borderRadius: 3 },
        label: { show: true, position: 'right', color: token('--text-soft'), fontSize: 11 },
      },
    ],
  };
}

const SENTIMENT_COLOURS: Record<string, string> = {
  negative: '--bad',
  neutral: '--neutral',
  positive: '--good',
};

export function shareOption(counts: readonly Count[]): EChartsCoreOption {
  return {
    tooltip: tooltip('item'),
    legend: {
      orient: 'vertical',
      right: 0,
      top: 'middle',
      textStyle: { color: token('--text') },
      icon: 'circle',
    },
    series: [
      {
        type: 'pie',
        radius: ['52%', '78%'],
        center: ['34%', '50%'],
        label: { show: false },
        itemStyle: { borderColor: token('--surface'), borderWidth: 2 },
        data: counts.map(({ label, count }) => ({
          name: label,
          value: count,
          ...(SENTIMENT_COLOURS[label] && { itemStyle: { color: token(SENTIMENT_COLOURS[label]) } }),
        })),
      },
    ],
  };
}
