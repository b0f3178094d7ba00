import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { mirror, type ChartOption } from './options/chart-option.ts';

use([BarChart, LineChart, ScatterChart, GridComponent, TooltipComponent, MarkAreaComponent, SVGRenderer]);

/** The page's colours by the name of their CSS property, read when the chart is drawn. */
const colourOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export interface DrawnChart {
  toSvg: () => string;
  resize: () => void;
  dispose: () => void;
}

/** Draws a chart into its place. `onSelect` hears the index on the x axis of where somebody clicked. */
export function drawChart(
  place: HTMLElement,
  option: ChartOption,
  onSelect?: (index: number) => void,
): DrawnChart {
  const chart = init(place, null, { renderer: 'svg' });
  const textStyle = { fontFamily: 'system-ui, sans-serif' };
  const drawn = option(colourOf);
  chart.setOption({ animation: false, textStyle, ...(document.dir === 'rtl' ? mirror(drawn) : drawn) });
  chart.getZr().on('click', ({ offsetX, offsetY }) => {
    if (!chart.containPixel('grid', [offsetX, offsetY])) return;
    const [index] = chart.convertFromPixel('grid', [offsetX, offsetY]);
    if (index !== undefined) onSelect?.(index);
  });
  return {
    toSvg: () => chart.renderToSVGString(),
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
  };
}
