import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { getJson } from '../api/client.ts';
import type { Anomaly, Page } from '../api/types.ts';
import { Contributions } from '../components/contributions.tsx';
import { Pager, usePager } from '../components/pager.tsx';
import { QueryState } from '../components/query-state.tsx';
import { severityTone, Tag } from '../components/tag.tsx';
import { formatDay, toWords } from '../format.ts';

const KINDS = [
  { value: '', label: 'All' },
  { value: 'metric', label: 'Days and metrics' },
  { value: 'conversation', label: 'Conversations' },
];

export function AnomaliesView() {
  const [kind, setKind] = useState('');
  const pager = usePager();
  const query = useQuery({
    queryKey: ['anomalies', kind, pager.cursor],
    queryFn: () => getJson<Page<Anomaly>>('anomalies', { kind, cursor: pager.cursor, limit: 30 }),
  });
  const choose = (value: string): void => {
    setKind(value);
    pager.reset();
  };
  return (
    <>
      <h1>Anomalies</h1>
      <div className="filters" role="group" aria-label="Kind">
        {KINDS.map(({ value, label }) => (
          <button key={value} aria-pressed={kind === value} onClick={() => choose(value)}>
            {label}
          </button>
        ))}
      </div>
      <QueryState
        query={query}
        empty={{ when: ({ items }) => items.length === 0, text: 'Nothing unusual so far.' }}
      >
        {(page) => (
          <>
            <div className="stack">
              {page.items.map((anomaly) => (
                <AnomalyCard key={anomaly.anomalyId} anomaly={anomaly} />
              ))}
            </div>
            <Pager pager={pager} nextCursor={page.nextCursor} />
          </>
        )}
      </QueryState>
    </>
  );
}

function AnomalyCard({ anomaly }: { anomaly: Anomaly }) {
  return (
    <article className="card anomaly">
      <div>
        <header>
          <Tag text={anomaly.severity} tone={severityTone(anomaly.severity)} />
          <h2>{toWords(anomaly.metric)}</h2>
          <span className="note">{formatDay(anomaly.detectedFor)}</span>
        </header>
        <p>{anomaly.explanation}</p>
        {anomaly.exampleConversationIds.length > 0 && (
          <p className="note">
            For example{' '}
            {anomaly.exampleConversationIds.slice(0, 5).map((conversationId) => (
              <Link key={conversationId} to="/conversations/$conversationId" params={{ conversationId }}>
                {conversationId}
              </Link>
            ))}
          </p>
        )}
        <p className="note">{anomaly.detector}</p>
      </div>
      <Contributions contributions={anomaly.contributions} most={5} />
    </article>
  );
}
