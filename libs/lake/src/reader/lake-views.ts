import type { DuckDBConnection } from '@duckdb/node-api';
import type { Dataset } from '../tables/dataset.ts';
import { rowsOf } from '../tables/dataset-rows.ts';

export const viewName = (dataset: Pick<Dataset, 'name'>): string => dataset.name.replaceAll('-', '_');

/** One view a dataset over its files; its day as text. A dataset without files is an empty view with the same columns. */
export async function createDatasetView(
  connection: DuckDBConnection,
  dataset: Dataset,
  paths: readonly string[],
): Promise<void> {
  const rows = `SELECT * REPLACE (date::VARCHAR AS date) FROM (${rowsOf(dataset, paths)})`;
  await connection.run(`CREATE OR REPLACE VIEW ${viewName(dataset)} AS ${rows}`);
}

/**
 * The rows of a dataset that hold now: of each conversation the newest sequence, then pass, then offset, unless it was deleted later.
 * Needs the views of the dataset and of `conversations-deleted`; `$tenant` is a parameter.
 */
export const currentRows = (dataset: Pick<Dataset, 'name'>): string => currentRowsOf(viewName(dataset));

const currentRowsOf = (view: string): string => `
  SELECT newest.* FROM (
    SELECT * FROM ${view} WHERE tenant = $tenant
    QUALIFY row_number() OVER (
      PARTITION BY conversation_id
      ORDER BY sequence DESC, pass DESC, produced_at DESC, log_partition DESC, log_offset DESC
    ) = 1
  ) newest
  LEFT JOIN (
    SELECT conversation_id, max(sequence) AS sequence FROM conversations_deleted WHERE tenant = $tenant GROUP BY ALL
  ) deleted ON deleted.conversation_id = newest.conversation_id
  WHERE deleted.sequence IS NULL OR deleted.sequence < newest.sequence`;

/** What the newest row of a conversation is found by, and what the ledger compares. */
const KEY_COLUMNS =
  'tenant, source, date, conversation_id, revision, sequence, pass, produced_at, event_id, log_partition, log_offset';

/**
 * The rows that hold now, and those of conversations of which a record of the log lies in the lake more than once a second time. Their keys alone, not
 * what was said: rows that are looked at twice are held in memory.
 */
export const heldRows = (dataset: Pick<Dataset, 'name'>): string => `
  WITH keys AS (SELECT ${KEY_COLUMNS} FROM ${viewName(dataset)}), current AS (${currentRowsOf('keys')}), doubled AS (
    SELECT DISTINCT conversation_id FROM (
      SELECT conversation_id FROM keys WHERE tenant = $tenant
      GROUP BY conversation_id, event_id, log_partition, log_offset HAVING count(*) > 1
    )
  )
  SELECT * FROM current UNION ALL SELECT * FROM current WHERE conversation_id IN (FROM doubled)`;
