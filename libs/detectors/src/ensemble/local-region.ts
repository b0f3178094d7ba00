import { createRandom, sampleWithoutReplacement } from '@convoscope/statistics';
import { rowOf, selectRows, type Matrix } from '../convention/matrix.ts';
import { combineLocally, type ScoreTable } from './combine.ts';

/** Learnt rows that local regions are made of, and each member's surprise at them. */
export interface LocalRegions {
  readonly rows: Matrix;
  readonly surprises: Float64Array[];
}

/** Learnt rows kept: every scored row is compared with all of them. */
const MAX_ROWS = 1000;
/** A region holds a tenth of the learnt rows, within these bounds. Source: Zhao et al., SDM 2019, section 3.3. */
const [MIN_REGION, MAX_REGION] = [30, 100];

export function fitLocalRegions(table: Matrix, surprises: ScoreTable, seed: number): LocalRegions {
  const kept = sampleWithoutReplacement(table.nRows, MAX_ROWS, createRandom(seed)).sort();
  return {
    rows: selectRows(table, kept),
    surprises: surprises.map((own) => Float64Array.from(kept, (i) => own[i])),
  };
}

/** Indices of the `count` smallest values, in no order: quickselect over a scratch array. */
function smallest(values: Float64Array, count: number): Int32Array {
  const order = Int32Array.from(values, (_, i) => i);
  let [low, high] = [0, order.length - 1];
  while (low < high) {
    const pivot = values[order[(low + high) >> 1]];
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[order[i]] < pivot) i++;
      while (values[order[j]] > pivot) j--;
      if (i > j) break;
      [order[i], order[j]] = [order[j], order[i]];
      i++;
      j--;
    }
    if (count - 1 <= j) high = j;
    else if (count - 1 >= i) low = i;
    else break;
  }
  return order.slice(0, count);
}

/** Each row's score by the members that are competent in its region (LSCP). Cost: O(rows x 1000 x features). */
export function combineInRegions(
  { rows, surprises: learnt }: LocalRegions,
  table: Matrix,
  surprises: ScoreTable,
): Float64Array {
  const size = Math.min(rows.nRows, Math.max(MIN_REGION, Math.min(MAX_REGION, Math.round(0.1 * rows.nRows))));
  const distances = new Float64Array(rows.nRows);
  const regionOf = (i: number): Int32Array => {
    const own = rowOf(table, i);
    for (let r = 0, at = 0; r < rows.nRows; r++) {
      let sum = 0;
      for (let j = 0; j < own.length; j++) sum += (rows.data[at++] - own[j]) ** 2;
      distances[r] = sum;
    }
    return smallest(distances, size);
  };
  return combineLocally(surprises, regionOf, 0.5, learnt);
}
