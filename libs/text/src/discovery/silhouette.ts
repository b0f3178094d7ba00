import type { Vectors } from '../embedded/vectors.ts';

/**
 * Mean silhouette (Rousseeuw 1987) of a grouping of vectors of length 1 by cosine distance, in [-1, 1]; a group of one counts 0.
 * From the sums of the groups alone: O(rows · groups · width).
 */
export function silhouetteOf(
  { nRows, width, values }: Vectors,
  membership: Int32Array,
  nGroups: number,
): number {
  if (nGroups < 2) return -1;
  const sums = new Float64Array(nGroups * width);
  const sizes = new Int32Array(nGroups);
  for (let row = 0; row < nRows; row++) {
    const group = membership[row]!;
    sizes[group]!++;
    for (let k = 0; k < width; k++) sums[group * width + k]! += values[row * width + k]!;
  }
  let total = 0;
  for (let row = 0; row < nRows; row++) {
    const own = membership[row]!;
    if (sizes[own] === 1) continue;
    let inside = 0;
    let nearest = Infinity;
    for (let group = 0; group < nGroups; group++) {
      let product = 0;
      for (let k = 0, i = row * width, j = group * width; k < width; k++, i++, j++)
        product += values[i]! * sums[j]!;
      if (group === own) inside = (sizes[group]! - product) / (sizes[group]! - 1);
      else nearest = Math.min(nearest, 1 - product / sizes[group]!);
    }
    total += (nearest - inside) / Math.max(nearest, inside, 1e-12);
  }
  return total / nRows;
}
