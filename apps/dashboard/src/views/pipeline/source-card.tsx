import { useMutation, useQueryClient } from '@tanstack/react-query';
import { postJson } from '../../api/client.ts';
import type { SourceProgress, SourceRun } from '../../api/types.ts';
import { Card } from '../../components/card.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';
import { formatBytes, formatInstant, formatNumber, formatSeconds, toWords } from '../../format.ts';
import { RunHistory } from './run-history.tsx';

export function SourceCards({ sources }: { sources: SourceProgress[] }) {
  if (sources.length === 0) {
    return (
      <Card title="Sources" className="full">
        <p className="note">No source has been polled yet.</p>
      </Card>
    );
  }
  return sources.map((source) => <SourceCard key={source.source} source={source} />);
}

const runTone = (status: string): Tone =>
  status === 'completed' ? 'good' : status === 'failed' ? 'bad' : status === 'running' ? 'busy' : 'neutral';

function SourceCard({ source: { source, state } }: { source: SourceProgress }) {
  const { run, history = [] } = state;
  return (
    <section className="card full" aria-label={`Source ${source}`}>
      <header>
        <h2>
          Source: {toWords(source)} {run && <Tag text={run.status} tone={runTone(run.status)} />}
        </h2>
        <PollButtons source={source} />
      </header>
      <div className="source">
        <div>
          {run && <RunProgress run={run} />}
          <Facts state={state} />
        </div>
        <RunHistory runs={history} />
      </div>
    </section>
  );
}

function PollButtons({ source }: { source: string }) {
  const queryClient = useQueryClient();
  const sync = useMutation({
    mutationFn: (mode: 'incremental' | 'full') => postJson('syncs', { source, mode }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return (
    <div className="actions">
      <span className="note" role="status">
        {sync.isSuccess && 'Poll requested'}
        {sync.isError && `Not accepted: ${sync.error.message}`}
      </span>
      <button disabled={sync.isPending} onClick={() => sync.mutate('incremental')}>
        Poll now
      </button>
      <button disabled={sync.isPending} onClick={() => sync.mutate('full')}>
        Read all again
      </button>
    </div>
  );
}

/** How far the run is, how fast, and how long it still takes. */
function RunProgress({ run }: { run: SourceRun }) {
  const isRunning = run.status === 'running';
  const rows = `${formatNumber(run.rowsSeen)}${run.rowsTotal === null ? '' : ` of ${formatNumber(run.rowsTotal)}`} rows`;
  const headline = isRunning
    ? `${toWords(run.phase)}: ${rows}`
    : run.rowsSeen === 0
      ? 'The last poll found nothing new'
      : `The last poll read ${rows}`;
  return (
    <div className="run">
      <p>
        <strong>{headline}</strong>{' '}
        <span className="note">
          {isRunning && `${formatNumber(Math.round(run.rowsPerSecond))} rows a second`}
          {isRunning && run.etaSeconds !== null && `, ${formatSeconds(run.etaSeconds)} to go`}
          {!isRunning &&
            run.endedAtMs !== null &&
            `${formatInstant(new Date(run.endedAtMs).toISOString())} UTC`}
        </span>
      </p>
      {isRunning && (
        <progress
          aria-label={headline}
          max={Math.max(1, run.rowsTotal ?? 1)}
          {...(run.rowsTotal !== null && { value: Math.min(run.rowsSeen, run.rowsTotal) })}
        />
      )}
      {run.error !== null && <p className="failure">{run.error}</p>}
    </div>
  );
}

function Facts({ state: { run, nPending, cursor } }: { state: SourceProgress['state'] }) {
  const at = (ms: number | null | undefined): string =>
    ms == null ? 'never' : `${formatInstant(new Date(ms).toISOString())} UTC`;
  const facts: [string, string][] = [
    ...(run
      ? ([
          ['New or changed', formatNumber(run.published)],
          ['Unchanged', formatNumber(run.unchanged)],
          ['Deleted', formatNumber(run.deleted)],
          ['Rejected', formatNumber(run.rejected)],
          ['Size of the source', formatBytes(run.sizeBytes)],
          ['Processor time', formatSeconds(run.cpuSeconds)],
          ['Memory at most', formatBytes(run.maxRssBytes)],
        ] satisfies [string, string][])
      : []),
    ['Waiting to be retried', formatNumber(nPending ?? 0)],
    ['All rows read', at(cursor?.lastFullScanAtMs)],
    ['Reconciled', at(cursor?.lastReconciledAtMs)],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
