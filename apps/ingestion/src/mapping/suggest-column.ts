/** The known name nearest to a wrong one (Damerau-Levenshtein, letters and digits only), or null when none is near. */
export function suggestColumn(wrong: string, known: readonly string[]): string | null {
  const ranked = known
    .map((name) => ({ name, distance: editDistance(plain(wrong), plain(name)) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(1, Math.floor(plain(wrong).length / 3))
    ? best.name
    : null;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Optimal string alignment distance; O(|a|·|b|) time, three rows of memory. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(cell(a, b, i, j, row, previous, before));
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}

function cell(
  a: string,
  b: string,
  i: number,
  j: number,
  row: readonly number[],
  previous: readonly number[],
  before: readonly number[],
): number {
  const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substitution);
  const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return isSwap ? Math.min(best, (before[j - 2] ?? 0) + 1) : best;
}
