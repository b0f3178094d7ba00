import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartOption, Colours } from './chart-option.ts';

use([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, SVGRenderer]);

export interface ChartPlace {
  /** Pixels. */
  width: number;
  height: number;
  colour: Colours;
  /** Told apart from other charts of the same document: names inside the drawing begin with it. */
  name: string;
  fontFamily?: string;
}

/** What answers a pointer: a drawing of its own has none. The names in it are numbered over the life of the process. */
const FOR_POINTERS = /<style >.*?<\/style>|\s(?:class|ecmeta_\w+|pointer-events)="[^"]*"/gs;
/** Names of clippings, numbered likewise: the same chart must be the same text. */
const NUMBERED = /zr\d+-/g;

/** Draws a chart without a browser. The same option and place give the same text. */
export function renderSvg(
  option: ChartOption,
  { width, height, colour, name, ...place }: ChartPlace,
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      ...{ animation: false, textStyle: { fontFamily: place.fontFamily ?? 'system-ui, sans-serif' } },
      ...option(colour),
    });
    return chart.renderToSVGString().replaceAll(FOR_POINTERS, '').replaceAll(NUMBERED, `${name}-`);
  } finally {
    chart.dispose();
  }
}
