import { readFile } from 'node:fs/promises';
import { ConfigError } from '@convoscope/contracts';
import {
  compilePrivacy,
  parsePrivacyRules,
  PrivacyRulesError,
  type SourcePrivacy,
} from '@convoscope/privacy';
import type { IngestionSettings } from '../ingestion.config.ts';

/** What becomes of the personal data of a source; null: nothing is looked for. */
export type PrivacyOf = (source: string) => SourcePrivacy | null;

/** The rules that the settings name; without any, of no source. Throws ConfigError with every problem. */
export async function loadPrivacy(
  { rulesPath, key }: IngestionSettings['privacy'],
  tenant: string,
): Promise<PrivacyOf> {
  if (rulesPath === '') return () => null;
  const rules = await readRules(rulesPath);
  const of = (source: string): SourcePrivacy | null =>
    compilePrivacy(rules, { tenant, source, key: key?.reveal() ?? '' });
  // A key that is missing is said at the start, not with the first row of the source that needs it.
  for (const source of new Set(rules.rules.map((rule) => rule.source))) assertKey(() => of(source));
  return of;
}

async function readRules(path: string) {
  try {
    return parsePrivacyRules(await readFile(path, 'utf8'));
  } catch (error) {
    const problems = error instanceof PrivacyRulesError ? error.problems : [(error as Error).message];
    throw new ConfigError(problems.map((problem) => `privacy rules ${path}: ${problem}`));
  }
}

function assertKey(compile: () => unknown): void {
  try {
    compile();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ConfigError([`PRIVACY_KEY: ${error.message}; openssl rand -hex 32 makes one`]);
  }
}
