import type { CollectionSpec, IndexSpec } from '../collections/collection-spec.ts';
import { toBsonSchema, type BsonSchema } from '../mongo/bson-schema.ts';

/** A collection as MongoDB is told about it. Migrations carry a frozen list of these. */
export interface CollectionDefinition {
  readonly name: string;
  readonly validator: { readonly $jsonSchema: BsonSchema };
  readonly indexes: readonly Omit<IndexSpec, 'serves'>[];
}

/** Definition of a collection as its sources say now. */
export const toDefinition = (spec: CollectionSpec): CollectionDefinition => ({
  name: spec.name,
  validator: { $jsonSchema: toBsonSchema(spec.schema) },
  indexes: spec.indexes.map(({ serves: _serves, ...index }) => index),
});
