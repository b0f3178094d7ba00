import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { getJson } from '../api/client.ts';
import type { Anomaly, Incident, Page } from '../api/types.ts';
import { Heading } from '../components/heading.tsx';
import { Pager, usePager } from '../components/pager.tsx';
import { QueryState, Skeleton } from '../components/query-state.tsx';
import { ConversationFinding } from './anomalies/conversation-finding.tsx';
import { Precision } from './anomalies/precision.tsx';
import { IncidentCard } from './anomalies/incident-card.tsx';

const KINDS = [
  { value: 'incident', label: 'Incidents' },
  { value: 'conversation', label: 'Conversations' },
] as const;

export interface AnomalySearch {
  kind?: 'conversation';
}

/** Incidents unless the address says otherwise. */
export const parseAnomalySearch = ({ kind }: Record<string, unknown>): AnomalySearch =>
  kind === 'conversation' ? { kind } : {};

const route = getRouteApi('/anomalies');

export function AnomaliesView() {
  const { kind = 'incident' } = route.useSearch() as AnomalySearch;
  const navigate = route.useNavigate();
  const pager = usePager();
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
      <Precision />
      {kind === 'conversation' ? <Conversations pager={pager} /> : <Incidents pager={pager} />}
    </>
  );
}

type PagerState = ReturnType<typeof usePager>;
const PAGE_SIZE = 20;
const WAITING = <Skeleton heights={[84, 84, 84, 84]} />;

function Incidents({ pager }: { pager: PagerState }) {
  const query = useQuery({
    queryKey: ['incidents', pager.cursor],
    queryFn: () => getJson<Page<Incident>>('incidents', { cursor: pager.cursor, limit: PAGE_SIZE }),
  });
  return (
    <QueryState
      query={query}
      empty={{ when: ({ items }) => items.length === 0, show: 'No incidents so far.' }}
      waiting={WAITING}
    >
      {(page) => (
        <>
          <ul className="findings">
            {page.items.map((incident) => (
              <li key={incident.incidentId} className="card">
                <IncidentCard incident={incident} />
              </li>
            ))}
          </ul>
          <Pager pager={pager} nextCursor={page.nextCursor} />
        </>
      )}
    </QueryState>
  );
}

function Conversations({ pager }: { pager: PagerState }) {
  const query = useQuery({
    queryKey: ['anomalies', 'conversation', pager.cursor],
    queryFn: () =>
      getJson<Page<Anomaly>>('anomalies', { kind: 'conversation', cursor: pager.cursor, limit: PAGE_SIZE }),
  });
  return (
    <QueryState
      query={query}
      empty={{ when: ({ items }) => items.length === 0, show: 'Nothing unusual so far.' }}
      waiting={WAITING}
    >
      {(page) => (
        <>
          <ul className="findings">
            {page.items.map((anomaly) => (
              <li key={anomaly.anomalyId} className="card">
                <ConversationFinding anomaly={anomaly} />
              </li>
            ))}
          </ul>
          <Pager pager={pager} nextCursor={page.nextCursor} />
        </>
      )}
    </QueryState>
  );
}
