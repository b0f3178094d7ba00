import { readFileSync } from 'node:fs';
import { ConfigError } from '@convoscope/contracts';
import { defaultTaxonomy, findTaxonomyProblems, type Taxonomy } from '@convoscope/text';
import { parse } from 'yaml';
import { z } from 'zod';

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
        examples: z.array(z.string()).exactOptional(),
      }),
    )
    .min(1),
});

/** The user's topics out of a YAML or JSON file, or the built-in ones. Throws ConfigError with every problem of the file. */
export function loadTaxonomy(file: string | undefined): Taxonomy {
  if (file === undefined) return defaultTaxonomy;
  const where = `CATEGORISATION_TAXONOMY_FILE ${file}`;
  const parsed = taxonomySchema.safeParse(readYaml(file, where));
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${where}: ${issue.path.join('.') || 'it'}: ${issue.message}`),
    );
  }
  const problems = findTaxonomyProblems(parsed.data);
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => `${where}: ${problem}`));
  return parsed.data;
}

function readYaml(file: string, where: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigError([`${where}: ${(error as Error).message}`]);
  }
}
