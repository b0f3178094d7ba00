import { z } from 'zod';

/** The part of MongoDB's `$jsonSchema` (draft 4 with bsonType) that our documents need. */
export interface BsonSchema {
  bsonType?: string | string[];
  description?: string;
  enum?: readonly unknown[];
  properties?: Record<string, BsonSchema>;
  required?: readonly string[];
  items?: BsonSchema;
  additionalProperties?: BsonSchema;
  anyOf?: readonly BsonSchema[];
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  pattern?: string;
}

type JsonNode = Record<string, unknown> & { type?: string | string[] };

const BSON_TYPES: Record<string, string> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'bool',
  object: 'object',
  array: 'array',
  null: 'null',
  date: 'date',
};

/** Shorter than zod's calendar-exact patterns: the contracts check the calendar, the database only the form. */
const PATTERN_OF_FORMAT: Record<string, string> = {
  'date-time': '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
  date: '^\\d{4}-\\d\\d-\\d\\d$',
};

const COPIED = ['description', 'enum', 'minimum', 'minLength', 'maxLength', 'maxItems', 'pattern'] as const;

function toBsonType(type: string | string[] | undefined): Pick<BsonSchema, 'bsonType' | 'multipleOf'> {
  if (type === undefined) return {};
  const types = [type].flat().map((name) => BSON_TYPES[name] ?? name);
  const isInteger = [type].flat().includes('integer');
  return { bsonType: types.length === 1 ? (types[0] as string) : types, ...(isInteger && { multipleOf: 1 }) };
}

/** `anyOf` of plain types becomes one type list, which is shorter and lets null stand beside constraints. */
function mergeNullable(branches: readonly JsonNode[]): BsonSchema | undefined {
  const other = branches.filter((branch) => branch.type !== 'null');
  const [only] = other;
  if (only === undefined || other.length !== 1 || branches.length !== 2) return undefined;
  const schema = toNode(only);
  const types = [schema.bsonType ?? []].flat();
  return { ...schema, bsonType: [...types, 'null'], ...(schema.enum && { enum: [...schema.enum, null] }) };
}

function toNode(node: JsonNode): BsonSchema {
  if (Array.isArray(node['anyOf'])) {
    const branches = node['anyOf'] as JsonNode[];
    const description = node['description'] as string | undefined;
    const merged = mergeNullable(branches) ?? { anyOf: branches.map(toNode) };
    return { ...merged, ...(description !== undefined && { description }) };
  }
  const schema: Record<string, unknown> = toBsonType(node.type);
  for (const keyword of COPIED) if (node[keyword] !== undefined) schema[keyword] = node[keyword];
  if (node['maximum'] !== undefined && node['maximum'] !== Number.MAX_SAFE_INTEGER)
    schema['maximum'] = node['maximum'];
  const pattern = PATTERN_OF_FORMAT[String(node['format'])];
  if (pattern !== undefined) schema['pattern'] = pattern;
  if (node['items'] !== undefined) schema['items'] = toNode(node['items'] as JsonNode);
  if (node['properties'] !== undefined) {
    const properties = Object.entries(node['properties'] as Record<string, JsonNode>);
    schema['properties'] = Object.fromEntries(properties.map(([name, child]) => [name, toNode(child)]));
  }
  const required = node['required'] as string[] | undefined;
  if (required !== undefined && required.length > 0) schema['required'] = required;
  const additional = node['additionalProperties'];
  if (additional !== null && typeof additional === 'object' && Object.keys(additional).length > 0)
    schema['additionalProperties'] = toNode(additional as JsonNode);
  return schema;
}

/**
 * MongoDB's `$jsonSchema` of a zod schema. Dates become BSON dates; integers are any BSON number that is whole, because the driver stores
 * large ones as doubles. Open: properties that the schema does not name are allowed, so that a newer producer's events can be stored.
 */
export function toBsonSchema(schema: z.ZodType): BsonSchema {
  const json = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') (jsonSchema as JsonNode).type = 'date';
    },
  });
  return toNode(json);
}
