import {
  MEASURE_DIMENSIONS,
  type MeasureDimension,
  type MeasureFigures,
  type MeasureGranularity,
  type MeasureRow,
} from '@convoscope/store';
import { addFigures, createTally, toFigures, type Tally } from './tally.ts';

/** Labels of one bucket and dimension that have a row of their own. */
const MAX_LABELS = 500;
/** Label of all the others. */
export const OTHER_LABEL = '(other)';

/** The sum of some figures, such as those of several buckets. Of none it is all zeros. */
export function mergeMeasures(figures: Iterable<MeasureFigures>): MeasureFigures {
  const tally = createTally();
  for (const one of figures) addFigures(tally, one);
  return toFigures(tally);
}

/** Tallies by label as rows in order of the label. Where there are too many labels, the rarest become one. */
export function toRows(
  bucket: { granularity: MeasureGranularity; at: string; dimension: MeasureDimension },
  tallies: ReadonlyMap<string, Tally>,
): MeasureRow[] {
  const figures = [...tallies].map(([label, tally]) => ({ label, ...toFigures(tally) }));
  const isCrowded = figures.length > MAX_LABELS;
  figures.sort(
    isCrowded
      ? (a, b) => b.nConversations - a.nConversations || (a.label < b.label ? -1 : 1)
      : (a, b) => (a.label < b.label ? -1 : 1),
  );
  if (!isCrowded) return figures.map((one) => ({ ...bucket, ...one }));
  const kept = figures.filter(({ label }) => label !== OTHER_LABEL).slice(0, MAX_LABELS);
  const isKept = new Set(kept.map(({ label }) => label));
  const other = { label: OTHER_LABEL, ...mergeMeasures(figures.filter(({ label }) => !isKept.has(label))) };
  return [...kept, other].sort((a, b) => (a.label < b.label ? -1 : 1)).map((one) => ({ ...bucket, ...one }));
}

/** The rows of a day or month from those of its parts, which come in order of the bucket. */
export function mergeParts(
  granularity: MeasureGranularity,
  at: string,
  parts: readonly MeasureRow[],
): MeasureRow[] {
  const byDimension = Map.groupBy(parts, (row) => row.dimension);
  return MEASURE_DIMENSIONS.flatMap((dimension) => {
    const tallies = new Map<string, Tally>();
    for (const row of byDimension.get(dimension) ?? []) {
      const tally = tallies.get(row.label) ?? createTally();
      addFigures(tally, row);
      tallies.set(row.label, tally);
    }
    return toRows({ granularity, at, dimension }, tallies);
  });
}
