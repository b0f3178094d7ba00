import { DataError } from '../errors.ts';
import { median } from '../descriptive/quantile.ts';

/**
 * Slope of a straight line through points: the median of the slopes between all pairs with different `x` (Theil 1950, Sen 1968). Up to 29 % of the
 * points may be wild without moving it much. Unit: `y` per `x`. Throws a DataError where the lengths differ or fewer than two points have
 * different `x`. Cost: O(n²) time and memory: for a few thousand points at most.
 * @example theilSenSlope([0, 1, 2, 3, 4], [1, 3, 5, 7, 700]) // 2
 */
export function theilSenSlope(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) throw new DataError(`${x.length} x and ${y.length} y are no points`);
  const slopes: number[] = [];
  for (let from = 0; from < x.length; from++)
    for (let to = from + 1; to < x.length; to++)
      if (x[from] !== x[to]) slopes.push((y[to] - y[from]) / (x[to] - x[from]));
  if (slopes.length === 0) throw new DataError('a slope needs two points with different x');
  return median(slopes);
}
