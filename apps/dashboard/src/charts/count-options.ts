import type { Count } from '../api/types.ts';
import { formatNumber, toWords } from '../format.ts';
import { axisText, tooltip, type ChartOption } from './chart-option.ts';

/** How high a chart of bars has to be, in pixels. */
export const barHeight = (counts: readonly Count[], most = 10): number =>
  Math.max(60, Math.min(counts.length, most) * 25 + 8);

/** Largest first from the top; beyond `most`, the rest is left out. Clicking answers with the label as the API knows it. */
export function barOption(
  counts: readonly Count[],
  most = 10,
  name: (label: string) => string = toWords,
): ChartOption {
  const shown = counts.slice(0, most).reverse();
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return (colour) => ({
    grid: { left: 4, right: 48, top: 4, bottom: 4, containLabel: true },
    tooltip: {
      ...tooltip(colour, 'item'),
      formatter: ({ name: label, value }: { name: string; value: number }) => {
        const line = document.createElement('span');
        const share = total === 0 ? 0 : (value / total) * 100;
        line.textContent = `${name(label)}: ${formatNumber(value)} (${share.toFixed(1)} %)`;
        return line;
      },
    },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      data: shown.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { ...axisText(colour), color: colour('--text'), fontSize: 12, formatter: name },
    },
    series: [
      {
        type: 'bar',
        data: shown.map(({ count }) => count),
        barMaxWidth: 16,
        barMinHeight: 2,
        itemStyle: { color: colour('--accent'), borderRadius: 3 },
        label: {
          show: true,
          position: 'right',
          color: colour('--text-soft'),
          fontSize: 11,
          formatter: ({ value }: { value: number }) => formatNumber(value),
        },
      },
    ],
  });
}

const SENTIMENT_COLOURS: Readonly<Record<string, string | undefined>> = {
  negative: '--bad',
  neutral: '--neutral',
  positive: '--good',
};

/** Shares of a whole as a ring; the legend says the numbers. */
export function shareOption(counts: readonly Count[]): ChartOption {
  const total = Math.max(
    1,
    counts.reduce((sum, { count }) => sum + count, 0),
  );
  const byLabel = new Map(counts.map(({ label, count }) => [label, count]));
  return (colour) => ({
    tooltip: { ...tooltip(colour, 'item'), formatter: '{b}: {c} ({d} %)' },
    legend: {
      orient: 'vertical',
      right: 0,
      top: 'middle',
      icon: 'circle',
      selectedMode: false,
      textStyle: { color: colour('--text') },
      formatter: (label: string) => `${label}  ${(((byLabel.get(label) ?? 0) / total) * 100).toFixed(1)} %`,
    },
    series: [
      {
        type: 'pie',
        radius: ['54%', '80%'],
        center: ['30%', '50%'],
        label: { show: false },
        itemStyle: { borderColor: colour('--surface'), borderWidth: 2 },
        data: counts.map(({ label, count }) => ({
          name: label,
          value: count,
          itemStyle: { color: colour(SENTIMENT_COLOURS[label] ?? '--accent') },
        })),
      },
    ],
  });
}
