import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { detectorQuery, type DetectorDetail } from '../api/detector-queries.ts';
import { Card } from '../design/card.tsx';
import { DataTable } from '../design/data-table.tsx';
import { Heading } from '../design/heading.tsx';
import { QueryState, Skeleton } from '../design/query-state.tsx';
import { formatPercent } from '../format.ts';
import { nameLabel } from '../i18n/labels.ts';
import { ComparisonCard } from './detectors/comparison-card.tsx';
import { ScoreCard } from './detectors/score-card.tsx';
import { VersionsCard } from './detectors/versions-card.tsx';

const route = getRouteApi('/detectors/$name');

type Version = DetectorDetail['versions'][number];

/** One detector: its versions, what it looks at, what it says of a record, and how two versions differ. */
export function DetectorView() {
  const { t } = useTranslation();
  const { name } = route.useParams() as { name: string };
  const query = useQuery(detectorQuery(name));
  return (
    <>
      <p className="crumbs">
        <Link to="/detectors">{t('nav.detectors')}</Link>
      </p>
      <Heading title={t('detectors.title', { name })}>
        <Link to="/detectors/new/table" className="button">
          {t('detectors.trainNext')}
        </Link>
      </Heading>
      <QueryState query={query} waiting={<Skeleton heights={[180, 180]} />}>
        {(detector) => <Detector key={name} detector={detector} />}
      </QueryState>
    </>
  );
}

function Detector({ detector }: { detector: DetectorDetail }) {
  const { versions, live } = detector;
  const shown = versions.find(({ version }) => version === live) ?? versions.at(-1);
  return (
    <div className="stack">
      <VersionsCard detector={detector} />
      {shown && (
        <div className="halves">
          <ColumnsCard version={shown} />
          <ScoreCard key={shown.version} name={detector.name} version={shown} />
        </div>
      )}
      {versions.length > 1 && <ComparisonCard detector={detector} />}
    </div>
  );
}

function ColumnsCard({ version }: { version: Version }) {
  const { t } = useTranslation();
  return (
    <Card title={t('detectors.looksAt')} note={t('detectors.version', { version: version.version })}>
      <DataTable<Version['columns'][number]>
        name={t('detectors.looksAt')}
        rows={version.columns}
        keyOf={({ name }) => name}
        columns={[
          { id: 'column', header: t('detectors.column'), value: ({ name }) => name },
          {
            ...{ id: 'role', header: t('detectors.takenFor'), value: ({ role }) => role },
            show: ({ role }) => nameLabel('columnRole', role),
          },
          {
            ...{ id: 'importance', header: t('detectors.importance'), isNumber: true },
            value: ({ importance }) => importance,
            show: ({ role, importance }) => (role === 'omit' ? '–' : formatPercent(importance)),
          },
        ]}
      />
    </Card>
  );
}
