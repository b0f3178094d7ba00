/**
 * Writes `docs/schema.md`: every MongoDB collection with its fields, constraints, relationships, indexes and sharding key, from the
 * declarations in `libs/store`. `node tools/docs/schema.ts` writes it; with `--check` it only compares and exits 1 when it is out of date.
 */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import type { BsonSchema, CollectionSpec, IndexSpec } from '@convoscope/store';
import { writeOrCheck } from './write-or-check.ts';

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, { ...context, conditions: ['source', ...context.conditions] }),
});

const { allCollections, toBsonSchema } = await import('@convoscope/store');

const PER_CONVERSATION = [
  'conversation_translations',
  'conversation_categories',
  'conversation_scores',
  'conversation_analytics',
];

/** Relationships by value, as `from field -> to`; MongoDB does not enforce them, the order of the flow does. */
const RELATIONSHIPS: readonly string[] = [
  ...PER_CONVERSATION.map((name) => `conversation_messages ||--o| ${name} : "tenant, conversationId"`),
  'user_analytics ||--o{ conversation_analytics : "tenant, userId"',
  'conversation_messages }o--o{ anomalies : "exampleConversationIds"',
  'conversation_messages |o--o{ processing_errors : "tenant, conversationId"',
  'processing_state ||--o{ conversation_messages : "tenant, source"',
  'processing_state ||--o{ processing_errors : "tenant, source"',
  'processing_state ||--o{ ledger : "tenant, source"',
];

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const typesOf = (schema: BsonSchema): string[] => [schema.bsonType ?? []].flat();

function typeOf(schema: BsonSchema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' or ');
  const named = typesOf(schema).map((type) => {
    if (type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
    if (type === 'object' && schema.additionalProperties)
      return `map to ${typeOf(schema.additionalProperties)}`;
    return type === 'number' && schema.multipleOf === 1 ? 'whole number' : type;
  });
  return named.length === 0 ? 'any' : named.join(' or ');
}

function constraintsOf(schema: BsonSchema): string {
  const limits: [string, unknown][] = [
    ['≥ ', schema.minimum],
    ['≤ ', schema.maximum],
    ['length ≥ ', schema.minLength],
    ['length ≤ ', schema.maxLength],
    ['items ≤ ', schema.maxItems],
  ];
  const choice = schema.enum?.map((value) => `\`${String(value)}\``).join(', ');
  const pattern = schema.pattern === undefined ? undefined : `matches \`${schema.pattern}\``;
  return [
    choice && `one of ${choice}`,
    ...limits.filter(([, limit]) => limit !== undefined).map(([words, limit]) => `${words}${String(limit)}`),
    pattern,
  ]
    .filter(Boolean)
    .join(', ');
}

function rowsOf(schema: BsonSchema, prefix = ''): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = `${prefix}${name}`;
    const isRequired = schema.required?.includes(name) === true;
    const row = `| \`${path}\` | ${cell(typeOf(property))} | ${isRequired ? 'yes' : 'no'} | ${cell(constraintsOf(property))} | ${cell(property.description ?? '')} |`;
    return [
      row,
      ...rowsOf(property, `${path}.`),
      ...(property.items ? rowsOf(property.items, `${path}[].`) : []),
    ];
  });
}

const keyText = (key: Readonly<Record<string, unknown>>): string =>
  Object.entries(key)
    .map(([field, direction]) => `${field} ${String(direction)}`)
    .join(', ');

function indexRow({
  name,
  key,
  unique,
  expireAfterSeconds,
  partialFilterExpression,
  serves,
}: IndexSpec): string {
  const partial = partialFilterExpression && `only where \`${JSON.stringify(partialFilterExpression)}\``;
  const expiry = expireAfterSeconds !== undefined && `removes documents ${expireAfterSeconds} s after it`;
  const notes = [unique === true && 'unique', expiry, partial].filter(Boolean).join('; ');
  return `| \`${name}\` | ${keyText(key)} | ${cell(notes)} | ${cell(serves.join(', '))} |`;
}

const section = (spec: CollectionSpec): string => `## ${spec.name}

${spec.summary}

Written by: ${spec.owner}. Sharding key: \`{ ${keyText(spec.shardKey.key)} }\`. ${spec.shardKey.reason}

| field | type | required | constraints | meaning |
|---|---|---|---|---|
${rowsOf(toBsonSchema(spec.schema)).join('\n')}

| index | key | notes | serves the queries |
|---|---|---|---|
${spec.indexes.map(indexRow).join('\n')}
`;

/** Fields of the diagram: those of the unique key. */
const entity = (spec: CollectionSpec): string => {
  const key = Object.keys(spec.indexes.find(({ unique }) => unique === true)?.key ?? {});
  const { properties = {} } = toBsonSchema(spec.schema);
  const fields = key.map(
    (field) => `    ${typesOf(properties[field] ?? {}).join('_or_') || 'any'} ${field} UK`,
  );
  return `  ${spec.name} {\n${fields.join('\n')}\n  }`;
};

const page = `# MongoDB schema

<!-- Generated by \`node tools/docs/schema.ts\`. Do not edit. -->

Declared in \`libs/store/src/collections\`: each collection's fields (zod, most of them the contracts' own), indexes with the query each is
for, and the key it would be sharded by. Validators are strict and open: what is named here must be as said, further fields are allowed, so
that events of a newer producer can be stored. An integration test explains every query and fails on a collection scan, a sort in memory or
another index than the one declared. A collection is written by its owner only. Writes wait for the majority, but for those whose loss is a
repeated post (\`webhook_deliveries\`: claims, and what became of them).

**Versions.** Collections of one document a conversation are written where the stored \`(sequence, pass)\` is not newer
([why](adr/0001-revision-sequence-pass.md)).

**Migrations.** Change a collection's declaration, run \`node tools/store/freeze-migration.ts NNNN-what-changes\`, add the new file to
\`migrations/all-migrations.ts\` with \`up\` and \`down\` where documents must change too ([why](adr/0008-own-migration-runner.md)).
Applied migrations are listed in the collection \`migrations\`; \`migration_lock\` keeps two services from migrating at once.

## Relationships

\`\`\`mermaid
erDiagram
${allCollections.map(entity).join('\n')}
${RELATIONSHIPS.map((relationship) => `  ${relationship}`).join('\n')}
\`\`\`

${allCollections.map(section).join('\n')}`;

await writeOrCheck(
  'node tools/docs/schema.ts',
  new Map([[join(import.meta.dirname, '../../docs/schema.md'), page]]),
);
