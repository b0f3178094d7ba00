import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson, getText, hasApiKey } from '../api/client.ts';
import type { Page, ReportRow } from '../api/types.ts';
import { Empty } from '../components/empty.tsx';
import { Heading } from '../components/heading.tsx';
import { Pager, usePager } from '../components/pager.tsx';
import { QueryState, Skeleton } from '../components/query-state.tsx';
import { formatDay, toWords } from '../format.ts';

const PERIODS = ['', 'daily', 'weekly', 'monthly'];

const dates = ({ from, to }: ReportRow): string =>
  from === to ? formatDay(from) : `${formatDay(from)} – ${formatDay(to)}`;

export function ReportsView() {
  const [period, setPeriod] = useState('monthly');
  const [chosen, setChosen] = useState<string | null>(null);
  const pager = usePager();
  const query = useQuery({
    queryKey: ['reports', period, pager.cursor],
    queryFn: () => getJson<Page<ReportRow>>('reports', { period, cursor: pager.cursor, limit: 12 }),
  });
  const choosePeriod = (value: string): void => {
    setPeriod(value);
    setChosen(null);
    pager.reset();
  };
  return (
    <>
      <Heading title="Reports" />
      <div className="filters" role="group" aria-label="Period">
        {PERIODS.map((value) => (
          <button key={value} aria-pressed={period === value} onClick={() => choosePeriod(value)}>
            {value === '' ? 'All' : toWords(value)}
          </button>
        ))}
      </div>
      <QueryState
        query={query}
        empty={{ when: ({ items }) => items.length === 0, show: <NoReport /> }}
        waiting={<Skeleton heights={[600]} />}
      >
        {(page) => {
          const shown = page.items.find(({ reportId }) => reportId === chosen) ?? page.items[0];
          return (
            <div className="reports">
              <nav className="card" aria-label="Reports">
                <ul className="plain">
                  {page.items.map((report) => (
                    <li key={report.reportId}>
                      <button aria-pressed={report === shown} onClick={() => setChosen(report.reportId)}>
                        {toWords(report.period)}
                        <span className="note">{dates(report)}</span>
                      </button>
                    </li>
                  ))}
                </ul>
                <Pager pager={pager} nextCursor={page.nextCursor} />
              </nav>
              {shown && <ReportPage key={shown.reportId} report={shown} />}
            </div>
          );
        }}
      </QueryState>
    </>
  );
}

function NoReport() {
  return (
    <Empty title="No report of this kind yet">
      <p>Reports appear here as soon as they are written.</p>
    </Empty>
  );
}

/** The page as it was made, in a frame without scripts or network. */
function ReportPage({ report }: { report: ReportRow }) {
  const { reportId, period } = report;
  const query = useQuery({
    queryKey: ['report-page', reportId],
    queryFn: () => getText(`reports/${encodeURIComponent(reportId)}/html`),
  });
  return (
    <QueryState query={query} waiting={<Skeleton heights={[600]} />}>
      {(html) => (
        <div className="report">
          <ReportLink reportId={reportId} html={html} />
          <iframe
            title={`${toWords(period)} report, ${dates(report)}`}
            sandbox="allow-popups"
            srcDoc={html}
          />
        </div>
      )}
    </QueryState>
  );
}

/** A tab of its own; with an API key, which a link cannot send, a file to keep. */
function ReportLink({ reportId, html }: { reportId: string; html: string }) {
  if (hasApiKey())
    return <button onClick={() => saveFile(`${reportId}.html`, html)}>Save this report</button>;
  return (
    <a href={`/api/v1/reports/${encodeURIComponent(reportId)}/html`} target="_blank" rel="noreferrer">
      Open in a new tab
    </a>
  );
}

function saveFile(name: string, html: string): void {
  const url = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
