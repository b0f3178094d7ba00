/** The steps of a path such as `a.b[0].c`, made ready. */
export type ColumnPath = readonly (string | number)[];

/** Splits a path. A name with dots in it is still found as it is: see `valueAt`. */
export function columnPath(path: string): ColumnPath {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([part, index]) =>
    index === undefined ? part : Number(index),
  );
}

/**
 * The value of a column: by its whole name where there is one, else by the path through objects, lists and texts that hold JSON. Undefined
 * where it leads nowhere.
 */
export function valueAt(record: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(record, path)) return record[path];
  if (!/[.[]/.test(path)) return undefined;
  let value: unknown = record;
  for (const step of columnPath(path)) {
    if (typeof value === 'string') value = jsonOf(value);
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** The first name of a path: the column that a table must have. */
export const columnOf = (path: string, columns: readonly string[]): string =>
  columns.includes(path) ? path : String(columnPath(path)[0] ?? path);

function jsonOf(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
