import { Schema, type SchemaDefinition } from 'mongoose';
import type { CollectionSpec } from '../collections/collection-spec.ts';
import { toBsonSchema, type BsonSchema } from './bson-schema.ts';

const OPTIONS = {
  strict: true,
  strictQuery: 'throw',
  versionKey: false,
  id: false,
  minimize: false,
} as const;

const SCALARS: Record<string, unknown> = {
  string: String,
  number: Number,
  bool: Boolean,
  date: Date,
};

function toDefinition(schema: BsonSchema): unknown {
  const type = [schema.bsonType ?? []].flat().find((name) => name !== 'null') ?? '';
  if (type === 'array') return { type: [toDefinition(schema.items ?? {})] };
  if (type === 'object' && schema.properties && Object.keys(schema.properties).length > 0)
    return { type: new Schema(toDefinitions(schema.properties), { ...OPTIONS, _id: false }) };
  return { type: SCALARS[type] ?? Schema.Types.Mixed };
}

const toDefinitions = (properties: Record<string, BsonSchema>): SchemaDefinition =>
  Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, toDefinition(property)]),
  ) as SchemaDefinition;

/** The mongoose schema of a collection, from the same source as its validator: casts queries and refuses paths that do not exist. */
export function toMongooseSchema(spec: CollectionSpec): Schema {
  const schema = new Schema(toDefinitions(toBsonSchema(spec.schema).properties ?? {}), {
    ...OPTIONS,
    collection: spec.name,
    autoIndex: false,
    autoCreate: false,
  });
  for (const { key, name, unique, partialFilterExpression } of spec.indexes)
    schema.index(key, {
      name,
      ...(unique === true && { unique }),
      ...(partialFilterExpression && { partialFilterExpression }),
    });
  return schema;
}
