import { PermanentError } from '@convoscope/contracts';

/**
 * The value, when it is a string, number, boolean or date; throws PermanentError `STORE_FILTER_INVALID` otherwise. Every value that
 * enters a filter passes here: an object could carry query operators (NoSQL injection), at any depth.
 */
export function scalar<T extends string | number | boolean | Date>(value: T, name: string): T {
  const isDate = Object.prototype.toString.call(value) === '[object Date]';
  if (['string', 'number', 'boolean'].includes(typeof value) || isDate) return value;
  throw new PermanentError(`${name} must be a plain value`, {
    code: 'STORE_FILTER_INVALID',
    context: { name, received: Array.isArray(value) ? 'array' : typeof value },
  });
}

export const scalars = <T extends string | number>(values: readonly T[], name: string): T[] =>
  values.map((value) => scalar(value, name));

/** `{ path: value }` when there is a value, else nothing: for optional filters. */
export const whenGiven = <T extends string | number | boolean>(
  path: string,
  value: T | undefined,
): Record<string, T> => (value === undefined ? {} : { [path]: scalar(value, path) });
