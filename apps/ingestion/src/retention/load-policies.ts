import { readFile } from 'node:fs/promises';
import { ConfigError } from '@convoscope/contracts';
import { parseRetentionPolicies, type RetentionPolicies } from '@convoscope/privacy';

/** The policies of a file; null where none is named. Throws ConfigError with every problem. */
export async function loadPolicies(path: string): Promise<RetentionPolicies | null> {
  if (path === '') return null;
  const say = (problems: readonly string[]): ConfigError =>
    new ConfigError(problems.map((problem) => `retention policies ${path}: ${problem}`));
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw say([error.message]);
  });
  const read = parseRetentionPolicies(text);
  if (read.problems !== null) throw say(read.problems);
  return read.value;
}
