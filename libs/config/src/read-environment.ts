import { parse } from 'dotenv';
import { existsSync, readFileSync } from 'node:fs';
import type { Setting } from './setting.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment says about one setting. Empty texts count as not set. */
export type GivenText =
  | { readonly kind: 'absent' }
  | { readonly kind: 'text'; readonly text: string; readonly from: 'environment' | 'file' }
  | { readonly kind: 'problem'; readonly problem: string };

const reasonOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** `.env` where the process was started, or undefined where there is none. */
export const defaultEnvFile = (): string | undefined => (existsSync('.env') ? '.env' : undefined);

/** The environment with the entries of an env file below it: what the process was given wins. Throws when the file cannot be read. */
export function withEnvFile(env: Environment, envFile: string | undefined): Environment {
  if (envFile === undefined) return env;
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  return { ...parse(readFileSync(envFile)), ...given };
}

/** Reads a setting from its variable or from the file that `<NAME>_FILE` names (one newline at its end is cut off). */
export function readGivenText(setting: Setting<unknown>, env: Environment): GivenText {
  const direct = env[setting.env] ?? '';
  const fileVariable = `${setting.env}_FILE`;
  const file = env[fileVariable] ?? '';
  if (direct !== '' && file !== '') {
    return {
      kind: 'problem',
      problem: `${setting.env} and ${fileVariable} are both set: expected only one of them.`,
    };
  }
  if (file === '')
    return direct === '' ? { kind: 'absent' } : { kind: 'text', text: direct, from: 'environment' };
  try {
    return { kind: 'text', text: readFileSync(file, 'utf8').replace(/\r?\n$/, ''), from: 'file' };
  } catch (error) {
    return {
      kind: 'problem',
      problem: `${fileVariable} is "${file}": expected a readable file with the value of ${setting.env} (${reasonOf(error)}). ${setting.doc}`,
    };
  }
}
