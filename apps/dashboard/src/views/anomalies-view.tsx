import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { getJson } from '../api/client.ts';
import type { Anomaly, Page } from '../api/types.ts';
import { Heading } from '../components/heading.tsx';
import { Pager, usePager } from '../components/pager.tsx';
import { QueryState, Skeleton } from '../components/query-state.tsx';
import { ConversationFinding } from './anomalies/conversation-finding.tsx';
import { MetricFinding } from './anomalies/metric-finding.tsx';

const KINDS = [
  { value: 'metric', label: 'Days and metrics' },
  { value: 'conversation', label: 'Conversations' },
  { value: 'all', label: 'All' },
] as const;

export interface AnomalySearch {
  kind?: 'conversation' | 'all';
}

/** Days and metrics unless the address says otherwise. */
export const parseAnomalySearch = ({ kind }: Record<string, unknown>): AnomalySearch =>
  kind === 'conversation' || kind === 'all' ? { kind } : {};

const route = getRouteApi('/anomalies');

export function AnomaliesView() {
  const { kind = 'metric' } = route.useSearch() as AnomalySearch;
  const navigate = route.useNavigate();
  const pager = usePager();
  const query = useQuery({
    queryKey: ['anomalies', kind, pager.cursor],
    queryFn: () =>
      getJson<Page<Anomaly>>('anomalies', {
        kind: kind === 'all' ? undefined : kind,
        cursor: pager.cursor,
        limit: 20,
      }),
  });
  const choose = (value: string): void => {
    pager.reset();
    void navigate({ to: '/anomalies', search: parseAnomalySearch({ kind: value }) });
  };
  return (
    <>
      <Heading title="Anomalies" />
      <div className="filters" role="group" aria-label="Kind">
        {KINDS.map(({ value, label }) => (
          <button key={value} aria-pressed={kind === value} onClick={() => choose(value)}>
            {label}
          </button>
        ))}
      </div>
      <QueryState
        query={query}
        empty={{ when: ({ items }) => items.length === 0, show: 'Nothing unusual so far.' }}
        waiting={<Skeleton heights={[84, 84, 84, 84]} />}
      >
        {(page) => (
          <>
            <ul className="findings">
              {page.items.map((anomaly) => (
                <li key={anomaly.anomalyId} className="card">
                  {anomaly.kind === 'conversation' ? (
                    <ConversationFinding anomaly={anomaly} />
                  ) : (
                    <MetricFinding anomaly={anomaly} />
                  )}
                </li>
              ))}
            </ul>
            <Pager pager={pager} nextCursor={page.nextCursor} />
          </>
        )}
      </QueryState>
    </>
  );
}
