import type { Schemas } from '@convoscope/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { progressQuery } from '../api/queries.ts';
import { Card } from '../design/card.tsx';
import { DataTable } from '../design/data-table.tsx';
import { Heading } from '../design/heading.tsx';
import { QueryState } from '../design/query-state.tsx';
import { Tag } from '../design/tag.tsx';
import { formatInstant, formatNumber } from '../format.ts';
import { nameLabel } from '../i18n/labels.ts';
import { UploadCard } from './sources/upload-card.tsx';

type Source = Schemas['Progress']['sources'][number];

/** Where conversations come from, and a file from one's own machine. */
export function SourcesView() {
  const { t } = useTranslation();
  const query = useQuery(progressQuery);
  return (
    <>
      <Heading title={t('nav.sources')} />
      <div className="stack">
        <UploadCard />
        <Card title={t('sources.connected')} note={<Link to="/pipeline">{t('sources.toPipeline')}</Link>}>
          <QueryState
            query={query}
            empty={{ when: ({ sources }) => sources.length === 0, show: t('source.none') }}
          >
            {({ sources }) => <SourceTable sources={sources} />}
          </QueryState>
        </Card>
      </div>
    </>
  );
}

function SourceTable({ sources }: { sources: Source[] }) {
  const { t } = useTranslation();
  return (
    <DataTable<Source>
      name={t('sources.connected')}
      rows={sources}
      keyOf={({ source }) => source}
      columns={[
        {
          ...{ id: 'source', header: t('ledger.source'), value: ({ source }) => source },
          show: ({ source }) => (
            <Link to="/conversations" search={{ source, last: 'all' } as object}>
              {source}
            </Link>
          ),
        },
        {
          ...{ id: 'state', header: t('errors.state'), value: ({ state }) => state.run?.status },
          show: ({ state }) => <Tag text={nameLabel('status', state.run?.status ?? 'idle')} />,
        },
        {
          ...{
            id: 'rows',
            header: t('runs.rows'),
            isNumber: true,
            value: ({ state }) => state.run?.rowsSeen,
          },
          show: ({ state }) => formatNumber(state.run?.rowsSeen ?? 0),
        },
        {
          ...{
            id: 'read',
            header: t('source.fullScan'),
            value: ({ state }) => state.cursor?.lastFullScanAtMs,
          },
          show: ({ state }) =>
            state.cursor?.lastFullScanAtMs == null
              ? t('source.never')
              : formatInstant(new Date(state.cursor.lastFullScanAtMs).toISOString()),
        },
      ]}
    />
  );
}
