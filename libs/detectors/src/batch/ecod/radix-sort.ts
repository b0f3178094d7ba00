const N_DIGITS = 8;
const BASE = 256;

/** Numbers, the bytes they consist of (least significant first), and the row that each came from. */
interface Side {
  readonly values: Float64Array;
  readonly bytes: Uint8Array;
  readonly rows: Int32Array;
}

/** Arrays that one sort after another reuses. */
export interface RadixWorkspace {
  front: Side;
  back: Side;
  /** How often each value of each byte occurs. */
  readonly counts: Int32Array;
}

function createSide(size: number): Side {
  const values = new Float64Array(size);
  return { values, bytes: new Uint8Array(values.buffer), rows: new Int32Array(size) };
}

export const createRadixWorkspace = (size: number): RadixWorkspace => ({
  front: createSide(size),
  back: createSide(size),
  counts: new Int32Array(N_DIGITS * BASE),
});

function load({ front, counts }: RadixWorkspace, column: Float64Array): void {
  const { values, bytes, rows } = front;
  counts.fill(0);
  for (let i = 0, at = 0; i < column.length; i++) {
    // Adding 0 makes -0 the 0 that it equals.
    values[i] = column[i] + 0;
    rows[i] = i;
    for (let d = 0; d < BASE * N_DIGITS; d += BASE) counts[d + bytes[at++]]++;
  }
}

/** Turns the counts of one byte into where each of its values starts; false where all numbers share it. */
function toStarts(counts: Int32Array, nValues: number): boolean {
  let sum = 0;
  for (let value = 0; value < BASE; value++) {
    const count = counts[value];
    if (count === nValues) return false;
    counts[value] = sum;
    sum += count;
  }
  return true;
}

/** Moves numbers and rows together: reads run through memory in order, so that long columns do not wait for it. */
function scatter(digit: number, starts: Int32Array, from: Side, to: Side): void {
  const { values, bytes, rows } = from;
  const { values: toValues, rows: toRows } = to;
  for (let i = 0, at = digit; i < values.length; i++, at += N_DIGITS) {
    const place = starts[bytes[at]]++;
    toValues[place] = values[i];
    toRows[place] = rows[i];
  }
}

/** Sorted by their bits, negative numbers come last and the wrong way round. */
function putNegativesFirst(from: Side, to: Side, nNegative: number): void {
  const n = from.values.length;
  for (let i = 0; i < nNegative; i++) {
    to.values[i] = from.values[n - 1 - i];
    to.rows[i] = from.rows[n - 1 - i];
  }
  to.values.set(from.values.subarray(0, n - nNegative), nNegative);
  to.rows.set(from.rows.subarray(0, n - nNegative), nNegative);
}

/**
 * A column (as long as the workspace) of finite numbers in ascending order, and the row of each; equal numbers in any order. The arrays
 * live until the workspace is used again. Cost: O(values), eight passes at most; short loops, so that a first call is fast as well.
 * Source: least-significant-digit radix sort (Knuth, TAOCP 3, 5.2.5), on a little-endian machine.
 */
export function sortWithRows(
  column: Float64Array,
  workspace: RadixWorkspace,
): { values: Float64Array; rows: Int32Array } {
  load(workspace, column);
  const { counts } = workspace;
  const swap = (): void => {
    [workspace.front, workspace.back] = [workspace.back, workspace.front];
  };
  let nNegative = 0;
  for (let at = N_DIGITS * BASE - BASE / 2; at < counts.length; at++) nNegative += counts[at];
  for (let digit = 0; digit < N_DIGITS; digit++) {
    const starts = counts.subarray(digit * BASE, (digit + 1) * BASE);
    if (!toStarts(starts, column.length)) continue;
    scatter(digit, starts, workspace.front, workspace.back);
    swap();
  }
  if (nNegative > 0) {
    putNegativesFirst(workspace.front, workspace.back, nNegative);
    swap();
  }
  return workspace.front;
}
