/** Asks once, remembers the answer, and asks again after a failure or when the answer is older than an hour. */
export function rememberPairs(
  fetchPairs: () => Promise<ReadonlySet<string>>,
  now: () => number,
): (from: string, to: string) => Promise<boolean> {
  const maxAgeMs = 3_600_000;
  let known: { pairs: ReadonlySet<string>; at: number } | null = null;
  return async (from, to) => {
    if (known === null || now() - known.at > maxAgeMs) known = { pairs: await fetchPairs(), at: now() };
    return known.pairs.has(pairKey(from, to));
  };
}

export const pairKey = (from: string, to: string): string => `${from}>${to}`;
