import type { Schemas } from '@convoscope/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { detectorsQuery } from '../api/detector-queries.ts';
import { Card } from '../design/card.tsx';
import { DataTable } from '../design/data-table.tsx';
import { Empty } from '../design/empty.tsx';
import { Heading } from '../design/heading.tsx';
import { QueryState, Skeleton } from '../design/query-state.tsx';
import { formatInstant, formatNumber } from '../format.ts';
import { nameDetector } from './detectors/name-detector.ts';

type Detector = Schemas['Detector'];

/** Detectors that are kept, and the way to another one. */
export function DetectorsView() {
  const { t } = useTranslation();
  const query = useQuery(detectorsQuery);
  return (
    <>
      <Heading title={t('nav.detectors')}>
        <Link to="/detectors/new/table" className="button primary">
          {t('detectors.train')}
        </Link>
      </Heading>
      <QueryState
        query={query}
        waiting={<Skeleton heights={[180]} />}
        empty={{ when: ({ items }) => items.length === 0, show: <NoneYet /> }}
      >
        {({ items }) => (
          <Card title={t('detectors.kept')} note={t('detectors.what')}>
            <DetectorTable detectors={items} />
          </Card>
        )}
      </QueryState>
    </>
  );
}

function NoneYet() {
  const { t } = useTranslation();
  return (
    <Empty title={t('detectors.none')}>
      <p>{t('detectors.what')}</p>
      <p>
        <Link to="/detectors/new/table">{t('detectors.trainFirst')}</Link>
      </p>
    </Empty>
  );
}

const newestOf = ({ versions }: Detector) => versions.at(-1);

function DetectorTable({ detectors }: { detectors: Detector[] }) {
  const { t } = useTranslation();
  return (
    <DataTable<Detector>
      name={t('nav.detectors')}
      rows={detectors}
      keyOf={({ name }) => name}
      columns={[
        {
          ...{ id: 'name', header: t('detectors.name'), value: ({ name }) => name },
          show: ({ name }) => (
            <Link to="/detectors/$name" params={{ name }}>
              {name}
            </Link>
          ),
        },
        {
          ...{ id: 'live', header: t('detectors.live'), value: ({ live }) => live },
          show: ({ live }) =>
            live === null ? t('detectors.noLive') : t('detectors.version', { version: live }),
        },
        {
          ...{ id: 'versions', header: t('detectors.versions'), isNumber: true },
          value: ({ versions }) => versions.length,
        },
        {
          ...{ id: 'kind', header: t('detectors.kind'), value: (one) => newestOf(one)?.detector },
          show: (one) => nameDetector(newestOf(one)?.detector),
        },
        {
          ...{ id: 'rows', header: t('runs.rows'), isNumber: true, value: (one) => newestOf(one)?.nRows },
          show: (one) => formatNumber(newestOf(one)?.nRows ?? 0),
        },
        {
          ...{ id: 'trained', header: t('detectors.trained'), value: (one) => newestOf(one)?.trainedAt },
          show: (one) => {
            const at = newestOf(one)?.trainedAt;
            return at === undefined ? '–' : formatInstant(at);
          },
        },
      ]}
    />
  );
}
