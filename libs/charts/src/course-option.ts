import type { ChartOption } from './chart-option.ts';

/** The course of a figure as a line without axes, to stand beside it. A gap in the data is a gap in the line. */
export const courseOption =
  (values: readonly (number | null)[]): ChartOption =>
  (colour) => ({
    grid: { left: 2, right: 2, top: 3, bottom: 3 },
    xAxis: { type: 'category', show: false, boundaryGap: false, data: values.map((_, i) => i) },
    yAxis: { type: 'value', show: false, scale: true },
    series: [
      {
        ...{ type: 'line', symbol: 'none', data: values },
        lineStyle: { width: 1.8, color: colour('--accent') },
      },
    ],
  });
