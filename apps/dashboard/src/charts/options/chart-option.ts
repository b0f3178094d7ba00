import type { EChartsCoreOption } from 'echarts/core';

/** A colour of the page by the name of its CSS property, such as `--accent`. */
export type Colours = (name: string) => string;

/** A chart before it has colours: drawn again when the page turns dark or light. */
export type ChartOption = (colour: Colours) => EChartsCoreOption;

/** The same chart from right to left: the first day on the right, values written on that side. */
export function mirror(option: EChartsCoreOption): EChartsCoreOption {
  const { grid, xAxis, yAxis } = option as Record<'grid' | 'xAxis' | 'yAxis', Record<string, unknown>>;
  return {
    ...option,
    grid: { ...grid, left: grid['right'], right: grid['left'] },
    xAxis: { ...xAxis, inverse: true },
    yAxis: { ...yAxis, position: 'right' },
  };
}

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

/** Text goes in as text, so nothing in what people wrote is read as markup. */
export function linesOf(lines: readonly string[]): HTMLElement {
  const box = document.createElement('div');
  box.style.cssText = 'max-width: 320px; white-space: normal';
  for (const [index, line] of lines.entries()) {
    const row = document.createElement('div');
    row.textContent = line;
    row.dir = 'auto';
    if (index === 0) row.style.fontWeight = '600';
    box.append(row);
  }
  return box;
}

/** An axis of days, written shortly. */
export const dayAxis = (dates: readonly string[], colour: Colours, write: (date: string) => string) => ({
  type: 'category',
  data: dates,
  axisLine: axisLine(colour),
  axisTick: { show: false },
  axisLabel: { ...axisText(colour), hideOverlap: true, formatter: write },
});
