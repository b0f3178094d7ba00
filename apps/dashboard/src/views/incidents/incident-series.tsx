import type { Schemas } from '@convoscope/client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { extentQuery, figuresQuery } from '../../api/queries.ts';
import { DayChart } from '../../charts/day-chart.tsx';
import { lineOption } from '../../charts/options/day-options.ts';
import { DayLink } from '../../components/day-link.tsx';
import { QueryState, Skeleton } from '../../design/query-state.tsx';
import { nameLabel } from '../../i18n/labels.ts';
import { eachDay } from '../../range/range.ts';
import { daysOfIncident } from './incident-days.ts';
import { bandOf, questionOf, untilKnown, valueWhenAbsent, type SeriesQuestion } from './series-question.ts';
import { filterOf } from './slice-filter.ts';
import { writeMetric } from './write-metric.ts';

type Incident = Schemas['Incident'];

const HEIGHT = 180;

/** How what moved looked by day, with where most days before lay; nothing where no such figures are kept. */
export function IncidentSeries({ incident }: { incident: Incident }) {
  const question = useMemo(() => questionOf(incident), [incident]);
  return question === null ? null : <Series incident={incident} question={question} />;
}

function Series({ incident, question }: { incident: Incident; question: SeriesQuestion }) {
  const query = useQuery(figuresQuery(question.query));
  const { data: extent } = useQuery(extentQuery);
  return (
    <QueryState query={query} waiting={<Skeleton heights={[HEIGHT]} />}>
      {({ rows }) => <Drawn {...{ incident, question, rows }} newest={extent?.last} />}
    </QueryState>
  );
}

interface DrawnProps {
  incident: Incident;
  question: SeriesQuestion;
  rows: Schemas['AnalyticsResult']['rows'];
  newest: string | undefined;
}

function Drawn({ incident, question, rows, newest }: DrawnProps) {
  const { t } = useTranslation();
  const { metric: name, slice, title } = incident;
  const series = useMemo(
    () => seriesOf(incident, question, rows, newest),
    [incident, question, rows, newest],
  );
  // Of a share the days show how many there were.
  const shown = name === 'share' ? 'volume' : name;
  const filter = useMemo(() => filterOf(slice), [slice]);
  return (
    <div>
      <h3>{t('incidents.byDay', { metric: nameLabel('metric', shown) })}</h3>
      <DayChart
        name={`${title}: ${nameLabel('metric', shown)}`}
        series={series}
        valueName={nameLabel('metric', shown)}
        writeValue={writers[shown] ?? ((value) => writeMetric(shown, value))}
        toOption={lineOption}
        height={HEIGHT}
        filter={filter}
        linkDay={(day) => <DayLink day={day} filter={filter} />}
      />
      <p className="note">{series.band === undefined ? t('incidents.noBand') : t('incidents.band')}</p>
    </div>
  );
}

/** The same function for the same metric: a chart is drawn again only when something changed. */
const writers: Record<string, (value: number) => string> = Object.fromEntries(
  ['volume', 'error-rate', 'refusal-rate', 'sentiment', 'latency', 'length', 'unusual-rate'].map((metric) => [
    metric,
    (value: number) => writeMetric(metric, value),
  ]),
);

function seriesOf(
  incident: Incident,
  { days, metric }: SeriesQuestion,
  rows: DrawnProps['rows'],
  newest: string | undefined,
) {
  const byDay = new Map(rows.map(({ at, values }) => [at, values[metric] ?? null]));
  const dates = eachDay(untilKnown(days, newest));
  const first = rows[0]?.at ?? days.from;
  // Before the first conversation nothing was measured.
  const values = dates.map((date) =>
    byDay.has(date) ? (byDay.get(date) ?? null) : date < first ? null : valueWhenAbsent(metric),
  );
  const { from, to } = daysOfIncident(incident);
  const band = bandOf(dates, values, from);
  return {
    ...{ dates, values, marks: new Map(eachDay({ from, to }).map((day) => [day, [incident.title]])) },
    ...(band !== null && { band }),
  };
}
