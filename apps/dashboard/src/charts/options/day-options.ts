import { axisText, dayAxis, linesOf, splitLine, tooltip, type ChartOption } from './chart-option.ts';

/** One series over days: what is drawn, and how its values are written. */
export interface DaySeries {
  dates: readonly string[];
  /** null: nothing to measure on that day. */
  values: readonly (number | null)[];
  /** The same days of the period before; same length. */
  before?: readonly (number | null)[];
  /** Days that something was found on, with what. */
  marks?: ReadonlyMap<string, readonly string[]>;
  /** Where most usual days lie. */
  band?: { low: number; high: number };
  names: { value: string; before: string; band: string };
  write: {
    date: (date: string) => string;
    shortDate: (date: string) => string;
    value: (value: number) => string;
  };
}

const GRID = { left: 44, right: 12, top: 18, bottom: 24 };

const tooltipLines = (series: DaySeries, index: number): string[] => {
  const { dates, values, before, marks, names, write } = series;
  const date = dates[index];
  if (date === undefined) return [];
  const say = (name: string, value: number | null | undefined): string[] =>
    value == null ? [] : [`${name}: ${write.value(value)}`];
  return [
    write.date(date),
    ...say(names.value, values[index]),
    ...say(names.before, before?.[index]),
    ...(marks?.get(date) ?? []),
  ];
};

const tooltipOf =
  (series: DaySeries) =>
  ([hovered]: { dataIndex: number }[]): HTMLElement =>
    linesOf(tooltipLines(series, hovered?.dataIndex ?? -1));

/** Counts a day as bars; the period before as a thin line; a dot above a day on which something was found. */
export function dayBarsOption(series: DaySeries): ChartOption {
  const { dates, values, before, marks, names, write } = series;
  const most = Math.max(...values.map((value) => value ?? 0), 1);
  const marked = dates.flatMap((date, index) =>
    marks?.has(date) === true ? [[date, (values[index] ?? 0) + most * 0.06]] : [],
  );
  return (colour) => ({
    grid: GRID,
    tooltip: { ...tooltip(colour, 'axis'), formatter: tooltipOf(series) },
    xAxis: dayAxis(dates, colour, write.shortDate),
    yAxis: { type: 'value', axisLabel: axisText(colour), splitLine: splitLine(colour), minInterval: 1 },
    series: [
      {
        ...{ name: names.value, type: 'bar', barCategoryGap: '25%', barMaxWidth: 40 },
        itemStyle: { color: colour('--accent'), borderRadius: [3, 3, 0, 0] },
        data: values,
      },
      {
        ...{ name: names.before, type: 'line', symbol: 'none', step: 'middle' },
        lineStyle: { width: 1.5, color: colour('--neutral'), type: 'dashed' },
        data: before ?? [],
      },
      { type: 'scatter', symbolSize: 9, itemStyle: { color: colour('--bad') }, data: marked },
    ],
  });
}

/** Half or all of the scale on the sides that have values: zero is always in, and noise does not look like a fall. */
export function sentimentRange(values: readonly (number | null)[]): { min: number; max: number } {
  const known = values.filter((value) => value !== null);
  const [lowest, highest] = [Math.min(0, ...known), Math.max(0, ...known)];
  return {
    min: lowest < -0.5 ? -1 : lowest < 0 ? -0.5 : 0,
    max: highest > 0.5 ? 1 : highest > 0 || lowest === 0 ? 0.5 : 0,
  };
}

/** A value a day as a line, in [-1, 1]; zero is always on the axis. */
export function sentimentOption(series: DaySeries): ChartOption {
  const range = sentimentRange([...series.values, ...(series.before ?? [])]);
  return (colour) => ({
    ...lineOption(series)(colour),
    yAxis: {
      ...{ type: 'value', ...range, interval: (range.max - range.min) / 2 },
      axisLabel: { ...axisText(colour), formatter: series.write.value },
      splitLine: splitLine(colour),
    },
  });
}

/** A value a day as a line, with the band of usual days behind it and a mark where it left it. */
export function lineOption(series: DaySeries): ChartOption {
  const { dates, values, before, marks, band, names, write } = series;
  const marked = dates.flatMap((date, index) =>
    marks?.has(date) === true ? [[date, values[index] ?? 0]] : [],
  );
  return (colour) => ({
    grid: GRID,
    tooltip: { ...tooltip(colour, 'axis'), formatter: tooltipOf(series) },
    xAxis: { ...dayAxis(dates, colour, write.shortDate), boundaryGap: true },
    yAxis: {
      type: 'value',
      axisLabel: { ...axisText(colour), formatter: write.value },
      splitLine: splitLine(colour),
    },
    series: [
      {
        ...{
          name: names.value,
          type: 'line',
          symbol: 'circle',
          symbolSize: 4,
          showSymbol: dates.length < 45,
        },
        lineStyle: { width: 2 },
        itemStyle: { color: colour('--accent') },
        data: values,
        ...(band !== undefined && {
          markArea: {
            silent: true,
            itemStyle: { color: colour('--neutral'), opacity: 0.16 },
            data: [[{ yAxis: band.low }, { yAxis: band.high }]],
          },
        }),
      },
      {
        ...{ name: names.before, type: 'line', symbol: 'none' },
        lineStyle: { width: 1.5, color: colour('--neutral'), type: 'dashed' },
        data: before ?? [],
      },
      { type: 'scatter', symbolSize: 10, itemStyle: { color: colour('--bad') }, data: marked },
    ],
  });
}
