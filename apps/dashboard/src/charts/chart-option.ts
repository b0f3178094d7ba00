import type { EChartsCoreOption } from 'echarts/core';

/** A colour of the page by the name of its CSS property, such as `--accent`. */
export type Colours = (name: string) => string;

/** A chart before it has colours: drawn again when the page turns dark or light. */
export type ChartOption = (colour: Colours) => EChartsCoreOption;

export const axisText = (colour: Colours) => ({ color: colour('--text-soft'), fontSize: 11 });
export const splitLine = (colour: Colours) => ({ lineStyle: { color: colour('--line') } });
export const axisLine = (colour: Colours) => ({ lineStyle: { color: colour('--line') } });

export const tooltip = (colour: Colours, trigger: 'axis' | 'item') => ({
  trigger,
  confine: true,
  backgroundColor: colour('--surface'),
  borderColor: colour('--line'),
  textStyle: { color: colour('--text'), fontSize: 12 },
});
