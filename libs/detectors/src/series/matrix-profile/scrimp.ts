import { createRandom, mean, shuffleInPlace } from '@convoscope/statistics';
import {
  createWindows,
  emptyProfile,
  exclusionOf,
  inDistances,
  keepSmaller,
  productOf,
  squaredDistance,
  type MatrixProfile,
  type Windows,
} from './windows.ts';

/** A matrix profile under way. */
export interface Scrimp {
  readonly windows: Windows;
  /** Shifts between the runs of a pair, in random order; those before `nDone` are compared. */
  readonly shifts: Int32Array;
  nDone: number;
  /** In squared distances. */
  readonly profile: MatrixProfile;
}

/** Starts a matrix profile that can be looked at any time. Throws `DataError` when no run fits. */
export function startScrimp(series: ArrayLike<number>, length: number, seed: number): Scrimp {
  const windows = createWindows(series, length, mean(series));
  const first = exclusionOf(length) + 1;
  const shifts = Int32Array.from({ length: Math.max(0, windows.count - first) }, (_, k) => first + k);
  shuffleInPlace(shifts, createRandom(seed));
  return { windows, shifts, nDone: 0, profile: emptyProfile(windows.count) };
}

/** Compares the runs of up to `nShifts` more shifts; returns how many are left. Cost: O(n x nShifts). */
export function advanceScrimp(scrimp: Scrimp, nShifts: number): number {
  const { windows, shifts, profile } = scrimp;
  const { values, count, length } = windows;
  const end = Math.min(shifts.length, scrimp.nDone + nShifts);
  for (; scrimp.nDone < end; scrimp.nDone++) {
    const shift = shifts[scrimp.nDone];
    let product = productOf(windows, 0, windows, shift);
    for (let i = 0; i + shift < count; i++) {
      const j = i + shift;
      const square = squaredDistance(windows, i, windows, j, product);
      keepSmaller(profile, i, j, square);
      keepSmaller(profile, j, i, square);
      // Past the last run this reads beyond the series; the product is not used any more.
      product += values[i + length] * values[j + length] - values[i] * values[j];
    }
  }
  return shifts.length - scrimp.nDone;
}

/** What is known until now: distances at most too large, exact once every shift is done. */
export const profileSoFar = ({ profile, windows }: Scrimp): MatrixProfile =>
  inDistances(profile, windows.length);

/**
 * The matrix profile out of a random `share` in (0, 1] of all pairs of runs: a tenth usually shows where the discords are. With share 1 that of
 * `computeStomp`. Cost: share x O(n^2). Source: Zhu et al., ICDM 2018 (SCRIMP++; here without its first pass).
 */
export function computeScrimp(
  series: ArrayLike<number>,
  length: number,
  options: { readonly share?: number; readonly seed?: number } = {},
): MatrixProfile {
  const scrimp = startScrimp(series, length, options.seed ?? 0);
  advanceScrimp(scrimp, Math.ceil((options.share ?? 1) * scrimp.shifts.length));
  return profileSoFar(scrimp);
}
