import { BarChart, LineChart, PieChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { ChartOption } from './chart-option.ts';
import { useColourScheme } from './use-colour-scheme.ts';

use([
  BarChart,
  LineChart,
  PieChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  MarkLineComponent,
  SVGRenderer,
]);

/** The page's colours by the name of their CSS property, read when the chart is drawn. */
const colourOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export interface ChartProps {
  /** Says what the chart shows, for people who do not see it. */
  label: string;
  option: ChartOption;
  height?: number;
  onSelect?: (name: string) => void;
}

/** An ECharts chart that fits its place and follows the colour scheme. */
export function Chart({ label, option, height = 240, onSelect }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useColourScheme();
  useEffect(() => {
    if (!place.current) return undefined;
    const chart = init(place.current, null, { renderer: 'svg' });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif' },
      ...option(colourOf),
    });
    if (onSelect) chart.on('click', (event) => onSelect(event.name));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [option, onSelect, scheme]);
  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}
