import { PermanentError } from '@convoscope/contracts';

/** Names through which an object's prototype could be reached. */
const FORBIDDEN = new Set(['__proto__', 'prototype', 'constructor']);

const refuse = (path: string, why: string): never => {
  throw new PermanentError(`cannot set ${path}: ${why}`, { code: 'GATEWAY_EDIT_PATH' });
};

/**
 * A copy of JSON data with one value replaced; the last part of the path may be new in an object. Parts are separated by dots, elements of
 * arrays are numbers. Throws PermanentError `GATEWAY_EDIT_PATH` where the path leads nowhere.
 * @example setPath({ a: [{ b: 1 }] }, 'a.0.b', 2) // { a: [{ b: 2 }] }
 */
export function setPath(data: unknown, path: string, value: unknown): unknown {
  const copy: unknown = structuredClone(data);
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let at: unknown = copy;
  for (const part of parts) at = enter(at, part, path)[part];
  enter(at, last, path, true)[last] = value;
  return copy;
}

function enter(container: unknown, part: string, path: string, mayBeNew = false): Record<string, unknown> {
  if (FORBIDDEN.has(part) || part === '') return refuse(path, `"${part}" is not allowed`);
  if (container === null || typeof container !== 'object') return refuse(path, `nothing is at "${part}"`);
  const isElement = /^\d+$/.test(part) && Number(part) < (container as unknown[]).length;
  if (Array.isArray(container) && !isElement) return refuse(path, `there is no element "${part}"`);
  if (!mayBeNew && !Object.hasOwn(container, part)) return refuse(path, `nothing is at "${part}"`);
  return container as Record<string, unknown>;
}
