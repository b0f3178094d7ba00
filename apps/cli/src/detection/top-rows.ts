const N_TOP = 10;

/** The rows with the highest scores, highest first, the earlier of equals first. */
export function topRows(scores: Float64Array): { row: number; score: number }[] {
  const least = scores.slice().sort().at(-N_TOP) ?? -Infinity;
  const found: { row: number; score: number }[] = [];
  scores.forEach((score, row) => {
    if (score >= least) found.push({ row, score });
  });
  return found.sort((a, b) => b.score - a.score || a.row - b.row).slice(0, N_TOP);
}
