import { axisLine, axisText, splitLine, type ChartOption, type SeriesPoint } from './chart-option.ts';

/** A line of a chart with several. */
export interface NamedLine {
  name: string;
  points: readonly SeriesPoint[];
}

/** Told apart by form too: every second line is dashed. */
const COLOURS = ['--bad', '--busy', '--accent', '--good', '--neutral'];

/** Health in [0, 100] of some machines over time. */
export const healthOption =
  (lines: readonly NamedLine[]): ChartOption =>
  (colour) => ({
    grid: { left: 40, right: 12, top: 34, bottom: 26 },
    legend: { top: 4, textStyle: axisText(colour), data: lines.map(({ name }) => name) },
    xAxis: {
      ...{ type: 'category', boundaryGap: false, data: lines[0]?.points.map(({ label }) => label) ?? [] },
      ...{ axisLine: axisLine(colour), axisTick: { show: false } },
      axisLabel: { ...axisText(colour), hideOverlap: true },
    },
    yAxis: { type: 'value', min: 0, max: 100, axisLabel: axisText(colour), splitLine: splitLine(colour) },
    series: lines.map(({ name, points }, i) => {
      const tint = colour(COLOURS[i % COLOURS.length] ?? '--accent');
      return {
        ...{ name, type: 'line', symbol: 'none', data: points.map(({ value }) => value) },
        ...{
          itemStyle: { color: tint },
          lineStyle: { width: 1.8, color: tint, type: i % 2 === 0 ? 'solid' : 'dashed' },
        },
      };
    }),
  });
