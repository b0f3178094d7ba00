const N_DIGITS = 8;
const BASE = 256;

/** Arrays that one sort after another reuses. */
export interface RadixWorkspace {
  /** Keys whose order as unsigned 64-bit integers is the order of the numbers, under views of three widths. */
  readonly numbers: Float64Array;
  readonly words: Uint32Array;
  readonly bytes: Uint8Array;
  /** How often each value of each byte occurs. */
  readonly counts: Int32Array;
  order: Int32Array;
  spare: Int32Array;
}

export function createRadixWorkspace(size: number): RadixWorkspace {
  const numbers = new Float64Array(size);
  return {
    numbers,
    words: new Uint32Array(numbers.buffer),
    bytes: new Uint8Array(numbers.buffer),
    counts: new Int32Array(N_DIGITS * BASE),
    order: new Int32Array(size),
    spare: new Int32Array(size),
  };
}

function loadKeys({ numbers, words, bytes, counts, order }: RadixWorkspace, values: Float64Array): void {
  counts.fill(0);
  for (let i = 0, at = 0; i < values.length; i++, at += 2) {
    // Adding 0 makes -0 the 0 that it equals.
    numbers[i] = values[i] + 0;
    const high = words[at + 1];
    // The bits of positive numbers ascend already; those of negative ones descend, so all of them are turned.
    const flip = high >> 31;
    words[at] ^= flip;
    words[at + 1] = high ^ (flip | 0x80000000);
    order[i] = i;
    for (let d = 0, from = 4 * at; d < N_DIGITS; d++) counts[d * BASE + bytes[from + d]]++;
  }
}

/** Where each value of a byte starts in the order by that byte; undefined where all keys share it. */
function toStarts(counts: Int32Array, nKeys: number): Int32Array | undefined {
  let sum = 0;
  for (let value = 0; value < BASE; value++) {
    const count = counts[value];
    if (count === nKeys) return undefined;
    counts[value] = sum;
    sum += count;
  }
  return counts;
}

function scatter(
  bytes: Uint8Array,
  digit: number,
  starts: Int32Array,
  from: Int32Array,
  to: Int32Array,
): void {
  for (let i = 0; i < from.length; i++) {
    const row = from[i];
    to[starts[bytes[8 * row + digit]]++] = row;
  }
}

/**
 * Row numbers in ascending order of finite `values` (as many as the workspace holds), equal ones in row order; the array lives until
 * the workspace is used again. Cost: O(values), eight passes at most; short loops, so that a first call is fast as well.
 * Source: least-significant-digit radix sort (Knuth, TAOCP 3, 5.2.5), on a little-endian machine.
 */
export function radixOrder(values: Float64Array, workspace: RadixWorkspace): Int32Array {
  loadKeys(workspace, values);
  const { bytes, counts } = workspace;
  for (let digit = 0; digit < N_DIGITS; digit++) {
    const starts = toStarts(counts.subarray(digit * BASE, (digit + 1) * BASE), values.length);
    if (starts === undefined) continue;
    const { order, spare } = workspace;
    scatter(bytes, digit, starts, order, spare);
    workspace.order = spare;
    workspace.spare = order;
  }
  return workspace.order;
}
