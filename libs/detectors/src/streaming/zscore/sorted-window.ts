import { countAtMost, countBelow, quantileSorted } from '@convoscope/statistics';

/** The last `capacity` values in order of arrival and of size: plain data, so it can be saved inside a detector. */
export interface SortedWindow {
  readonly arrivals: Float64Array;
  readonly sorted: Float64Array;
  nSeen: number;
}

export const createSortedWindow = (capacity: number): SortedWindow => ({
  arrivals: new Float64Array(capacity),
  sorted: new Float64Array(capacity),
  nSeen: 0,
});

export const sizeOf = (window: SortedWindow): number => Math.min(window.nSeen, window.arrivals.length);

/** Adds a value; the oldest one leaves when the window is full. Cost: one memory move of the window. */
export function pushSorted(window: SortedWindow, value: number): void {
  const { arrivals, sorted } = window;
  let size = sizeOf(window);
  const slot = window.nSeen % arrivals.length;
  if (size === arrivals.length) {
    const at = countBelow(sorted, arrivals[slot]);
    sorted.copyWithin(at, at + 1, size);
    size--;
  }
  const at = countAtMost(sorted.subarray(0, size), value);
  sorted.copyWithin(at + 1, at, size);
  sorted[at] = value;
  arrivals[slot] = value;
  // Wraps at a multiple of the capacity, so that the slot goes on where it was.
  window.nSeen = window.nSeen + 1 === 4 * arrivals.length ? 2 * arrivals.length : window.nSeen + 1;
}

/** Type-7 quantile of the window. */
export const windowQuantile = (window: SortedWindow, probability: number): number =>
  quantileSorted(window.sorted.subarray(0, sizeOf(window)), probability);

/** Median absolute deviation of the window from `centre`: two fingers walk outwards. Cost: O(window). */
export function windowDeviation(window: SortedWindow, centre: number): number {
  const size = sizeOf(window);
  const { sorted } = window;
  let right = countBelow(sorted.subarray(0, size), centre);
  let left = right - 1;
  let previous = 0;
  let current = 0;
  for (let taken = 0; taken <= size >> 1; taken++) {
    previous = current;
    const toLeft = left >= 0 ? centre - sorted[left] : Infinity;
    const toRight = right < size ? sorted[right] - centre : Infinity;
    if (toLeft < toRight) {
      current = toLeft;
      left--;
    } else {
      current = toRight;
      right++;
    }
  }
  return size % 2 === 1 ? current : (previous + current) / 2;
}
