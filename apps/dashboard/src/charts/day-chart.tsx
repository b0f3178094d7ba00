import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../design/data-table.tsx';
import { formatDay } from '../format.ts';
import { Chart } from './chart.tsx';
import { extremesOf, writeDates } from './day-series.ts';
import type { ChartOption } from './options/chart-option.ts';
import type { DaySeries } from './options/day-options.ts';

export interface DayChartProps {
  name: string;
  series: Omit<DaySeries, 'write' | 'names'>;
  valueName: string;
  writeValue: (value: number) => string;
  toOption: (series: DaySeries) => ChartOption;
  height: number;
  /** What the conversations of a day are filtered by besides the day. */
  filter?: Record<string, string>;
  /** Where each day leads, in the table. */
  linkDay: (day: string) => ReactNode;
}

/** A value a day: drawn, in words, and as a table; a day leads to its conversations. */
export function DayChart(props: DayChartProps) {
  const { name, series, valueName, writeValue, toOption, height, filter, linkDay } = props;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const full: DaySeries = useMemo(
    () => ({
      ...series,
      names: { value: valueName, before: t('chart.before'), band: t('chart.band') },
      write: { ...writeDates, value: writeValue },
    }),
    [series, valueName, writeValue, t],
  );
  const option = useMemo(() => toOption(full), [full, toOption]);
  const select = useCallback(
    (index: number) => {
      const day = series.dates[index];
      if (day === undefined) return;
      void navigate({ to: '/conversations', search: { ...filter, from: day, to: day } });
    },
    [navigate, series.dates, filter],
  );
  return (
    <Chart
      name={name}
      words={useWords(full)}
      option={option}
      height={height}
      onSelect={select}
      table={<DayTable {...{ name, series: full, linkDay }} />}
    />
  );
}

/** What there is to see, as a sentence. */
function useWords({ dates, values, write }: DaySeries): string {
  const { t } = useTranslation();
  const found = extremesOf(dates, values);
  if (found === null) return t('chart.nothing');
  const { lowest, highest, newest } = found;
  return t('chart.words', {
    ...{ lowest: write.value(lowest.value), lowestDay: formatDay(lowest.date) },
    ...{ highest: write.value(highest.value), highestDay: formatDay(highest.date) },
    ...{ newest: write.value(newest.value), newestDay: formatDay(newest.date) },
  });
}

interface DayRow {
  date: string;
  value: number | null | undefined;
  before: number | null | undefined;
}

function DayTable({
  name,
  series,
  linkDay,
}: {
  name: string;
  series: DaySeries;
  linkDay: DayChartProps['linkDay'];
}) {
  const { t } = useTranslation();
  const { dates, values, before, names, write } = series;
  const show = (value: number | null | undefined): string => (value == null ? '–' : write.value(value));
  return (
    <DataTable<DayRow>
      name={name}
      rows={dates.map((date, index) => ({ date, value: values[index], before: before?.[index] }))}
      keyOf={({ date }) => date}
      columns={[
        { id: 'day', header: t('chart.day'), value: ({ date }) => date, show: ({ date }) => linkDay(date) },
        {
          ...{ id: 'value', header: names.value, isNumber: true },
          value: ({ value }) => value,
          show: ({ value }) => show(value),
        },
        ...(before === undefined
          ? []
          : [
              {
                ...{ id: 'before', header: names.before, isNumber: true },
                value: (row: DayRow) => row.before,
                show: (row: DayRow) => show(row.before),
              },
            ]),
      ]}
    />
  );
}
