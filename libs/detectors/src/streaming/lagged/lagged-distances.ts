import { createRing, endOf, pushValue, type MirroredRing } from './mirrored-ring.ts';

/**
 * Squared distances between the newest run of values and each run that ended `firstLag ... firstLag + sums.length - 1` records before it.
 * Moving both runs on by one record changes one pair of values at each end, so a record costs O(lags), not O(lags x run length). Plain data.
 */
export interface LaggedDistances {
  readonly runLength: number;
  readonly firstLag: number;
  readonly ring: MirroredRing;
  /** Per lag: squared differences summed over the last `runLength - 1` pairs, which the next value completes. */
  readonly sums: Float64Array;
  nSeen: number;
  /** Next sum to be computed anew. */
  refreshAt: number;
}

export const createLaggedDistances = (
  runLength: number,
  firstLag: number,
  nLags: number,
): LaggedDistances => ({
  runLength,
  firstLag,
  ring: createRing(runLength + firstLag + nLags),
  sums: new Float64Array(nLags),
  nSeen: 0,
  refreshAt: 0,
});

/** How many lags, from the first on, have a whole run behind them once the next value has come. */
export const countLags = ({ nSeen, runLength, firstLag, sums }: LaggedDistances): number =>
  Math.max(0, Math.min(sums.length, nSeen - runLength + 2 - firstLag));

/** The squared distance at lag number `l` if `value` came next. */
export function distanceAt({ ring, sums, firstLag }: LaggedDistances, l: number, value: number): number {
  const d = value - ring.values[endOf(ring) - firstLag - l];
  return Math.max(0, sums[l] + d * d);
}

/** Puts the smallest squared distances if `value` came next into `nearest`, ascending; it comes filled with infinities. */
export function findNearest(lagged: LaggedDistances, value: number, nearest: number[]): void {
  const { ring, sums, firstLag } = lagged;
  const { values } = ring;
  const last = nearest.length - 1;
  const nLags = countLags(lagged);
  let farthest = Infinity;
  for (let l = 0, at = endOf(ring) - firstLag; l < nLags; l++, at--) {
    const d = value - values[at];
    const square = sums[l] + d * d;
    if (square >= farthest) continue;
    let place = last;
    for (; place > 0 && nearest[place - 1] > square; place--) nearest[place] = nearest[place - 1];
    nearest[place] = square > 0 ? square : 0;
    farthest = nearest[last];
  }
}

/** Squared distance over the last `runLength - 1` pairs at lag number `l`, from the values. */
function sumAnew({ ring, runLength, firstLag }: LaggedDistances, l: number): number {
  const { values } = ring;
  const end = endOf(ring);
  let sum = 0;
  for (let j = 1; j < runLength; j++) {
    const d = values[end - j] - values[end - j - firstLag - l];
    sum += d * d;
  }
  return sum;
}

/** Taking away this many times what is left costs the sum about six of its sixteen digits. */
const LARGEST_LOSS = 2 ** 20;

/**
 * Takes the next value in. Sums are kept by adding and taking away, so each is computed anew every `runLength` records, and at
 * once when a huge value leaves: rounding does not build up. Cost: O(lags); O(lags x run length) where a value dwarfs its successors.
 */
export function pushLagged(lagged: LaggedDistances, value: number): void {
  const { ring, sums, runLength, firstLag } = lagged;
  const { values } = ring;
  const end = endOf(ring);
  const nWhole = countLags(lagged);
  let lostFrom = 0;
  let lostTo = 0;
  const nStarted = Math.max(0, Math.min(sums.length, lagged.nSeen + 1 - firstLag));
  const oldest = runLength === 1 ? value : values[end - runLength + 1];
  for (let l = 0, at = end - firstLag; l < nWhole; l++, at--) {
    const d = value - values[at];
    const e = oldest - values[at - runLength + 1];
    const sum = sums[l] + d * d - e * e;
    sums[l] = sum;
    if (e * e > LARGEST_LOSS * sum && e !== 0) {
      if (lostTo === 0) lostFrom = l;
      lostTo = l + 1;
    }
  }
  for (let l = nWhole, at = end - firstLag - l; l < nStarted; l++, at--) {
    const d = value - values[at];
    sums[l] += d * d;
  }
  pushValue(ring, value);
  lagged.nSeen++;
  // What a huge value has hidden is not in these sums any more.
  for (let l = lostFrom; l < lostTo; l++) sums[l] = sumAnew(lagged, l);
  const nAnew = Math.ceil(nWhole / runLength);
  for (let n = 0; n < nAnew; n++) {
    if (lagged.refreshAt >= nWhole) lagged.refreshAt = 0;
    sums[lagged.refreshAt] = sumAnew(lagged, lagged.refreshAt);
    lagged.refreshAt++;
  }
}
