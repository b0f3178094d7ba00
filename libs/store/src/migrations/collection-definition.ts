import type { CollectionSpec, IndexSpec } from '../collections/collection-spec.ts';
import { toBsonSchema, type BsonSchema } from '../mongo/bson-schema.ts';

/** A collection as MongoDB is told about it. Migrations carry a frozen list of these. */
export interface CollectionDefinition {
  readonly name: string;
  readonly validator: { readonly $jsonSchema: BsonSchema };
  readonly indexes: readonly Omit<IndexSpec, 'serves'>[];
}

const LEFT_BY_DELETION = ['tenant', 'conversationId', 'sequence', 'deletedAt'];

/** What a deletion leaves may lack everything else; all other documents must be whole. */
function toValidator({ schema, keepsDeletions }: CollectionSpec): BsonSchema {
  const { required = [], ...whole } = toBsonSchema(schema);
  if (keepsDeletions !== true) return { ...whole, required };
  return { ...whole, anyOf: [{ required }, { required: LEFT_BY_DELETION }] };
}

/** Definition of a collection as its sources say now. */
export const toDefinition = (spec: CollectionSpec): CollectionDefinition => ({
  name: spec.name,
  validator: { $jsonSchema: toValidator(spec) },
  indexes: spec.indexes.map(({ serves: _serves, ...index }) => index),
});
