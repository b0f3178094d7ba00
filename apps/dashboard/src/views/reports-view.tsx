import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson, getText } from '../api/client.ts';
import type { Page, ReportRow } from '../api/types.ts';
import { Pager, usePager } from '../components/pager.tsx';
import { QueryState } from '../components/query-state.tsx';
import { formatDay, toWords } from '../format.ts';

const PERIODS = ['', 'daily', 'weekly', 'monthly'];

export function ReportsView() {
  const [period, setPeriod] = useState('monthly');
  const [chosen, setChosen] = useState<string | null>(null);
  const pager = usePager();
  const query = useQuery({
    queryKey: ['reports', period, pager.cursor],
    queryFn: () => getJson<Page<ReportRow>>('reports', { period, cursor: pager.cursor, limit: 30 }),
  });
  const shown = chosen ?? query.data?.items[0]?.reportId ?? null;
  return (
    <>
      <h1>Reports</h1>
      <div className="filters" role="group" aria-label="Period">
        {PERIODS.map((value) => (
          <button
            key={value}
            aria-pressed={period === value}
            onClick={() => {
              setPeriod(value);
              setChosen(null);
              pager.reset();
            }}
          >
            {value === '' ? 'All' : toWords(value)}
          </button>
        ))}
      </div>
      <QueryState query={query} empty={{ when: ({ items }) => items.length === 0, text: 'No report yet.' }}>
        {(page) => (
          <div className="reports">
            <nav className="card" aria-label="Reports">
              <ul className="plain">
                {page.items.map((report) => (
                  <li key={report.reportId}>
                    <button
                      aria-pressed={report.reportId === shown}
                      onClick={() => setChosen(report.reportId)}
                    >
                      {toWords(report.period)}
                      <span className="note">
                        {formatDay(report.from)}
                        {report.to !== report.from && ` – ${formatDay(report.to)}`}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
              <Pager pager={pager} nextCursor={page.nextCursor} />
            </nav>
            {shown !== null && <ReportPage reportId={shown} />}
          </div>
        )}
      </QueryState>
    </>
  );
}

/** The page as it was made, in a frame without scripts or network. */
function ReportPage({ reportId }: { reportId: string }) {
  const query = useQuery({
    queryKey: ['report-page', reportId],
    queryFn: () => getText(`reports/${reportId}/html`),
  });
  return (
    <QueryState query={query}>{(html) => <iframe title={reportId} sandbox="" srcDoc={html} />}</QueryState>
  );
}
