import type { Schemas } from '@convoscope/client';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ledgerQuery } from '../../api/queries.ts';
import { Card } from '../../design/card.tsx';
import { Tag } from '../../design/tag.tsx';
import { formatAge, formatList, formatNumber, formatSeconds } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';
import { useDays } from '../../range/use-days.ts';
import { flowOf, healthOf, type FlowStage } from './flow.ts';

/** Whether the pipeline is healthy, and where everything is, as one picture. */
export function FlowCard({ progress }: { progress: Schemas['Progress'] }) {
  const { t } = useTranslation();
  const stages = flowOf(progress);
  const { state, stuck, nWaiting } = healthOf(progress);
  const tone = ({ well: 'good', working: 'busy', stuck: 'bad' } as const)[state];
  return (
    <Card title={t('flow.title')}>
      <p className="health">
        <Tag text={t(`flow.${state}`)} tone={tone} />{' '}
        {state === 'stuck'
          ? t('flow.stuckText', { services: formatList(stuck.map((name) => nameLabel('service', name))) })
          : state === 'working'
            ? t('flow.workingText', { count: nWaiting, n: formatNumber(nWaiting) })
            : t('flow.wellText')}
      </p>
      <ol className="flow">
        {stages.map((stage) => (
          <Stage key={stage.stage} stage={stage} first={stages[0]?.nDone ?? 0} />
        ))}
      </ol>
      <Proof />
    </Card>
  );
}

function Stage({ stage: { stage, nDone, lag, stalledSeconds }, first }: { stage: FlowStage; first: number }) {
  const { t } = useTranslation();
  const share = first === 0 ? 0 : Math.min(1, nDone / first);
  return (
    <li>
      <span className="stage-name">{nameLabel('stage', stage)}</span>
      <strong>{formatNumber(nDone)}</strong>
      <meter
        max={1}
        value={share}
        aria-label={t('flow.share', {
          stage: nameLabel('stage', stage),
          done: formatNumber(nDone),
          all: formatNumber(first),
        })}
      />
      <span className="note">
        {lag === 0 ? t('flow.upToDate') : t('flow.waiting', { count: lag, n: formatNumber(lag) })}
        {stalledSeconds > 60 && ` · ${t('flow.stalled', { time: formatSeconds(stalledSeconds) })}`}
      </span>
    </li>
  );
}

/** The proof that what came in came out, and how old it is. */
function Proof() {
  const { t } = useTranslation();
  const days = useDays()?.days;
  const { data } = useQuery({ ...ledgerQuery(days ?? {}), enabled: days != null });
  if (data === undefined) return <p className="proof">…</p>;
  const { last, running, failure } = data.proof;
  return (
    <p className="proof">
      {last === null ? (
        t('flow.noProof')
      ) : (
        <>
          <Tag
            text={
              last.isBalanced
                ? t('flow.balanced')
                : t('flow.differ', { count: last.nDiffering, n: formatNumber(last.nDiffering) })
            }
            tone={last.isBalanced ? 'good' : 'bad'}
          />{' '}
          {t('flow.proof', {
            ...{ count: last.nConversations, n: formatNumber(last.nConversations) },
            age: formatAge(Date.parse(last.endedAt), Date.now()),
          })}
        </>
      )}{' '}
      {running !== null && t('flow.comparing', { done: running.nDone, all: running.nStages })}
      {failure !== null && (
        <span className="failure">{t('flow.proofFailed', { because: failure.because })}</span>
      )}
    </p>
  );
}
