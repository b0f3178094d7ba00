import { canonicalJson } from '../revision.ts';
import type { JsonSchema } from './json-schema.ts';

/** A change that must not happen within a version of a topic. */
export interface Incompatibility {
  /** Where, such as `messages[].role`; empty for the whole. */
  path: string;
  change: string;
  /** `old-events`: today's readers refuse events that are kept in the topic and the lake. `old-readers`: subscribers of yesterday break. */
  breaks: 'old-events' | 'old-readers';
}

interface Comparison {
  path: string;
  before: JsonSchema;
  after: JsonSchema;
}

const ANNOTATIONS = new Set([
  '$schema',
  '$id',
  'title',
  'description',
  'examples',
  'default',
  'deprecated',
  '$comment',
]);

/** Keywords compared by rules of their own; any other must stay what it is. */
const STRUCTURE = new Set([
  'type',
  'enum',
  'const',
  'properties',
  'required',
  'items',
  'additionalProperties',
  'anyOf',
]);
const LOWER_BOUNDS = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']);
const UPPER_BOUNDS = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']);

const narrowed = (path: string, change: string): Incompatibility => ({ path, change, breaks: 'old-events' });
const widened = (path: string, change: string): Incompatibility => ({ path, change, breaks: 'old-readers' });

const asNode = (value: unknown): JsonSchema =>
  value !== null && typeof value === 'object' ? (value as JsonSchema) : value === false ? { not: {} } : {};

/** `anyOf: [X, null]` says the same as X with null among its types. */
function normalise(schema: JsonSchema): JsonSchema {
  const branches = schema['anyOf'];
  if (!Array.isArray(branches)) return schema;
  const others = branches.filter((branch) => (branch as JsonSchema)['type'] !== 'null') as JsonSchema[];
  const [only] = others;
  if (only === undefined || others.length > 1 || branches.length !== 2 || only['type'] === undefined)
    return schema;
  const { anyOf: _anyOf, ...rest } = schema;
  const choices = only['enum'] as unknown[] | undefined;
  return {
    ...only,
    ...rest,
    type: [only['type'], 'null'].flat(),
    ...(choices && { enum: [...choices, null] }),
  };
}

/** What a schema admits of a set of types or values; undefined where it admits all. */
const admitted = (schema: JsonSchema, keyword: 'type' | 'enum'): string[] | undefined => {
  const single = keyword === 'enum' ? schema['const'] : undefined;
  const values = single === undefined ? schema[keyword] : [single];
  return values === undefined ? undefined : [values].flat().map((value) => canonicalJson(value));
};

function compareAdmitted({ path, before, after }: Comparison, keyword: 'type' | 'enum'): Incompatibility[] {
  const [was, is] = [admitted(before, keyword), admitted(after, keyword)];
  if (was === undefined && is === undefined) return [];
  if (was === undefined) return [narrowed(path, `${keyword} narrowed to ${is?.join(', ')}`)];
  if (is === undefined) return [widened(path, `${keyword} is no longer limited`)];
  const gone = was.filter((value) => !is.includes(value));
  const added = is.filter((value) => !was.includes(value));
  return [
    ...(gone.length > 0 ? [narrowed(path, `${keyword} lost ${gone.join(', ')}`)] : []),
    ...(added.length > 0 ? [widened(path, `${keyword} gained ${added.join(', ')}`)] : []),
  ];
}

function compareBound({ path, before, after }: Comparison, keyword: string): Incompatibility[] {
  const [was, is] = [before[keyword], after[keyword]] as [number | undefined, number | undefined];
  if (was === is) return [];
  const isLower = LOWER_BOUNDS.has(keyword);
  const limit = (value: number | undefined): number => value ?? (isLower ? -Infinity : Infinity);
  const isNarrower = isLower ? limit(is) > limit(was) : limit(is) < limit(was);
  const change = `${keyword} changed from ${was ?? 'none'} to ${is ?? 'none'}`;
  return [isNarrower ? narrowed(path, change) : widened(path, change)];
}

function compareOther({ path, before, after }: Comparison, keyword: string): Incompatibility[] {
  if (canonicalJson(before[keyword]) === canonicalJson(after[keyword])) return [];
  const change = `${keyword} changed`;
  if (before[keyword] === undefined) return [narrowed(path, change)];
  if (after[keyword] === undefined) return [widened(path, change)];
  return [narrowed(path, change), widened(path, change)];
}

function compareKeywords(comparison: Comparison): Incompatibility[] {
  const keywords = new Set([...Object.keys(comparison.before), ...Object.keys(comparison.after)]);
  return [...keywords]
    .filter((keyword) => !ANNOTATIONS.has(keyword) && !STRUCTURE.has(keyword))
    .flatMap((keyword) =>
      LOWER_BOUNDS.has(keyword) || UPPER_BOUNDS.has(keyword)
        ? compareBound(comparison, keyword)
        : compareOther(comparison, keyword),
    );
}

const child = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

function compareProperties({ path, before, after }: Comparison): Incompatibility[] {
  const [was, is] = [asNode(before['properties']), asNode(after['properties'])];
  const [wasRequired, isRequired] = [before, after].map(
    (schema) => new Set((schema['required'] as string[] | undefined) ?? []),
  ) as [Set<string>, Set<string>];
  const changed = Object.entries(was).flatMap(([name, property]) => {
    const here = child(path, name);
    if (!(name in is)) return [widened(here, 'property removed')];
    const requirement =
      wasRequired.has(name) && !isRequired.has(name) ? [widened(here, 'no longer required')] : [];
    return [...requirement, ...compare({ path: here, before: asNode(property), after: asNode(is[name]) })];
  });
  const demanded = [...isRequired].filter((name) => !wasRequired.has(name));
  return [...changed, ...demanded.map((name) => narrowed(child(path, name), 'became required'))];
}

function compareNested(comparison: Comparison, keyword: string, suffix: string): Incompatibility[] {
  const { path, before, after } = comparison;
  if (before[keyword] === undefined && after[keyword] === undefined) return [];
  return compare({
    path: `${path}${suffix}`,
    before: asNode(before[keyword]),
    after: asNode(after[keyword]),
  });
}

/** Alternatives are paired by what they are; order means nothing. */
function compareAlternatives({ path, before, after }: Comparison): Incompatibility[] {
  const [was, is] = [before, after].map((schema) =>
    ((schema['anyOf'] as JsonSchema[] | undefined) ?? []).map(normalise),
  ) as [JsonSchema[], JsonSchema[]];
  const isIn = (list: JsonSchema[], one: JsonSchema): boolean =>
    list.some((other) => compare({ path, before: one, after: other }).length === 0);
  return [
    ...was.filter((one) => !isIn(is, one)).map(() => narrowed(path, 'an alternative was removed or changed')),
    ...is.filter((one) => !isIn(was, one)).map(() => widened(path, 'an alternative was added or changed')),
  ];
}

function compare(given: Comparison): Incompatibility[] {
  const comparison = { ...given, before: normalise(given.before), after: normalise(given.after) };
  return [
    ...compareAdmitted(comparison, 'type'),
    ...compareAdmitted(comparison, 'enum'),
    ...compareKeywords(comparison),
    ...compareProperties(comparison),
    ...compareNested(comparison, 'items', '[]'),
    ...compareNested(comparison, 'additionalProperties', '{}'),
    ...compareAlternatives(comparison),
  ];
}

/**
 * What makes the schema `after` incompatible with `before`, in both directions: every event of the past must be valid today (replay), and
 * every event of today must be valid for, and hold what is relied on by, a reader of the past. Empty when compatible: annotations changed,
 * optional properties were added. Keywords without a rule of their own must stay equal. Schemas without `$ref`.
 */
export const findIncompatibilities = (before: JsonSchema, after: JsonSchema): Incompatibility[] =>
  compare({ path: '', before, after });
