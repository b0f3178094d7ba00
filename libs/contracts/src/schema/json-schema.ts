import { z } from 'zod';
import type { Topic } from '../topics.ts';

/** A JSON Schema (2020-12) node. */
export type JsonSchema = { [keyword: string]: unknown };

/**
 * Formats say it shorter than zod's patterns do, but for UTC, which the format `date-time` does not demand. The bound of a safe integer is
 * the language's, not the contract's.
 */
function shorten(schema: JsonSchema): void {
  if (schema['format'] === 'date-time') schema['pattern'] = 'Z$';
  if (schema['format'] === 'date') delete schema['pattern'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
}

/**
 * The published JSON Schema of a topic's data. Open: readers must tolerate properties that they do not know, since adding an optional one
 * is the one way a version grows.
 */
export function topicJsonSchema(topic: Topic): JsonSchema {
  const schema = z.toJSONSchema(topic.schema, {
    io: 'input',
    reused: 'inline',
    override: ({ jsonSchema }) => shorten(jsonSchema),
  });
  const { $schema, ...rest } = schema as JsonSchema;
  return {
    $schema,
    $id: `urn:convoscope:topic:${topic.name}`,
    title: topic.name,
    description: topic.summary,
    ...rest,
  };
}
