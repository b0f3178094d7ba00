import type { Schemas } from '@convoscope/client';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ledgerQuery } from '../../api/queries.ts';
import { Card } from '../../design/card.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { QueryState, Skeleton } from '../../design/query-state.tsx';
import { Tag } from '../../design/tag.tsx';
import { formatInstant, formatNumber } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';
import { useDays } from '../../range/use-days.ts';
import { LEDGER_STAGES, toLedgerRows, type LedgerRow } from './ledger-rows.ts';

const LINE = <Skeleton heights={[20]} />;

/** What each stage held for each source when it was last compared. */
export function LedgerCard() {
  const { t } = useTranslation();
  const days = useDays()?.days;
  const query = useQuery({ ...ledgerQuery(days ?? {}), enabled: days != null });
  return (
    <Card title={t('ledger.title')} note={t('ledger.note')}>
      <QueryState
        query={query}
        waiting={LINE}
        empty={{ when: ({ items }) => items.length === 0, show: t('flow.noProof') }}
      >
        {({ items }) => <LedgerTable entries={items} />}
      </QueryState>
    </Card>
  );
}

function LedgerTable({ entries }: { entries: Schemas['LedgerEntry'][] }) {
  const { t } = useTranslation();
  return (
    <DataTable<LedgerRow>
      name={t('ledger.title')}
      rows={toLedgerRows(entries)}
      keyOf={({ source }) => source}
      columns={[
        { id: 'source', header: t('ledger.source'), value: ({ source }) => source },
        ...LEDGER_STAGES.map((stage) => ({
          ...{ id: stage, header: nameLabel('stage', stage), isNumber: true },
          value: ({ counts }: { counts: ReadonlyMap<string, number> }) => counts.get(stage) ?? 0,
          show: ({ counts }: { counts: ReadonlyMap<string, number> }) => formatNumber(counts.get(stage) ?? 0),
        })),
        {
          ...{
            id: 'days',
            header: t('ledger.days'),
            value: ({ nMatching, nDays }) => `${nMatching}/${nDays}`,
          },
          show: ({ nMatching, nDays }) => (
            <Tag
              text={t('ledger.match', {
                matching: formatNumber(nMatching),
                count: nDays,
                n: formatNumber(nDays),
              })}
              tone={nMatching === nDays ? 'good' : 'bad'}
            />
          ),
        },
        {
          ...{ id: 'counted', header: t('ledger.counted'), value: ({ countedAt }) => countedAt },
          show: ({ countedAt }) => formatInstant(countedAt),
        },
      ]}
    />
  );
}
