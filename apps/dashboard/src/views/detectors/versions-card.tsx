import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { detectorsQuery, type DetectorDetail } from '../../api/detector-queries.ts';
import { Card } from '../../design/card.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { Tag } from '../../design/tag.tsx';
import { formatInstant, formatNumber } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';
import { nameDetector } from './name-detector.ts';

type Version = DetectorDetail['versions'][number];

/** Another service does what is asked: it shows a moment later. */
const LOOK_AGAIN_MS = [300, 1000, 3000];

const toneOf = (stage: Version['stage']) => (stage === 'live' ? 'good' : 'neutral');

type Change = { action: 'promote' | 'archive'; version: number } | { action: 'rollback' };

function useChange(name: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => {
      const params = { path: { name } };
      if (change.action === 'rollback')
        return answerOf(api.POST('/api/v1/detectors/{name}/rollback', { params }));
      const body = { version: change.version };
      return change.action === 'promote'
        ? answerOf(api.POST('/api/v1/detectors/{name}/promote', { params, body }))
        : answerOf(api.POST('/api/v1/detectors/{name}/archive', { params, body }));
    },
    onSuccess: () => {
      for (const delay of LOOK_AGAIN_MS)
        setTimeout(() => void queryClient.invalidateQueries({ queryKey: detectorsQuery.queryKey }), delay);
    },
  });
}

/** The versions of a detector: which one answers, and the ways to change that. */
export function VersionsCard({ detector: { name, versions, promotions } }: { detector: DetectorDetail }) {
  const { t } = useTranslation();
  const change = useChange(name);
  return (
    <Card title={t('detectors.versions')} note={t('detectors.versionsNote')}>
      <VersionTable
        versions={versions}
        isBusy={change.isPending}
        onChange={(wanted) => change.mutate(wanted)}
      />
      {promotions.length > 1 && (
        <button disabled={change.isPending} onClick={() => change.mutate({ action: 'rollback' })}>
          {t('detectors.rollback')}
        </button>
      )}
      {change.isError && (
        <p className="failure" role="alert">
          {change.error.message}
        </p>
      )}
    </Card>
  );
}

interface Changing {
  isBusy: boolean;
  onChange: (change: Change) => void;
}

function VersionTable({ versions, ...changing }: { versions: readonly Version[] } & Changing) {
  const { t } = useTranslation();
  return (
    <DataTable<Version>
      name={t('detectors.versions')}
      rows={[...versions].reverse()}
      keyOf={({ version }) => String(version)}
      columns={[
        {
          ...{ id: 'version', header: t('detectors.versionHeader'), value: ({ version }) => version },
          show: ({ version }) => t('detectors.version', { version }),
        },
        {
          ...{ id: 'stage', header: t('errors.state'), value: ({ stage }) => stage },
          show: ({ stage }) => <Tag text={nameLabel('stage', stage)} tone={toneOf(stage)} />,
        },
        {
          ...{ id: 'kind', header: t('detectors.kind'), value: ({ detector }) => detector },
          show: ({ detector }) => nameDetector(detector),
        },
        {
          ...{ id: 'rows', header: t('runs.rows'), isNumber: true, value: ({ nRows }) => nRows },
          show: ({ nRows }) => formatNumber(nRows),
        },
        {
          ...{ id: 'trained', header: t('detectors.trained'), value: ({ trainedAt }) => trainedAt },
          show: ({ trainedAt, data }) => (
            <>
              {formatInstant(trainedAt)} <span className="note block">{data.fileName}</span>
            </>
          ),
        },
        {
          ...{ id: 'actions', header: t('dead.actions'), value: () => null },
          show: (version) => <Actions {...{ version, ...changing }} />,
        },
      ]}
    />
  );
}

function Actions({ version: { version, stage }, isBusy, onChange }: { version: Version } & Changing) {
  const { t } = useTranslation();
  if (stage === 'live') return '–';
  return (
    <span className="actions">
      <button disabled={isBusy} onClick={() => onChange({ action: 'promote', version })}>
        {t('detectors.promote')}
      </button>
      {stage === 'candidate' && (
        <button disabled={isBusy} onClick={() => onChange({ action: 'archive', version })}>
          {t('detectors.archive')}
        </button>
      )}
    </span>
  );
}
