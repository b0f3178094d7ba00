import { readFileSync } from 'node:fs';
import { ConfigError } from '@convoscope/contracts';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Glossary } from './protect-text.ts';

const glossarySchema = z.strictObject({
  keep: z.array(z.string().min(1)).default([]),
  terms: z.record(z.string().min(1), z.record(z.string().min(2), z.string())).default({}),
});

/**
 * A glossary out of a YAML file: `keep`, terms that stay as they are in every language, and `terms`, each with what it is by language. Throws ConfigError
 * with every problem of the file. Without a file nothing is kept.
 */
export function loadGlossary(
  file: string | undefined,
  setting = 'TRANSLATION_GLOSSARY_FILE',
): (to: string) => Glossary {
  if (file === undefined) return () => new Map();
  let parsed: ReturnType<typeof glossarySchema.safeParse>;
  try {
    parsed = glossarySchema.safeParse(parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new ConfigError([`${setting} ${file}: ${(error as Error).message}`]);
  }
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map(
        ({ path, message }) => `${setting} ${file}: ${path.join('.') || 'it'}: ${message}`,
      ),
    );
  const { keep, terms } = parsed.data;
  const byLanguage = new Map<string, Glossary>();
  return (to) => {
    const known = byLanguage.get(to);
    if (known !== undefined) return known;
    const translated = Object.entries(terms).flatMap(([term, targets]) => {
      const target = targets[to];
      return target === undefined ? [] : [[term, target] as const];
    });
    const glossary: Glossary = new Map([...keep.map((term) => [term, term] as const), ...translated]);
    byLanguage.set(to, glossary);
    return glossary;
  };
}
