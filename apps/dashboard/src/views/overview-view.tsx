import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { summaryQuery } from '../api/queries.ts';
import { Empty } from '../design/empty.tsx';
import { Heading } from '../design/heading.tsx';
import { QueryState, Skeleton } from '../design/query-state.tsx';
import { countDays, coversEnough, type Days } from '../range/range.ts';
import { RangePicker } from '../range/range-picker.tsx';
import { useDays } from '../range/use-days.ts';
import { BreakdownCards } from './overview/breakdowns.tsx';
import { DayCharts } from './overview/day-charts.tsx';
import { IncidentsCard } from './overview/incidents-card.tsx';
import { Tiles } from './overview/tiles.tsx';

const WAITING = <Skeleton heights={[32, 82, 360, 280]} />;

export function OverviewView() {
  const { t } = useTranslation();
  const chosen = useDays();
  if (chosen === null) return WAITING;
  return (
    <>
      <Heading title={t('nav.overview')}>
        <RangePicker {...chosen} />
      </Heading>
      {chosen.days === null ? <NothingYet /> : <Overview days={chosen.days} before={chosen.before} />}
    </>
  );
}

function NothingYet() {
  const { t } = useTranslation();
  return (
    <Empty title={t('overview.empty')}>
      <p>{t('overview.emptyText')}</p>
      <p>
        <Link to="/pipeline">{t('overview.toPipeline')}</Link> ·{' '}
        <Link to="/sources">{t('overview.toSources')}</Link>
      </p>
    </Empty>
  );
}

function Overview({ days, before }: { days: Days; before: Days | null }) {
  const { t } = useTranslation();
  const query = useQuery(summaryQuery(days));
  const { data: compared } = useQuery({ ...summaryQuery(before ?? {}), enabled: before !== null });
  return (
    <QueryState
      query={query}
      waiting={WAITING}
      empty={{ when: ({ nConversations }) => nConversations === 0, show: t('overview.noneInDays') }}
    >
      {(summary) => {
        const isCovered = compared !== undefined && coversEnough(compared.days.length, summary.days.length);
        const past = before !== null && isCovered ? compared : undefined;
        return (
          <>
            <p className="note covered">
              {t('overview.covered', { covered: summary.days.length, count: countDays(days) })}{' '}
              {past !== undefined
                ? t('overview.compared')
                : before !== null &&
                  compared !== undefined &&
                  t('overview.notCompared', { count: compared.days.length })}
            </p>
            <Tiles summary={summary} past={past} />
            <div className="grid">
              <DayCharts {...{ days, before, summary, past }} />
              <IncidentsCard days={days} />
              <BreakdownCards {...{ summary, past }} />
            </div>
          </>
        );
      }}
    </QueryState>
  );
}
