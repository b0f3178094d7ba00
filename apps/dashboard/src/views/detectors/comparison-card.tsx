import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { comparisonQuery, type Comparison, type DetectorDetail } from '../../api/detector-queries.ts';
import { Card } from '../../design/card.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { QueryState } from '../../design/query-state.tsx';
import { formatPercent } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';
import { parseDetectorSearch } from '../../search.ts';

const route = getRouteApi('/detectors/$name');

/** Two versions side by side; the newest two unless the address says otherwise. */
export function ComparisonCard({ detector: { name, versions } }: { detector: DetectorDetail }) {
  const { t } = useTranslation();
  const search = parseDetectorSearch(route.useSearch());
  const navigate = route.useNavigate();
  const known = versions.map(({ version }) => version);
  const choose = (wanted: string | undefined, otherwise: number): number =>
    known.find((version) => String(version) === wanted) ?? otherwise;
  const pair = { a: choose(search.a, known.at(-2) ?? 1), b: choose(search.b, known.at(-1) ?? 1) };
  const query = useQuery(comparisonQuery(name, pair.a, pair.b));
  return (
    <Card title={t('detectors.compare')}>
      <p className="actions">
        {(['a', 'b'] as const).map((side) => (
          <select
            key={side}
            aria-label={t(side === 'a' ? 'detectors.one' : 'detectors.other')}
            value={pair[side]}
            onChange={({ target }) =>
              void navigate({
                to: '/detectors/$name',
                params: { name },
                search: { ...search, [side]: target.value },
              })
            }
          >
            {known.map((version) => (
              <option key={version} value={version}>
                {t('detectors.version', { version })}
              </option>
            ))}
          </select>
        ))}
      </p>
      <QueryState query={query}>{(comparison) => <Differences comparison={comparison} />}</QueryState>
    </Card>
  );
}

function Differences({ comparison: { a, b, isSameData, differences, columns } }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const share = (value: number | null): string =>
    value === null ? t('detectors.notLookedAt') : formatPercent(value);
  const rows = [
    ...differences.map(({ what, ...sides }) => ({ what: nameLabel('difference', what), ...sides })),
    ...columns.map((one) => ({
      what: t('detectors.importanceOf', { column: one.column }),
      ...{ a: share(one.a), b: share(one.b) },
    })),
  ];
  if (a === b || rows.length === 0) return <p className="note">{t('detectors.alike')}</p>;
  return (
    <>
      {!isSameData && <p className="note">{t('detectors.otherData')}</p>}
      <DataTable<(typeof rows)[number]>
        name={t('detectors.compare')}
        rows={rows}
        keyOf={({ what }) => what}
        columns={[
          { id: 'what', header: t('detectors.difference'), value: ({ what }) => what },
          { id: 'a', header: t('detectors.version', { version: a }), value: (row) => row.a },
          { id: 'b', header: t('detectors.version', { version: b }), value: (row) => row.b },
        ]}
      />
    </>
  );
}
