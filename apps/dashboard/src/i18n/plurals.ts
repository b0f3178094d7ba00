/**
 * A catalogue with every plural form that its language has: those that it does not write (French has a form for millions) are as the general one.
 * A key has forms where it ends in `_other`.
 */
export function withPlurals(texts: object, language: string): object {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]: [string, string | object]): [string, string | object][] => {
      if (typeof value === 'object') return [[key, withPlurals(value, language)]];
      if (!key.endsWith('_other')) return [[key, value]];
      const base = key.slice(0, -'other'.length);
      const missing = pluralCategories.filter((category) => !(`${base}${category}` in texts));
      return [[key, value], ...missing.map((category): [string, string] => [`${base}${category}`, value])];
    }),
  );
}
