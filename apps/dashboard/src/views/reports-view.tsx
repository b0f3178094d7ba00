import type { Schemas } from '@convoscope/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/api.ts';
import { extentQuery, reportPageQuery, reportsQuery } from '../api/queries.ts';
import { Pages } from '../components/pages.tsx';
import { Heading } from '../design/heading.tsx';
import { QueryState, Skeleton } from '../design/query-state.tsx';
import { formatDays, formatInstant } from '../format.ts';
import { nameLabel } from '../i18n/labels.ts';
import { ReportFiles } from './reports/report-files.tsx';
import { parseReportSearch, PERIODS, type ReportSearch } from '../search.ts';

type Report = Schemas['Report'];

const route = getRouteApi('/reports');
const PAGE_SIZE = 12;

export function ReportsView() {
  const { t } = useTranslation();
  const search = parseReportSearch(route.useSearch());
  const navigate = route.useNavigate();
  const { period, cursor } = search;
  const query = useQuery(
    reportsQuery({
      limit: PAGE_SIZE,
      ...(period !== undefined && { period }),
      ...(cursor !== undefined && { cursor }),
    }),
  );
  return (
    <>
      <Heading title={t('nav.reports')} />
      <div className="filters">
        <div className="segments" role="group" aria-label={t('reports.period')}>
          <button
            aria-pressed={period === undefined}
            onClick={() => void navigate({ to: '/reports', search: {} })}
          >
            {t('reports.all')}
          </button>
          {PERIODS.map((one) => (
            <button
              key={one}
              aria-pressed={period === one}
              onClick={() => void navigate({ to: '/reports', search: { period: one } })}
            >
              {nameLabel('period', one)}
            </button>
          ))}
        </div>
        <AskForReport />
      </div>
      <QueryState
        query={query}
        waiting={<Skeleton heights={[600]} />}
        empty={{ when: ({ items }) => items.length === 0, show: t('reports.none') }}
      >
        {({ items, nextCursor }) => <Reports search={search} items={items} nextCursor={nextCursor} />}
      </QueryState>
    </>
  );
}

/** Asks for the report of the period of a day; it is in the list when it is made. */
function AskForReport() {
  const { t } = useTranslation();
  const { data: extent } = useQuery(extentQuery);
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>('weekly');
  const [date, setDate] = useState<string | null>(null);
  const day = date ?? extent?.last ?? '';
  const ask = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/reports', { body: { period, date: day } })),
  });
  return (
    <form
      className="ask"
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate();
      }}
    >
      <select
        aria-label={t('reports.period')}
        value={period}
        onChange={({ target }) => setPeriod(PERIODS.find((one) => one === target.value) ?? 'weekly')}
      >
        {PERIODS.map((one) => (
          <option key={one} value={one}>
            {nameLabel('period', one)}
          </option>
        ))}
      </select>
      <input
        type="date"
        required
        aria-label={t('reports.day')}
        value={day}
        onChange={({ target }) => setDate(target.value)}
      />
      <button type="submit" disabled={ask.isPending || day === ''}>
        {t('reports.make')}
      </button>
      <span className="note" role="status">
        {ask.isSuccess && t('reports.asked')}
        {ask.isError && ask.error.message}
      </span>
    </form>
  );
}

interface ReportsProps {
  search: ReportSearch;
  items: Report[];
  nextCursor: string | null;
}

function Reports({ search, items, nextCursor }: ReportsProps) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const shown = items.find(({ reportId }) => reportId === search.report) ?? items[0];
  return (
    <div className="reports">
      <nav className="card" aria-label={t('nav.reports')}>
        <ul className="plain">
          {items.map((report) => (
            <li key={report.reportId}>
              <button
                aria-pressed={report === shown}
                onClick={() =>
                  void navigate({ to: '/reports', search: { ...search, report: report.reportId } })
                }
              >
                {nameLabel('period', report.period)}
                <span className="note">{formatDays(report.from, report.to)}</span>
              </button>
            </li>
          ))}
        </ul>
        <Pages
          cursor={search.cursor}
          nextCursor={nextCursor}
          toPage={(cursor) => ({
            to: '/reports',
            search: { ...search, report: undefined, cursor } as object,
          })}
        />
      </nav>
      {shown && <ReportPage key={shown.reportId} report={shown} />}
    </div>
  );
}

/** The page as it was made, in a frame without scripts or network. */
function ReportPage({ report: { reportId, period, from, to, createdAt } }: { report: Report }) {
  const { t } = useTranslation();
  const query = useQuery(reportPageQuery(reportId));
  return (
    <QueryState query={query} waiting={<Skeleton heights={[600]} />}>
      {(html) => (
        <div className="report">
          <div className="actions">
            <span className="note">{t('reports.made', { when: formatInstant(createdAt) })}</span>
            <ReportFiles reportId={reportId} />
          </div>
          <iframe
            title={t('reports.frame', { period: nameLabel('period', period), days: formatDays(from, to) })}
            sandbox="allow-popups"
            srcDoc={html}
          />
        </div>
      )}
    </QueryState>
  );
}
