import { readFileSync } from 'node:fs';
import { ConfigError } from '@convoscope/contracts';
import { defaultTaxonomy, findTaxonomyProblems, type RuleCondition, type Taxonomy } from '@convoscope/text';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';

const oneOrMore = z.union([z.string(), z.array(z.string())]);

const conditionSchema: z.ZodType<RuleCondition> = z.lazy(() =>
  z.strictObject({
    keywords: z.array(z.string()).exactOptional(),
    matches: z.string().exactOptional(),
    language: oneOrMore.exactOptional(),
    metadata: z.record(z.string(), oneOrMore).exactOptional(),
    minCharacters: z.int().min(0).exactOptional(),
    maxCharacters: z.int().min(0).exactOptional(),
    role: z.enum(['user', 'assistant', 'system', 'tool']).exactOptional(),
    all: z.array(conditionSchema).exactOptional(),
    any: z.array(conditionSchema).exactOptional(),
    not: conditionSchema.exactOptional(),
  }),
);

const ruleSchema = z.strictObject({
  id: z.string().min(1),
  topic: z.string(),
  priority: z.number().exactOptional(),
  when: conditionSchema,
  because: z.string().exactOptional(),
});

const taxonomySchema = z.strictObject({
  name: z.string().min(1),
  version: z.coerce.string().min(1),
  topics: z
    .array(
      z.strictObject({
        id: z.string(),
        title: z.string().min(1),
        description: z.string().exactOptional(),
        keywords: z.array(z.string()).exactOptional(),
        phrases: z.array(z.string()).exactOptional(),
        signals: z.array(z.enum(['code', 'formula', 'addressed'])).exactOptional(),
        examples: z.array(z.string()).exactOptional(),
      }),
    )
    .min(1),
  rules: z.array(ruleSchema).exactOptional(),
});

/** The user's topics out of a YAML or JSON file, or the built-in ones. Throws ConfigError with every problem of the file, each with its line. */
export function loadTaxonomy(
  file: string | undefined,
  where = `CATEGORISATION_TAXONOMY_FILE ${file}`,
): Taxonomy {
  if (file === undefined) return defaultTaxonomy;
  const { document, lines } = readYaml(file, where);
  const parsed = taxonomySchema.safeParse(document.toJS());
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => {
        const at = lineOf(document, lines, path as (string | number)[]);
        return `${where}: ${at}${path.join('.') || 'it'}: ${message}`;
      }),
    );
  }
  const problems = findTaxonomyProblems(parsed.data);
  if (problems.length > 0)
    throw new ConfigError(
      problems.map(({ path, message }) => `${where}: ${lineOf(document, lines, path)}${message}`),
    );
  return parsed.data;
}

interface ParsedYaml {
  readonly document: Document;
  readonly lines: LineCounter;
}

function readYaml(file: string, where: string): ParsedYaml {
  const lines = new LineCounter();
  let document: Document;
  try {
    document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  } catch (error) {
    throw new ConfigError([`${where}: ${(error as Error).message}`]);
  }
  if (document.errors.length > 0)
    throw new ConfigError(document.errors.map(({ message }) => `${where}: ${message}`));
  return { document, lines };
}

/** Where something stands in the file: "line 7: ", of the nearest part that is there; nothing for the file itself. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): string {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as
      { range?: [number, number, number] } | undefined;
    if (node?.range) return `line ${lines.linePos(node.range[0]).line}: `;
  }
  return '';
}
