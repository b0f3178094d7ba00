import type { EChartsCoreOption } from 'echarts/core';

/** A colour by the name of its CSS property, such as `--accent`. */
export type Colours = (name: string) => string;

/** A chart before it has colours: the same for a page that turns dark, a file that follows its reader, and paper. */
export type ChartOption = (colour: Colours) => EChartsCoreOption;

/** A point of a series; null is a gap, which is not drawn as 0. */
export interface SeriesPoint {
  label: string;
  value: number | null;
}

export const axisText = (colour: Colours) => ({ color: colour('--text-soft'), fontSize: 11 });
export const splitLine = (colour: Colours) => ({ lineStyle: { color: colour('--line') } });
export const axisLine = (colour: Colours) => ({ lineStyle: { color: colour('--line') } });
