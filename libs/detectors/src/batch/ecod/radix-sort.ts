const N_DIGITS = 8;
const BASE = 256;
/** Bytes that are sorted by at first: sign, exponent and twenty bits of the fraction of unlike numbers. */
const FIRST_DIGITS = 4;
/** Moves a value that insertion may take: less than four further passes. */
const MOVES_A_VALUE = 2;

/** Numbers, the bytes they consist of (least significant first), and the row that each came from. */
export interface Side {
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

/** How often each value of each byte occurs in the front. */
function count({ front: { bytes }, counts }: RadixWorkspace): void {
  counts.fill(0);
  for (let at = 0; at < bytes.length;)
    for (let d = 0; d < BASE * N_DIGITS; d += BASE) counts[d + bytes[at++]]++;
}

function load(workspace: RadixWorkspace, column: Float64Array): void {
  const { values, rows } = workspace.front;
  for (let i = 0; i < column.length; i++) {
    // Adding 0 makes -0 the 0 that it equals.
    values[i] = column[i] + 0;
    rows[i] = i;
  }
  count(workspace);
}

/** Turns the counts of one byte into where each of its values starts. */
function toStarts(counts: Int32Array): Int32Array {
  let sum = 0;
  for (let value = 0; value < BASE; value++) {
    const count = counts[value];
    counts[value] = sum;
    sum += count;
  }
  return counts;
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

const swap = (workspace: RadixWorkspace): void => {
  [workspace.front, workspace.back] = [workspace.back, workspace.front];
};

/** Sorts the front by the last `nDigits` of the bytes in which the numbers differ; the smaller numbers' side first. How many bytes differ. */
function sortByBytes(workspace: RadixWorkspace, nDigits: number): number {
  const { counts } = workspace;
  const nValues = workspace.front.values.length;
  let nNegative = 0;
  for (let at = N_DIGITS * BASE - BASE / 2; at < counts.length; at++) nNegative += counts[at];
  const countsOf = (digit: number): Int32Array => counts.subarray(digit * BASE, (digit + 1) * BASE);
  const differing = Array.from({ length: N_DIGITS }, (_, digit) => digit).filter(
    (digit) => !countsOf(digit).includes(nValues),
  );
  for (const digit of differing.slice(-nDigits)) {
    scatter(digit, toStarts(countsOf(digit)), workspace.front, workspace.back);
    swap(workspace);
  }
  if (nNegative > 0) {
    putNegativesFirst(workspace.front, workspace.back, nNegative);
    swap(workspace);
  }
  return differing.length;
}

/** Puts neighbours that are the wrong way round in order, by insertion; false, with the order left as it is by then, after too many moves. */
function insertInOrder({ values, rows }: Side): boolean {
  let movesLeft = MOVES_A_VALUE * values.length;
  for (let i = 1; i < values.length; i++) {
    const value = values[i];
    if (value >= values[i - 1]) continue;
    const row = rows[i];
    let to = i;
    for (; to > 0 && values[to - 1] > value; to--) {
      values[to] = values[to - 1];
      rows[to] = rows[to - 1];
    }
    values[to] = value;
    rows[to] = row;
    movesLeft -= i - to;
    if (movesLeft < 0) return false;
  }
  return true;
}

/**
 * A column (as long as the workspace) of finite numbers in ascending order, and the row of each; equal numbers in any order. The arrays
 * live until the workspace is used again. Four of the bytes that differ leave few numbers out of order, and insertion mends those; where
 * it does not, all bytes are sorted by. Cost: O(values), eight passes more at most; short loops, so that a first call is fast as well.
 * Source: least-significant-digit radix sort (Knuth, TAOCP 3, 5.2.5), on a little-endian machine.
 */
export function sortWithRows(column: Float64Array, workspace: RadixWorkspace): Side {
  load(workspace, column);
  const nDiffering = sortByBytes(workspace, FIRST_DIGITS);
  if (nDiffering > FIRST_DIGITS && !insertInOrder(workspace.front)) {
    count(workspace);
    sortByBytes(workspace, N_DIGITS);
  }
  return workspace.front;
}

/** Rows of a block: their sums stay in the nearest cache while they are added to. */
const BLOCK_BITS = 14;

/**
 * Adds each of the workspace's numbers to the sum of its row. The rows are those that `sortWithRows` gave, each once, so that how many
 * belong to a block of neighbouring rows is known: they are put together first, because sums all over a long array wait for memory.
 */
export function addToRows({ front, back }: RadixWorkspace, sums: Float64Array): void {
  const { values, rows } = front;
  const next = Int32Array.from(
    { length: (rows.length >> BLOCK_BITS) + 1 },
    (_, block) => block << BLOCK_BITS,
  );
  for (let i = 0; i < rows.length; i++) {
    const place = next[rows[i] >> BLOCK_BITS]++;
    back.values[place] = values[i];
    back.rows[place] = rows[i];
  }
  for (let i = 0; i < rows.length; i++) sums[back.rows[i]] += back.values[i];
}
