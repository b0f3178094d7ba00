const N_TOP = 10;

/** The rows with the highest scores, highest first, the earlier of equals first. One without a score (NaN) is none of them. */
export function topRows(scores: Float64Array): { row: number; score: number }[] {
  const ranked = scores.filter((score) => !Number.isNaN(score)).sort();
  const least = ranked.at(-N_TOP) ?? -Infinity;
  const found: { row: number; score: number }[] = [];
  scores.forEach((score, row) => {
    if (score >= least) found.push({ row, score });
  });
  return found.sort((a, b) => b.score - a.score || a.row - b.row).slice(0, N_TOP);
}
