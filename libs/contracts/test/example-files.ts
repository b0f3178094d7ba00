import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An example that must fail: the first valid one, changed at one place. */
export interface InvalidExample {
  why: string;
  /** Where validation must complain, as `messages.0.role`. */
  failsAt: string;
  set?: Record<string, unknown>;
  remove?: string;
}

export interface Examples {
  valid: Record<string, unknown>[];
  invalid: InvalidExample[];
}

const FOLDER = join(import.meta.dirname, '../examples');

export const readExamples = (topicName: string): Examples =>
  JSON.parse(readFileSync(join(FOLDER, `${topicName}.examples.json`), 'utf8')) as Examples;

/** Walks to the parent of a path and hands it over with the last step. */
function at(data: unknown, path: string, act: (parent: Record<string, unknown>, key: string) => void): void {
  const steps = path.split('.');
  const last = steps.pop() as string;
  const parent = steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], data);
  act(parent as Record<string, unknown>, last);
}

/** The data of an invalid example. */
export function applyChange(
  valid: Record<string, unknown>,
  { set = {}, remove }: InvalidExample,
): Record<string, unknown> {
  const data = structuredClone(valid);
  for (const [path, value] of Object.entries(set))
    at(data, path, (parent, key) => void (parent[key] = value));
  if (remove !== undefined) at(data, remove, (parent, key) => void delete parent[key]);
  return data;
}
