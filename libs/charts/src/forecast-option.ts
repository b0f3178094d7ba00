import { axisLine, axisText, splitLine, type ChartOption, type SeriesPoint } from './chart-option.ts';

/** A value to come with the intervals that hold it with 80 % and 95 %. */
export interface ForecastBand {
  label: string;
  value: number;
  low80: number;
  high80: number;
  low95: number;
  high95: number;
}

/** What was, as a line, and what is expected after it, dashed, in two bands; a gap in the data is a gap in the line. */
export function forecastOption(
  history: readonly SeriesPoint[],
  forecast: readonly ForecastBand[],
): ChartOption {
  const before = history.map(() => null);
  const edges = [
    forecast.map(({ low95 }) => low95),
    forecast.map(({ low80, low95 }) => low80 - low95),
    forecast.map(({ low80, high80 }) => high80 - low80),
    forecast.map(({ high80, high95 }) => high95 - high80),
  ];
  const opacities = [0, 0.14, 0.28, 0.14];
  return (colour) => ({
    grid: { left: 52, right: 12, top: 12, bottom: 26 },
    xAxis: {
      ...{ type: 'category', data: [...history, ...forecast].map(({ label }) => label), boundaryGap: false },
      axisLine: { ...axisLine(colour), onZero: false },
      axisTick: { show: false },
      axisLabel: { ...axisText(colour), hideOverlap: true },
    },
    yAxis: { type: 'value', scale: true, axisLabel: axisText(colour), splitLine: splitLine(colour) },
    series: [
      ...edges.map((data, i) => ({
        ...{ type: 'line', stack: 'band', stackStrategy: 'all', symbol: 'none', silent: true },
        lineStyle: { opacity: 0 },
        areaStyle: { color: colour('--accent'), opacity: opacities[i] },
        data: [...before, ...data],
      })),
      {
        ...{ type: 'line', symbol: 'none', connectNulls: false },
        lineStyle: { width: 1.6, color: colour('--text-soft') },
        data: history.map(({ value }) => value),
      },
      {
        ...{ type: 'line', symbol: 'none' },
        lineStyle: { width: 2, type: 'dashed', color: colour('--accent') },
        data: [...before, ...forecast.map(({ value }) => value)],
      },
    ],
  });
}
