import type { Schemas } from '@convoscope/client';
import { useTranslation } from 'react-i18next';
import { Card } from '../../design/card.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { nameLabel } from '../../i18n/labels.ts';
import { placeOf } from './place-of.ts';

/** What was not as it should be in rows that arrived all the same; nothing where there is nothing to say. */
export function FindingsCard({ sources }: { sources: Schemas['Progress']['sources'] }) {
  const { t } = useTranslation();
  const rows = sources.flatMap(({ source, state }) =>
    (state.findings ?? []).map((finding) => ({ source, ...finding })),
  );
  if (rows.length === 0) return null;
  return (
    <Card title={t('found.title')}>
      <DataTable<(typeof rows)[number]>
        name={t('found.title')}
        rows={rows}
        keyOf={(row) => `${row.source}/${row.reason}/${placeOf(row)}/${row.message}`}
        columns={[
          { id: 'first', header: t('found.first'), value: (row) => placeOf(row) || row.source },
          {
            ...{ id: 'reason', header: t('errors.reason'), value: ({ reason }) => reason },
            show: ({ reason }) => nameLabel('reason', reason),
          },
          {
            ...{ id: 'what', header: t('errors.what'), value: ({ message }) => message },
            show: ({ message, sample }) => (
              <>
                <span lang="en">{message}</span>
                {sample ? <div className="sample">{sample}</div> : null}
              </>
            ),
          },
          { id: 'times', header: t('found.times'), isNumber: true, value: ({ count }) => count },
        ]}
      />
    </Card>
  );
}
