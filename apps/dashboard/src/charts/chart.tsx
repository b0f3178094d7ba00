import { BarChart, LineChart, PieChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkPointComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([
  BarChart,
  LineChart,
  PieChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  MarkPointComponent,
  AriaComponent,
  SVGRenderer,
]);

export interface ChartProps {
  /** Says what the chart shows, for people who do not see it. */
  label: string;
  option: EChartsCoreOption;
  height?: number;
  onSelect?: (name: string) => void;
}

/** An ECharts chart that fits its place and follows the colour scheme. */
export function Chart({ label, option, height = 240, onSelect }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const chart = init(place.current, null, { renderer: 'svg' });
    chart.setOption({ animation: false, aria: { enabled: true, label: { description: label } }, ...option });
    if (onSelect) chart.on('click', (event) => onSelect(event.name));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [label, option, onSelect]);
  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}
