import { SETTLEMENTS_A_PASS } from '@convoscope/app-anomaly/conversations/score-document';
import type { DatasetName } from '@convoscope/lake';
import type { LakeReader } from '@convoscope/lake';

/** An event of the lake that holds now. */
export interface LakeRow<T> {
  tenant: string;
  data: T;
  /** When the event was produced. */
  producedAt: Date;
}

const viewOf = (dataset: string): string => dataset.replaceAll('-', '_');

/** The narrow columns alone, so that the texts of a whole history need not be held to find the newest. */
const NEWEST_OF_EACH = `QUALIFY row_number() OVER (
  PARTITION BY tenant, conversation_id
  ORDER BY sequence DESC, pass DESC, produced_at DESC, log_partition DESC, log_offset DESC
) = 1`;

interface SqlRow {
  tenant: string;
  data: string;
  producedAt: Date;
  beside: string | null;
}

const parseRow = <T>({ tenant, data, producedAt }: SqlRow): LakeRow<T> => ({
  tenant,
  producedAt,
  data: JSON.parse(data) as T,
});

/** The newest event of each conversation of every tenant, also of those deleted since. One that was published twice can come twice. */
export async function* newestOf<T>(lake: LakeReader, dataset: DatasetName): AsyncGenerator<LakeRow<T>> {
  const view = viewOf(dataset);
  const sql = `SELECT event.tenant, event.data, event.produced_at AS "producedAt"
    FROM ${view} event
    SEMI JOIN (SELECT tenant, event_id FROM ${view} ${NEWEST_OF_EACH}) newest
      ON newest.tenant = event.tenant AND newest.event_id = event.event_id`;
  for await (const row of lake.query(sql)) yield parseRow<T>(row as unknown as SqlRow);
}

/** The newest score of each conversation with the categories it was made from; null where the lake does not have these. */
export async function* newestScores<S, C>(
  lake: LakeReader,
): AsyncGenerator<LakeRow<S> & { category: C | null }> {
  const sql = `SELECT event.tenant, event.data, event.produced_at AS "producedAt", category.data AS beside
    FROM conversations_scored event
    SEMI JOIN (SELECT tenant, event_id FROM conversations_scored ${NEWEST_OF_EACH}) newest
      ON newest.tenant = event.tenant AND newest.event_id = event.event_id
    LEFT JOIN conversations_categorised category
      ON category.tenant = event.tenant AND category.conversation_id = event.conversation_id
      AND category.sequence = event.sequence AND category.pass = event.pass // ${SETTLEMENTS_A_PASS}`;
  for await (const found of lake.query(sql)) {
    const row = found as unknown as SqlRow;
    yield { ...parseRow<S>(row), category: row.beside === null ? null : (JSON.parse(row.beside) as C) };
  }
}

/** Every event of a dataset, in the order of its production. */
export async function* allOf<T>(lake: LakeReader, dataset: DatasetName): AsyncGenerator<LakeRow<T>> {
  const sql = `SELECT tenant, data, produced_at AS "producedAt"
    FROM ${viewOf(dataset)} ORDER BY produced_at, log_partition, log_offset`;
  for await (const row of lake.query(sql)) yield parseRow<T>(row as unknown as SqlRow);
}
