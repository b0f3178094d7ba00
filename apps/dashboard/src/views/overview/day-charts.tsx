import type { Schemas } from '@convoscope/client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { incidentsQuery } from '../../api/queries.ts';
import { DayChart } from '../../charts/day-chart.tsx';
import { valuesOf } from '../../charts/day-series.ts';
import { dayBarsOption, sentimentOption } from '../../charts/options/day-options.ts';
import { DayLink } from '../../components/day-link.tsx';
import { Card } from '../../design/card.tsx';
import { formatNumber, formatSigned } from '../../format.ts';
import { eachDay, type Days } from '../../range/range.ts';
import { daysOfIncidents } from '../incidents/incident-days.ts';

export interface DayChartsProps {
  days: Days;
  before: Days | null;
  summary: Schemas['Summary'];
  past: Schemas['Summary'] | undefined;
}

const linkDay = (day: string) => <DayLink day={day} />;

export function DayCharts({ days, before, summary, past }: DayChartsProps) {
  const { t } = useTranslation();
  const { data: incidents } = useQuery(incidentsQuery({ ...days, limit: 100 }));
  const [volume, sentiment] = useMemo(() => {
    const dates = eachDay(days);
    const marks = daysOfIncidents(incidents?.items ?? []);
    const of = (
      value: (day: Schemas['Summary']['days'][number]) => number | null,
      whenAbsent: number | null,
    ) => ({
      dates,
      values: valuesOf(days, summary.days, value, whenAbsent),
      ...(before !== null && past && { before: valuesOf(before, past.days, value, whenAbsent) }),
    });
    return [{ ...of((day) => day.nConversations, 0), marks }, of((day) => day.meanSentiment, null)];
  }, [days, before, summary, past, incidents]);
  return (
    <Card title={t('overview.volume')} note={t('overview.volumeNote')} className="wide">
      <DayChart
        name={t('overview.volume')}
        series={volume}
        valueName={t('tiles.conversations')}
        writeValue={formatNumber}
        toOption={dayBarsOption}
        height={250}
        linkDay={linkDay}
      />
      <h3>{t('overview.sentiment')}</h3>
      <DayChart
        name={t('overview.sentiment')}
        series={sentiment}
        valueName={t('tiles.sentiment')}
        writeValue={formatSigned}
        toOption={sentimentOption}
        height={130}
        linkDay={linkDay}
      />
    </Card>
  );
}
