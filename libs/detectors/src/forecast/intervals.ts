import { quantileSorted, studentTQuantile } from '@convoscope/statistics';

/** How many independent forecasts the method's own theory of growing errors is worth. */
const THEORY_WORTH = 8;
/** How many the t distribution is worth beside the tails that were seen. */
const SHAPE_WORTH = 15;
/** Part of a step by which a further step of the horizon makes neighbouring forecasts alike. */
const LIKENESS = 0.1;

/** Typical error 1, 2, ... steps ahead: root mean squares, drawn towards how the theory says that they grow. */
function scalesOf(errors: readonly Float64Array[], growth: Float64Array, nTested: number): Float64Array {
  const squares = new Float64Array(growth.length);
  const counts = new Float64Array(growth.length);
  let overall = 0;
  for (const row of errors)
    row.forEach((error, h) => {
      squares[h] += error ** 2;
      counts[h] += 1;
      overall += (error / growth[h]) ** 2;
    });
  overall /= Math.max(1, errors.reduce((sum, row) => sum + row.length, 0)); // prettier-ignore
  return growth.map((factor, h) => {
    // Overlapping forecasts say the same again: only those apart are counted.
    const nApart = Math.min(counts[h], nTested / (h + 1));
    const seen = squares[h] / Math.max(1, counts[h]);
    return Math.sqrt((nApart * seen + THEORY_WORTH * overall * factor ** 2) / (nApart + THEORY_WORTH));
  });
}

/**
 * How far values will lie from their forecasts: half widths, 1, 2, ... steps ahead, of the interval that holds a value with a probability. Measured on
 * forecasts of the past (`errors`, one row an origin, over `nTested` values); where those are few, drawn towards the method's theory (how errors grow)
 * and Student's t (how far they reach). With the rank of split conformal prediction, so that few forecasts give wider intervals.
 * Source: Lei et al., JASA 113 (2018) for the rank.
 */
export function createReach(
  errors: readonly Float64Array[],
  growth: Float64Array,
  nTested: number,
): (probability: number) => Float64Array {
  const scales = scalesOf(errors, growth, nTested);
  const sizes = Float64Array.from(
    errors.flatMap((row) => [...row].map((error, h) => (scales[h] > 0 ? Math.abs(error) / scales[h] : 0))),
  ).sort();
  const nApart = Math.max(1, nTested / (1 + LIKENESS * (growth.length - 1)));
  return (probability) => {
    const shape = studentTQuantile(0.5 + probability / 2, Math.max(2, nApart));
    const seen = quantileSorted(sizes, Math.min(1, (probability * (nApart + 1)) / nApart));
    const factor = (nApart * seen + SHAPE_WORTH * shape) / (nApart + SHAPE_WORTH);
    return scales.map((scale) => factor * scale);
  };
}
