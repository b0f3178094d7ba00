import type { Schemas } from '@convoscope/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { jobQuery } from '../../api/detector-queries.ts';
import { Card } from '../../design/card.tsx';
import { QueryState } from '../../design/query-state.tsx';
import { formatSeconds } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';
import { FirstFindings, type StoredTable } from './first-findings.tsx';
import type { LocalTable } from './read-table.ts';

type Job = Schemas['DetectorJob'];

export interface TrainingProps {
  jobId: string;
  name: string;
  stored: StoredTable;
  /** The rows, where this page has them all. */
  table: LocalTable | null;
  onAgain: () => void;
}

/** How far a training is; then the detector, and what it finds in its own table. */
export function Training({ jobId, name, stored, table, onAgain }: TrainingProps) {
  const { t } = useTranslation();
  const query = useQuery(jobQuery(jobId));
  return (
    <Card title={t('detectors.step4')}>
      <QueryState query={query}>
        {(job) =>
          job.state === 'done' ? (
            <>
              <p role="status">
                {t('detectors.done', { name, version: versionOf(job) })}{' '}
                <Link to="/detectors/$name" params={{ name }}>
                  {t('detectors.open')}
                </Link>
              </p>
              <FirstFindings name={`${name}@${versionOf(job)}`} stored={stored} table={table} />
            </>
          ) : (
            <JobProgress job={job} onAgain={onAgain} />
          )
        }
      </QueryState>
    </Card>
  );
}

const versionOf = ({ result }: Job): number => Number((result as { version?: number } | null)?.version ?? 1);

/** A bar while it runs, with the way to stop it; why it did not come to its end. */
function JobProgress({
  job: { jobId, state, phase, share, secondsLeft, error },
  onAgain,
}: {
  job: Job;
  onAgain: () => void;
}) {
  const { t } = useTranslation();
  const cancel = useMutation({
    mutationFn: () =>
      answerOf(api.POST('/api/v1/detector-jobs/{jobId}/cancel', { params: { path: { jobId } } })),
  });
  if (state === 'failed' || state === 'cancelled')
    return (
      <p className={state === 'failed' ? 'failure' : undefined} role="alert">
        {nameLabel('status', state)}. {error !== null && <span lang="en">{error}</span>}{' '}
        <button onClick={onAgain}>{t('state.retry')}</button>
      </p>
    );
  return (
    <div className="run" role="status">
      <p>
        {nameLabel('phase', phase)}
        {secondsLeft !== null && ` · ${t('source.eta', { time: formatSeconds(secondsLeft) })}`}
      </p>
      <progress aria-label={nameLabel('phase', phase)} max={1} {...(share > 0 && { value: share })} />
      <button disabled={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>
        {t('detectors.cancel')}
      </button>
    </div>
  );
}
