import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toCsv, type CsvValue } from './csv.ts';
import { ColumnChoice, useHiddenColumns } from './column-choice.tsx';
import { saveFile } from './save-file.ts';

export interface Column<Row> {
  id: string;
  header: string;
  /** What the export holds: unrounded, unworded. */
  value: (row: Row) => CsvValue;
  /** What is shown; the value, unless told. */
  show?: (row: Row) => ReactNode;
  isNumber?: boolean;
  /** What the address calls the order by this column. */
  sort?: string;
  /** Says the column in more words. */
  note?: string;
}

export interface DataTableProps<Row> {
  /** What the table is, for people who do not see it, and the name of the file it is saved as. */
  name: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  sorted?: { by: string; onSort: (by: string) => void };
  /** Lets people choose the columns, and keeps their choice under this name. */
  choice?: string;
  /** Leaves out the button, such as of a table inside of a table. */
  hasNoExport?: boolean;
  rowProps?: (row: Row, index: number) => React.HTMLAttributes<HTMLTableRowElement> & Record<string, unknown>;
}

/** Rows and columns; on a narrow page each row becomes a card, so that nothing is cut. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { name, columns: all, rows, keyOf, sorted, hasNoExport, rowProps, choice } = props;
  const [hidden, toggle] = useHiddenColumns(choice);
  const columns = all.filter(({ id }, at) => at === 0 || !hidden.has(id));
  return (
    <div className="table-place">
      <table className="data" aria-label={name}>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sorted={sorted} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row)} {...rowProps?.(row, index)}>
              {columns.map(({ id, header, value, show, isNumber }) => (
                <td key={id} data-label={header} className={isNumber === true ? 'number' : undefined}>
                  <div>{show ? show(row) : (value(row) ?? '–')}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {hasNoExport !== true && (
        <div className="table-tools">
          {choice !== undefined && <ColumnChoice {...{ name, hidden }} columns={all} onToggle={toggle} />}
          <ExportButton {...{ name, columns: all, rows }} />
        </div>
      )}
    </div>
  );
}

function HeaderCell<Row>({
  column: { header, isNumber, sort, note },
  sorted,
}: {
  column: Column<Row>;
  sorted: DataTableProps<Row>['sorted'];
}) {
  const isSorted = sort !== undefined && sorted?.by === sort;
  return (
    <th
      scope="col"
      className={isNumber === true ? 'number' : undefined}
      aria-sort={isSorted ? 'descending' : undefined}
      title={note}
    >
      {sort === undefined || sorted === undefined ? (
        header
      ) : (
        <button className="sort" onClick={() => sorted.onSort(sort)}>
          {header}
          <span aria-hidden="true">{isSorted ? ' ↓' : ''}</span>
        </button>
      )}
    </th>
  );
}

function ExportButton<Row>({ name, columns, rows }: Pick<DataTableProps<Row>, 'name' | 'columns' | 'rows'>) {
  const { t } = useTranslation();
  const save = (): void => {
    const csv = toCsv(
      columns.map(({ header }) => header),
      rows.map((row) => columns.map(({ value }) => value(row))),
    );
    // The mark tells spreadsheets that it is UTF-8.
    saveFile(`${name}.csv`, new Blob(['\uFEFF', csv], { type: 'text/csv' }));
  };
  return (
    <button className="quiet" aria-label={t('table.export', { name })} onClick={save}>
      CSV
    </button>
  );
}
