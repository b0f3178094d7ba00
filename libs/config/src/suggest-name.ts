/** Number of characters to insert, delete, replace or swap with their neighbour (optimal string alignment). O(n·m). */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = row > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const replace = (last[column - 1] ?? 0) + (isSame ? 0 : 1);
      const insertOrDelete = 1 + Math.min(last[column] ?? 0, current[column - 1] ?? 0);
      const swap = isSwap ? (beforeLast[column - 2] ?? Infinity) + 1 : Infinity;
      current.push(Math.min(replace, insertOrDelete, swap));
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}

/** The candidate nearest to the name, if no more than `maxDistance` edits away (default 2). */
export function suggestName(
  name: string,
  candidates: readonly string[],
  maxDistance = 2,
): string | undefined {
  const ranked = candidates
    .filter((candidate) => Math.abs(candidate.length - name.length) <= maxDistance)
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  const [nearest] = ranked;
  return nearest !== undefined && nearest.distance <= maxDistance ? nearest.candidate : undefined;
}
