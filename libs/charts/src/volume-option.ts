import { axisLine, axisText, splitLine, type ChartOption, type SeriesPoint } from './chart-option.ts';

export interface VolumePoint extends SeriesPoint {
  /** Of the period before; null where there is no data of it. */
  previous: number | null;
  isMarked: boolean;
}

const GRID = { left: 46, right: 8, top: 30, bottom: 26 };

/**
 * Counts as bars, those of the period before as a line through each, marked places in another colour and under a triangle: what is told by
 * colour is told by form too. `width` in pixels is that of the whole chart.
 */
export function volumeOption(
  points: readonly VolumePoint[],
  names: { now: string; before: string },
  width: number,
): ChartOption {
  const slot = (width - GRID.left - GRID.right) / Math.max(1, points.length);
  const hasBefore = points.some(({ previous }) => previous !== null);
  const marked = points.flatMap(({ value, isMarked, label }) =>
    isMarked && value !== null ? [[label, value]] : [],
  );
  return (colour) => ({
    grid: GRID,
    legend: hasBefore
      ? {
          ...{ right: 0, top: 0, itemWidth: 14, itemHeight: 8, itemGap: 28, data: [names.now, names.before] },
          ...{ selectedMode: false, textStyle: axisText(colour) },
        }
      : { show: false },
    xAxis: {
      type: 'category',
      data: points.map(({ label }) => label),
      axisLine: axisLine(colour),
      axisTick: { show: false },
      axisLabel: { ...axisText(colour), hideOverlap: true },
    },
    yAxis: { type: 'value', axisLabel: axisText(colour), splitLine: splitLine(colour), minInterval: 1 },
    series: [
      {
        ...{ name: names.now, type: 'bar', barCategoryGap: '30%', barMaxWidth: 52 },
        itemStyle: { color: colour('--accent'), borderRadius: [3, 3, 0, 0] },
        data: points.map(({ value, isMarked }) => ({
          value,
          ...(isMarked && { itemStyle: { color: colour('--busy') } }),
        })),
      },
      {
        ...{ name: names.before, type: 'scatter', symbol: 'rect', symbolSize: [slot * 0.84, 2] },
        itemStyle: { color: colour('--text-soft') },
        data: points.flatMap(({ label, previous }) => (previous === null ? [] : [[label, previous]])),
      },
      {
        ...{ type: 'scatter', symbol: 'triangle', symbolSize: [10, 8], symbolRotate: 180 },
        ...{ symbolOffset: [0, -9], itemStyle: { color: colour('--busy') }, data: marked },
      },
    ],
  });
}
