import type { Schemas } from '@convoscope/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { Card } from '../../design/card.tsx';
import { Tag, type Tone } from '../../design/tag.tsx';
import { formatBytes, formatInstant, formatNumber, formatSeconds, toWords } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';
import { RunHistory } from './run-history.tsx';

type Source = Schemas['Progress']['sources'][number];
type Run = Schemas['SourceRun'];

export function SourceCards({ sources }: { sources: Source[] }) {
  const { t } = useTranslation();
  if (sources.length > 0) return sources.map((source) => <SourceCard key={source.source} source={source} />);
  return (
    <Card title={t('source.sources')}>
      <p className="note">
        {t('source.none')} <Link to="/sources">{t('overview.toSources')}</Link>
      </p>
    </Card>
  );
}

const runTone = (status: string): Tone =>
  status === 'completed' ? 'good' : status === 'failed' ? 'bad' : status === 'running' ? 'busy' : 'neutral';

function SourceCard({ source: { source, state } }: { source: Source }) {
  const { t } = useTranslation();
  const { run, history = [] } = state;
  const status = run?.status;
  return (
    <Card
      title={t('source.title', { source: toWords(source) })}
      note={status !== undefined && <Tag text={nameLabel('status', status)} tone={runTone(status)} />}
    >
      <div className="source">
        <div>
          {run != null && <RunProgress run={run} />}
          <PollButtons source={source} />
          <Facts state={state} />
        </div>
        <RunHistory runs={history} />
      </div>
    </Card>
  );
}

function PollButtons({ source }: { source: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const sync = useMutation({
    mutationFn: (mode: 'incremental' | 'full' | 'reconcile') =>
      answerOf(api.POST('/api/v1/syncs', { body: { source, mode } })),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return (
    <div className="actions">
      {(['incremental', 'full', 'reconcile'] as const).map((mode) => (
        <button
          key={mode}
          title={t(`source.${mode}Note`)}
          disabled={sync.isPending}
          onClick={() => sync.mutate(mode)}
        >
          {t(`source.${mode}`)}
        </button>
      ))}
      <span className="note" role="status">
        {sync.isSuccess && t('source.requested')}
        {sync.isError && t('source.refused', { because: sync.error.message })}
      </span>
    </div>
  );
}

/** How far the run is, how fast, and how long it still takes. */
function RunProgress({ run }: { run: Run }) {
  const { t } = useTranslation();
  const isRunning = run.status === 'running';
  const seen = run.rowsSeen ?? 0;
  const count = { count: seen, n: formatNumber(seen) };
  const rows =
    run.rowsTotal == null
      ? t('source.rows', count)
      : t('source.rowsOf', { ...count, all: formatNumber(run.rowsTotal) });
  const headline = isRunning
    ? t('source.running', { phase: nameLabel('status', run.phase ?? ''), rows })
    : seen === 0
      ? t('source.nothingNew')
      : t('source.read', { rows });
  const speed = [
    t('source.speed', { n: formatNumber(Math.round(run.rowsPerSecond ?? 0)) }),
    ...(run.etaSeconds == null ? [] : [t('source.eta', { time: formatSeconds(run.etaSeconds) })]),
  ];
  return (
    <div className="run">
      <p>
        <strong>{headline}</strong>{' '}
        <span className="note">
          {isRunning
            ? speed.join(', ')
            : run.endedAtMs != null && formatInstant(new Date(run.endedAtMs).toISOString())}
        </span>
      </p>
      {isRunning && (
        <progress
          aria-label={headline}
          max={Math.max(1, run.rowsTotal ?? 1)}
          {...(run.rowsTotal != null && { value: Math.min(seen, run.rowsTotal) })}
        />
      )}
      {run.error != null && <p className="failure">{run.error}</p>}
    </div>
  );
}

function Facts({ state: { run, nPending, cursor } }: { state: Source['state'] }) {
  const { t } = useTranslation();
  const at = (ms: number | null | undefined): string =>
    ms == null ? t('source.never') : formatInstant(new Date(ms).toISOString());
  const ofRun: [string, string][] =
    run == null
      ? []
      : [
          [t('source.changed'), formatNumber(run.published ?? 0)],
          [t('source.unchanged'), formatNumber(run.unchanged ?? 0)],
          [t('source.deleted'), formatNumber(run.deleted ?? 0)],
          [t('source.rejected'), formatNumber(run.rejected ?? 0)],
          [t('source.size'), formatBytes(run.sizeBytes ?? 0)],
          [t('source.cpu'), formatSeconds(run.cpuSeconds)],
          [t('source.memory'), formatBytes(run.maxRssBytes ?? 0)],
        ];
  const facts: [string, string][] = [
    ...ofRun,
    [t('source.pending'), formatNumber(nPending ?? 0)],
    [t('source.fullScan'), at(cursor?.lastFullScanAtMs)],
    [t('source.reconciled'), at(cursor?.lastReconciledAtMs)],
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
