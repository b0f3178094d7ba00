/** One row that was classified. */
export interface JudgedRow {
  readonly truth: string;
  readonly found: string;
  /** Probability of what was found, in [0, 1]. */
  readonly confidence: number;
}

export interface LabelFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Rows that have the label. */
  readonly n: number;
}

export interface ClassificationReport {
  readonly n: number;
  readonly accuracy: number;
  /** Means over the labels that some row has. */
  readonly macroF1: number;
  readonly macroRecall: number;
  /** Expected calibration error over ten equal bins of confidence (Guo et al. 2017): 0 is best. */
  readonly ece: number;
  /** Chance that a row with a known label is surer than one without; only where there are such rows. */
  readonly oosAuroc?: number;
  readonly nOutOfScope?: number;
  readonly perLabel: Readonly<Record<string, LabelFigures>>;
}

/** The label of rows that belong to none of the model's labels. */
export const OUT_OF_SCOPE = 'oos';
const BINS = 10;

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function figuresOf(rows: readonly JudgedRow[], label: string): LabelFigures {
  let [hits, found, n] = [0, 0, 0];
  for (const row of rows) {
    if (row.truth === label) n++;
    if (row.found === label) found++;
    if (row.truth === label && row.found === label) hits++;
  }
  const precision = found === 0 ? 0 : hits / found;
  return { precision, recall: hits / n, f1: (2 * hits) / (n + found), n };
}

function calibrationError(rows: readonly JudgedRow[]): number {
  const bins = Array.from({ length: BINS }, () => ({ n: 0, right: 0, confidence: 0 }));
  for (const { truth, found, confidence } of rows) {
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))]!;
    bin.n++;
    bin.confidence += confidence;
    if (truth === found) bin.right++;
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0) / rows.length;
}

/** Area under the ROC curve by ranks (Mann-Whitney U); ties count half. Cost: O(n log n). */
export function areaUnderRoc(positives: readonly number[], negatives: readonly number[]): number {
  const all = [
    ...positives.map((score) => ({ score, isPositive: true })),
    ...negatives.map((score) => ({ score, isPositive: false })),
  ].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]!.score === all[from]!.score) to++;
    const rank = (from + 1 + to) / 2;
    for (let at = from; at < to; at++) if (all[at]!.isPositive) rankSum += rank;
    from = to;
  }
  const n = positives.length;
  return (rankSum - (n * (n + 1)) / 2) / (n * negatives.length);
}

/** Figures of a classifier over rows whose labels are known; rows labelled `oos` count only for `oosAuroc`. */
export function reportClassification(
  judged: readonly JudgedRow[],
  knowsOutOfScope = false,
): ClassificationReport {
  const isOutside = (row: JudgedRow): boolean => !knowsOutOfScope && row.truth === OUT_OF_SCOPE;
  const rows = judged.filter((row) => !isOutside(row));
  const outside = judged.filter(isOutside);
  const labels = [...new Set(rows.map(({ truth }) => truth))].sort();
  const perLabel = Object.fromEntries(labels.map((label) => [label, figuresOf(rows, label)]));
  const figures = Object.values(perLabel);
  const confidences = (some: readonly JudgedRow[]): number[] => some.map(({ confidence }) => confidence);
  return {
    n: rows.length,
    accuracy: rows.length === 0 ? 0 : rows.filter(({ truth, found }) => truth === found).length / rows.length,
    macroF1: mean(figures.map(({ f1 }) => f1)),
    macroRecall: mean(figures.map(({ recall }) => recall)),
    ece: rows.length === 0 ? 0 : calibrationError(rows),
    ...(outside.length > 0 && rows.length > 0
      ? { oosAuroc: areaUnderRoc(confidences(rows), confidences(outside)), nOutOfScope: outside.length }
      : {}),
    perLabel,
  };
}
