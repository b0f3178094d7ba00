import { axisText, type ChartOption } from './chart-option.ts';

export interface ShareBar {
  label: string;
  share: number;
  /** What stands beside the bar, such as `31 %`. */
  text: string;
  /** The share before, drawn as a tick; null where there is nothing to compare with. */
  previous: number | null;
}

const MAX_LABEL = 150;

/** Shares as bars, the first on top, with a tick where each stood before. */
export const shareOption =
  (bars: readonly ShareBar[]): ChartOption =>
  (colour) => ({
    grid: { left: MAX_LABEL + 12, right: 52, top: 2, bottom: 2 },
    xAxis: { type: 'value', show: false, min: 0 },
    yAxis: {
      ...{ type: 'category', inverse: true, data: bars.map(({ label }) => label) },
      ...{ axisTick: { show: false }, axisLine: { show: false } },
      axisLabel: {
        ...axisText(colour),
        ...{ color: colour('--text'), width: MAX_LABEL, overflow: 'truncate', interval: 0 },
      },
    },
    series: [
      {
        ...{ type: 'bar', barWidth: '62%' },
        itemStyle: { color: colour('--accent'), borderRadius: 2 },
        label: {
          ...{ show: true, position: 'right', ...axisText(colour) },
          formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.text ?? '',
        },
        data: bars.map(({ share }) => share),
      },
      {
        ...{ type: 'scatter', symbol: 'rect', symbolSize: [2, 14], itemStyle: { color: colour('--text') } },
        data: bars.flatMap(({ previous, label }) => (previous === null ? [] : [[previous, label]])),
      },
    ],
  });
