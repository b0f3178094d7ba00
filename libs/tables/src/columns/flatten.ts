const MAX_LEVELS = 100;

/** The values of an object by their paths: { a: { b: 1 } } has a.b. Lists stay one value. */
export function* flatten(value: object, prefix = '', levels = MAX_LEVELS): Generator<[string, unknown]> {
  for (const [key, own] of Object.entries(value) as [string, unknown][]) {
    if (own !== null && typeof own === 'object' && !Array.isArray(own) && levels > 0)
      yield* flatten(own, `${prefix}${key}.`, levels - 1);
    else yield [prefix + key, own];
  }
}
