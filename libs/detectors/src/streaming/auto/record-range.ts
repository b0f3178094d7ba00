/** Smallest and largest value of the current and of the previous block of records: a range that forgets after two blocks. */
export interface RecordRange {
  low: number;
  high: number;
  previousLow: number;
  previousHigh: number;
  nInBlock: number;
  nSeen: number;
}

export const createRange = (): RecordRange => ({
  low: Infinity,
  high: -Infinity,
  previousLow: Infinity,
  previousHigh: -Infinity,
  nInBlock: 0,
  nSeen: 0,
});

/** Excesses above this many ranges say nothing more. */
export const LARGEST_EXCESS = 10;

/** How far a value lies outside of everything in the range, in widths of the range; 0 inside, 0 while fewer than `warmUp` were seen. */
export function excessOf(range: RecordRange, value: number, warmUp: number): number {
  if (range.nSeen < warmUp) return 0;
  const low = Math.min(range.low, range.previousLow);
  const high = Math.max(range.high, range.previousHigh);
  const beyond = Math.max(value - high, low - value, 0);
  const width = Math.max(high - low, 1e-9 * Math.abs(high), 1e-12);
  return Math.min(beyond / width, LARGEST_EXCESS);
}

/** Takes a value in; a full block becomes the previous one. */
export function widenRange(range: RecordRange, value: number, blockSize: number): void {
  if (range.nInBlock === blockSize) {
    range.previousLow = range.low;
    range.previousHigh = range.high;
    range.low = Infinity;
    range.high = -Infinity;
    range.nInBlock = 0;
  }
  range.low = Math.min(range.low, value);
  range.high = Math.max(range.high, value);
  range.nInBlock++;
  range.nSeen = Math.min(range.nSeen + 1, 1e9);
}
