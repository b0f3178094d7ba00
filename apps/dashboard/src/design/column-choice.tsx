import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const keyOf = (table: string): string => `convoscope-columns:${table}`;

/** Which columns of a table a person does not want to see; kept in this browser. */
export function useHiddenColumns(table: string | undefined): [ReadonlySet<string>, (id: string) => void] {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => new Set(table === undefined ? [] : (localStorage.getItem(keyOf(table)) ?? '').split(' ')),
  );
  const toggle = (id: string): void => {
    const wanted = new Set(hidden);
    if (!wanted.delete(id)) wanted.add(id);
    if (table !== undefined) localStorage.setItem(keyOf(table), [...wanted].join(' '));
    setHidden(wanted);
  };
  return [hidden, toggle];
}

export interface ColumnChoiceProps {
  name: string;
  columns: readonly { id: string; header: string }[];
  hidden: ReadonlySet<string>;
  onToggle: (id: string) => void;
}

/** The columns of a table to choose from; the first one says what a row is, and stays. */
export function ColumnChoice({ name, columns, hidden, onToggle }: ColumnChoiceProps) {
  const { t } = useTranslation();
  return (
    <details className="column-choice">
      <summary aria-label={t('table.columnsOf', { name })}>{t('table.columns')}</summary>
      <div role="group" aria-label={t('table.columnsOf', { name })}>
        {columns.slice(1).map(({ id, header }) => (
          <label key={id} className="check">
            <input type="checkbox" checked={!hidden.has(id)} onChange={() => onToggle(id)} />
            {header}
          </label>
        ))}
      </div>
    </details>
  );
}
