/**
 * Squared Euclidean distance from `query` to as many numbers of `data` from `at` on. Copy a row into a small array and compare it with
 * many: with one fixed and one running index this is about three times faster than two offsets.
 */
export function squaredDistanceTo(query: Float64Array, data: Float64Array, at: number): number {
  let sum = 0;
  for (let j = 0, from = at; j < query.length; j++, from++) {
    const d = data[from] - query[j];
    sum += d * d;
  }
  return sum;
}

/** Copies the row of `data` that starts at `at` into `query`. */
export function loadQuery(query: Float64Array, data: Float64Array, at: number): void {
  for (let j = 0, from = at; j < query.length; j++, from++) query[j] = data[from];
}
