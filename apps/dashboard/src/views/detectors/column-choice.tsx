import { useTranslation } from 'react-i18next';
import { DataTable } from '../../design/data-table.tsx';
import type { LocalTable } from './read-table.ts';

const USES = ['use', 'omit', 'label'] as const;
type Use = (typeof USES)[number];

/** What columns are for; one that is not named is used. */
export type Uses = Readonly<Record<string, Use>>;

const N_SAMPLES = 4;

/** The columns of a table with how they begin, and what each is for; one at most says which rows are known to be unusual. */
export function ColumnChoice({
  table: { columns, rows },
  uses,
  onUse,
}: {
  table: LocalTable;
  uses: Uses;
  onUse: (uses: Uses) => void;
}) {
  const { t } = useTranslation();
  const choose = (column: string, use: Use): void => {
    const others = Object.entries(uses).filter(([, other]) => use !== 'label' || other !== 'label');
    onUse({ ...Object.fromEntries(others), [column]: use });
  };
  return (
    <DataTable<{ column: string; at: number }>
      name={t('detectors.columns')}
      hasNoExport
      rows={columns.map((column, at) => ({ column, at }))}
      keyOf={({ at }) => String(at)}
      columns={[
        { id: 'column', header: t('detectors.column'), value: ({ column }) => column },
        {
          ...{ id: 'samples', header: t('detectors.begins'), value: () => null },
          show: ({ at }) => (
            <span className="sample">
              {rows
                .slice(0, N_SAMPLES)
                .map((row) => row[at] ?? '–')
                .join(' · ')}
            </span>
          ),
        },
        {
          ...{ id: 'use', header: t('detectors.use'), value: ({ column }) => uses[column] ?? 'use' },
          show: ({ column }) => (
            <select
              aria-label={t('detectors.useOf', { column })}
              value={uses[column] ?? 'use'}
              onChange={({ target }) => choose(column, USES.find((use) => use === target.value) ?? 'use')}
            >
              {USES.map((use) => (
                <option key={use} value={use}>
                  {t(`detectors.uses.${use}`)}
                </option>
              ))}
            </select>
          ),
        },
      ]}
    />
  );
}
