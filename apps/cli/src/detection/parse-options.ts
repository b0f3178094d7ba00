import { access, constants } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { ConfigError } from '@convoscope/contracts';
import { InvalidArgumentError } from 'commander';

/** A whole number from 0 on, as an option's value. */
export function parseCount(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('Expected a whole number from 0 on.');
  return value;
}

/** How many threads: a number from 1 on, or one a core. */
export function parseThreads(text: string): number {
  if (text === 'all') return availableParallelism();
  const value = parseCount(text);
  if (value < 1) throw new InvalidArgumentError('Expected a number from 1 on, or "all".');
  return value;
}

/** A detector's parameters as an option's value. */
export function parseParams(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new InvalidArgumentError('Expected a JSON object, such as {"k": 10}.');
  return value as Record<string, unknown>;
}

/** Names separated by commas; the option may also be given several times. */
export const collectNames = (text: string, before: readonly string[] = []): string[] => [
  ...before,
  ...text.split(',').filter((name) => name !== ''),
];

/** Refuses, before the long work, a file that could not be written after it. */
export async function requireWritable(option: string, file: string | undefined): Promise<void> {
  if (file === undefined) return;
  const folder = dirname(resolve(file));
  try {
    await access(folder, constants.W_OK);
  } catch {
    throw new ConfigError([
      `${option} is "${file}": the folder ${folder} is not there or may not be written`,
    ]);
  }
}
