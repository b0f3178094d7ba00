import { readFile } from 'node:fs/promises';
import { YamlFaults } from '@convoscope/config';
import { ConfigError } from '@convoscope/contracts';

/** What a file says. Throws ConfigError with everything that is wrong with it, each with its line. */
export async function readPlan<T>(
  file: string,
  parse: (text: string) => T,
): Promise<{ plan: T; yaml: string }> {
  const yaml = await readFile(file, 'utf8');
  try {
    return { plan: parse(yaml), yaml };
  } catch (error) {
    if (!(error instanceof YamlFaults)) throw error;
    throw new ConfigError(error.problems.map((problem) => `${file}: ${problem}`));
  }
}

export const toMinute = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)}`;
