import type { Column, ColumnType } from '../tables/dataset.ts';
import type { MetaData } from './actions.ts';

const DELTA_TYPES: { readonly [T in ColumnType]: string } = {
  ...{ VARCHAR: 'string', BIGINT: 'long', INTEGER: 'integer', DOUBLE: 'double' },
  ...{ BOOLEAN: 'boolean', TIMESTAMPTZ: 'timestamp', DATE: 'date' },
};

interface StructField {
  name: string;
  type: unknown;
  nullable: boolean;
  metadata: Record<string, unknown>;
}

/** The columns as the log has them: a Spark struct as JSON; each doc is the column's comment. */
export const toSchemaString = (columns: readonly Pick<Column, 'name' | 'type' | 'doc'>[]): string =>
  JSON.stringify({
    type: 'struct',
    fields: columns.map(({ name, type, doc }): StructField => ({
      ...{ name, type: DELTA_TYPES[type], nullable: true, metadata: { comment: doc } },
    })),
  });

export const fieldsOf = ({ schemaString }: Pick<MetaData, 'schemaString'>): StructField[] =>
  (JSON.parse(schemaString) as { fields: StructField[] }).fields;

/** The table's metadata with the columns that it does not have yet at its end; null where it has all. */
export function withMissingColumns(metaData: MetaData, columns: readonly Column[]): MetaData | null {
  const fields = fieldsOf(metaData);
  const known = new Set(fields.map(({ name }) => name));
  const missing = columns.filter(({ name }) => !known.has(name));
  if (missing.length === 0) return null;
  const added = (JSON.parse(toSchemaString(missing)) as { fields: StructField[] }).fields;
  return { ...metaData, schemaString: JSON.stringify({ type: 'struct', fields: [...fields, ...added] }) };
}
