import { axisLine, axisText, splitLine, type ChartOption, type SeriesPoint } from './chart-option.ts';

export interface MeanPoint extends SeriesPoint {
  low: number | null;
  high: number | null;
}

/** Half the height of the axis: the values with their intervals, rounded up to a tenth, at least 0.2 and at most 1. */
function extentOf(points: readonly MeanPoint[]): number {
  const bounds = points.flatMap(({ value }) => (value === null ? [] : [Math.abs(value) * 1.4]));
  return Math.min(1, Math.max(0.2, Math.ceil(Math.max(0, ...bounds) * 10) / 10));
}

/** A mean in [-1, 1] over a zero line with its interval as a band; a gap in the data is a gap in the line. */
export function meanOption(points: readonly MeanPoint[], name: string): ChartOption {
  const extent = extentOf(points);
  const clamp = (value: number | null): number | null =>
    value === null ? null : Math.max(-extent, Math.min(extent, value));
  const low = points.map((point) => clamp(point.low));
  const height = points.map((point, i) => {
    const high = clamp(point.high);
    return high === null || low[i] === null || low[i] === undefined ? null : high - low[i];
  });
  const isLonely = points.length < 3;
  return (colour) => {
    const band = {
      type: 'line',
      stack: 'band',
      stackStrategy: 'all',
      symbol: 'none',
      lineStyle: { opacity: 0 },
    };
    return {
      grid: { left: 40, right: 10, top: 12, bottom: 24 },
      xAxis: {
        ...{ type: 'category', data: points.map(({ label }) => label), boundaryGap: true },
        axisLine: { ...axisLine(colour), onZero: false },
        axisTick: { show: false },
        axisLabel: { ...axisText(colour), hideOverlap: true },
      },
      yAxis: {
        ...{ type: 'value', min: -extent, max: extent, interval: extent },
        axisLabel: { ...axisText(colour), formatter: toSigned },
        splitLine: splitLine(colour),
      },
      series: [
        { ...band, data: low, silent: true },
        { ...band, data: height, areaStyle: { color: colour('--accent'), opacity: 0.16 }, silent: true },
        {
          ...{ name, type: 'line', symbol: 'circle', symbolSize: points.length > 14 ? 4 : 6 },
          ...{ showAllSymbol: true, showSymbol: true, connectNulls: false },
          lineStyle: { width: isLonely ? 0 : 2, color: colour('--accent') },
          itemStyle: { color: colour('--accent') },
          data: points.map(({ value }) => clamp(value)),
        },
      ],
    };
  };
}

const toSigned = (value: number): string =>
  value === 0 ? '0' : `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
