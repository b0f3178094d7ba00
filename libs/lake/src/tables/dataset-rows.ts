import { literals, quoted } from '../files/duckdb-values.ts';
import type { Dataset } from './dataset.ts';

const noRows = ({ columns }: Pick<Dataset, 'columns'>): string =>
  `SELECT ${columns.map(({ name, type }) => `NULL::${type} AS ${quoted(name)}`).join(', ')} WHERE false`;

/**
 * SQL for the rows of some local files of a dataset: its columns, in its order; those that older files do not have are null there. `isDayInPath`: the
 * day stands in the path alone, as in the layout before Delta tables.
 */
export function rowsOf(
  dataset: Pick<Dataset, 'columns'>,
  paths: readonly string[],
  { isDayInPath = false } = {},
): string {
  if (paths.length === 0) return noRows(dataset);
  const options = isDayInPath
    ? `hive_partitioning = true, hive_types = {'date': VARCHAR}`
    : 'hive_partitioning = false';
  const columns = isDayInPath ? '* REPLACE (date::DATE AS date)' : '*';
  return `${noRows(dataset)} UNION ALL BY NAME
    SELECT ${columns} FROM read_parquet(${literals(paths)}, union_by_name = true, ${options})`;
}
