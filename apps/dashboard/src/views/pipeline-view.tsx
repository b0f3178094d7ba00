import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, postJson } from '../api/client.ts';
import type { DeadLetter, LedgerEntry, Page, ProcessingError, Progress } from '../api/types.ts';
import { Card } from '../components/card.tsx';
import { QueryState } from '../components/query-state.tsx';
import { Tag } from '../components/tag.tsx';
import { formatInstant, formatNumber, toWords } from '../format.ts';

export function PipelineView() {
  const progress = useQuery({
    queryKey: ['progress'],
    queryFn: () => getJson<Progress>('progress'),
    refetchInterval: 2000,
  });
  return (
    <>
      <h1>Pipeline</h1>
      <QueryState query={progress}>
        {(data) => (
          <div className="grid">
            <StagesCard progress={data} />
            <ConsumersCard progress={data} />
            <SourcesCard progress={data} />
            <LedgerCard />
            <ErrorsCard />
            <DeadLettersCard />
          </div>
        )}
      </QueryState>
    </>
  );
}

function StagesCard({ progress }: { progress: Progress }) {
  const most = Math.max(1, ...progress.stages.map(({ nConversations }) => nConversations));
  return (
    <Card title="Stages" note="conversations each has finished">
      <ul className="plain bars">
        {progress.stages.map(({ stage, nConversations }) => (
          <li key={stage}>
            <span>
              {toWords(stage)} <span className="note">{formatNumber(nConversations)}</span>
            </span>
            <meter max={most} value={nConversations} aria-label={`${stage}: ${nConversations}`} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ConsumersCard({ progress }: { progress: Progress }) {
  return (
    <Card title="Consumers" note="events still to process">
      <table>
        <thead>
          <tr>
            <th>Service</th>
            <th>Topic</th>
            <th className="number">Lag</th>
            <th>State</th>
          </tr>
        </thead>
        <tbody>
          {progress.consumers.map(({ group, topic, lag, stalledSeconds }) => (
            <tr key={group + topic}>
              <td>{toWords(group)}</td>
              <td className="note">{topic}</td>
              <td className="number">{formatNumber(lag)}</td>
              <td>
                {lag === 0 ? (
                  <Tag text="up to date" tone="good" />
                ) : stalledSeconds > 60 ? (
                  <Tag text={`stuck for ${Math.round(stalledSeconds)} s`} tone="bad" />
                ) : (
                  <Tag text="working" tone="busy" />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function SourcesCard({ progress }: { progress: Progress }) {
  const queryClient = useQueryClient();
  const sync = useMutation({
    mutationFn: (source: string) => postJson('syncs', { source, mode: 'incremental' }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return (
    <Card title="Sources">
      {progress.sources.length === 0 && <p className="note">No source has been polled yet.</p>}
      {progress.sources.map(({ source, state }) => (
        <details key={source} open>
          <summary>
            {source} <button onClick={() => sync.mutate(source)}>Poll now</button>
          </summary>
          <dl className="facts">
            {Object.entries(state)
              .filter(([, value]) => value !== null && typeof value !== 'object')
              .map(([name, value]) => (
                <div key={name}>
                  <dt>{toWords(name.replaceAll(/([A-Z])/g, ' $1').toLowerCase())}</dt>
                  <dd>{typeof value === 'number' ? formatNumber(value) : String(value)}</dd>
                </div>
              ))}
          </dl>
        </details>
      ))}
    </Card>
  );
}

const STAGES: readonly LedgerEntry['stage'][] = ['source', 'topic', 'mongodb', 'lake', 'report'];

function LedgerCard() {
  const query = useQuery({
    queryKey: ['ledger'],
    queryFn: () => getJson<{ items: LedgerEntry[] }>('ledger'),
  });
  return (
    <Card title="Ledger" note="in = out, at the last reconcile">
      <QueryState
        query={query}
        empty={{
          when: ({ items }) => items.length === 0,
          text: 'Not reconciled yet: run `convoscope reconcile`.',
        }}
      >
        {({ items }) => <LedgerTable entries={items} />}
      </QueryState>
    </Card>
  );
}

function LedgerTable({ entries }: { entries: LedgerEntry[] }) {
  const bySource = Map.groupBy(entries, ({ source }) => source);
  return (
    <table>
      <thead>
        <tr>
          <th>Source</th>
          {STAGES.map((stage) => (
            <th key={stage} className="number">
              {toWords(stage)}
            </th>
          ))}
          <th>Days</th>
        </tr>
      </thead>
      <tbody>
        {[...bySource].map(([source, ofSource]) => (
          <LedgerRow key={source} source={source} entries={ofSource} />
        ))}
      </tbody>
    </table>
  );
}

function LedgerRow({ source, entries }: { source: string; entries: LedgerEntry[] }) {
  const days = [...Map.groupBy(entries, ({ date }) => date).values()];
  const counted = new Set(entries.map(({ stage }) => stage)).size;
  const nMatching = days.filter(
    (day) => day.length === counted && new Set(day.map(({ hash, count }) => `${count}/${hash}`)).size === 1,
  ).length;
  const total = (stage: LedgerEntry['stage']): number =>
    entries.filter((entry) => entry.stage === stage).reduce((sum, { count }) => sum + count, 0);
  return (
    <tr>
      <td>{source}</td>
      {STAGES.map((stage) => (
        <td key={stage} className="number">
          {formatNumber(total(stage))}
        </td>
      ))}
      <td>
        <Tag
          text={`${nMatching} of ${days.length} match`}
          tone={nMatching === days.length ? 'good' : 'bad'}
        />
      </td>
    </tr>
  );
}

function ErrorsCard() {
  const query = useQuery({
    queryKey: ['errors'],
    queryFn: () => getJson<Page<ProcessingError>>('processing/errors', { limit: 20 }),
  });
  return (
    <Card title="Rows that could not be processed" className="wide">
      <QueryState query={query} empty={{ when: ({ items }) => items.length === 0, text: 'None.' }}>
        {({ items }) => (
          <table>
            <thead>
              <tr>
                <th>Row</th>
                <th>Reason</th>
                <th>What</th>
                <th>State</th>
                <th className="number">Attempts</th>
                <th>Last seen (UTC)</th>
              </tr>
            </thead>
            <tbody>
              {items.map((error) => (
                <tr key={`${error.source}/${error.sourceRowId}`}>
                  <td>{error.conversationId ?? error.sourceRowId}</td>
                  <td>{toWords(error.reason)}</td>
                  <td>{error.message}</td>
                  <td>
                    <Tag
                      text={error.status}
                      tone={error.status === 'parked' ? 'bad' : error.status === 'resolved' ? 'good' : 'busy'}
                    />
                  </td>
                  <td className="number">{error.attempts}</td>
                  <td className="nowrap">{formatInstant(error.lastSeenAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </QueryState>
    </Card>
  );
}

function DeadLettersCard() {
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: ['dead-letters'],
    queryFn: () => getJson<{ items: DeadLetter[] }>('dead-letters', { limit: 20 }),
  });
  const replay = useMutation({
    mutationFn: ({ topic, id }: DeadLetter) => postJson('dead-letters/replay', { topic, ids: [id] }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return (
    <Card title="Dead letters" className="wide">
      <QueryState query={query} empty={{ when: ({ items }) => items.length === 0, text: 'None.' }}>
        {({ items }) => (
          <table>
            <thead>
              <tr>
                <th>Topic</th>
                <th>Key</th>
                <th>Reason</th>
                <th>Error</th>
                <th>Failed (UTC)</th>
                <th>
                  <span className="hidden">Action</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((letter) => (
                <tr key={letter.topic + letter.id}>
                  <td>{letter.topic}</td>
                  <td>{letter.key ?? '–'}</td>
                  <td>{toWords(letter.reason)}</td>
                  <td>{letter.error}</td>
                  <td className="nowrap">{formatInstant(letter.lastFailedAt)}</td>
                  <td>
                    <button onClick={() => replay.mutate(letter)}>Replay</button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </QueryState>
    </Card>
  );
}
