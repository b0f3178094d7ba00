/** The scoring rule of the Numenta Anomaly Benchmark v1.1, standard profile, with the best of all thresholds. */

export interface NabFile {
  readonly name: string;
  readonly times: string[];
  readonly values: Float64Array;
  /** First and last row of each labelled window. */
  readonly windows: [number, number][];
}

const FALSE_POSITIVE = 0.11;
const sigmoid = (y: number): number => 2 / (1 + Math.exp(5 * Math.min(y, 50))) - 1;

/** What an alarm on each row of a file is worth, and the window it lies in (-1: none). */
function worthOf(file: NabFile): { window: Int32Array; worth: Float64Array; from: number } {
  const n = file.values.length;
  const window = new Int32Array(n).fill(-1);
  const worth = new Float64Array(n).fill(-1);
  file.windows.forEach(([start, end], w) => {
    for (let i = start; i <= end; i++) {
      window[i] = w;
      worth[i] = sigmoid(-(end - i + 1) / (end - start + 1)) / sigmoid(-1);
    }
    const next = file.windows[w + 1]?.[0] ?? n;
    for (let i = end + 1; i < next; i++) {
      const y = (i - end) / Math.max(end - start, 1);
      worth[i] = y > 3 ? -1 : sigmoid(y);
    }
  });
  return { window, worth, from: Math.floor(Math.min(0.15 * n, 750)) };
}

/** The normalised standard score over all files at the best threshold, 100 for perfect, 0 for silence. */
export function scoreNab(
  files: readonly NabFile[],
  scores: readonly ArrayLike<number>[],
): { score: number; threshold: number } {
  const worths = files.map(worthOf);
  const events: { score: number; file: number; row: number }[] = [];
  worths.forEach(({ from }, file) => {
    for (let row = from; row < files[file]!.values.length; row++)
      events.push({ score: scores[file]![row]!, file, row });
  });
  events.sort((a, b) => b.score - a.score);
  const nWindows = files.reduce((sum, file) => sum + file.windows.length, 0);
  const earliest = new Map<string, number>();
  let [gained, lost] = [0, 0];
  let best = { score: 0, threshold: Infinity };
  for (let at = 0; at < events.length;) {
    const threshold = events[at]!.score;
    for (; at < events.length && events[at]!.score === threshold; at++) {
      const { file, row } = events[at]!;
      const { window, worth } = worths[file]!;
      if (window[row]! < 0) lost += worth[row]!;
      else {
        const key = `${file}/${window[row]}`;
        const seen = earliest.get(key);
        if (seen === undefined || row < seen) {
          gained += worth[row]! - (seen === undefined ? 0 : worth[seen]!);
          earliest.set(key, row);
        }
      }
    }
    const missed = nWindows - earliest.size;
    const score = (100 * (gained + FALSE_POSITIVE * lost - missed + nWindows)) / (2 * nWindows);
    if (score > best.score) best = { score, threshold };
  }
  return best;
}

/**
 * The score with the threshold of each folder of origin chosen on the others: what a threshold is worth on series that it was not
 * chosen on.
 */
export function scoreLeavingOut(files: readonly NabFile[], scores: readonly ArrayLike<number>[]): number {
  const originOf = ({ name }: NabFile): string => name.split('/')[0]!;
  const cut = scores.map((own) => Float64Array.from(own));
  files.forEach((file, f) => {
    const others = files.flatMap((other, o) => (originOf(other) === originOf(file) ? [] : [o]));
    const { threshold } = scoreNab(others.map((o) => files[o]!), others.map((o) => scores[o]!)); // prettier-ignore
    cut[f] = cut[f]!.map((score) => (score >= threshold ? 1 : 0));
  });
  return scoreNab(files, cut).score;
}
