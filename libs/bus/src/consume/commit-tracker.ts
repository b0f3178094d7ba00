/**
 * Tells how far a partition may be committed: only past records that are all done. Say it expects 4, 5, 7:
 * done 5 -> still 4; done 4 -> 6 (that is: 4 and 5 are done; offsets may have gaps); done 7 -> 8.
 * Pure; one per batch. `complete` is O(1) amortised.
 */
export class CommitTracker {
  readonly #offsets: readonly bigint[];
  readonly #done: Uint8Array;
  readonly #indexOf: Map<bigint, number> | undefined;
  #nDone = 0;

  /** `offsets` ascending, at least one. */
  constructor(offsets: readonly bigint[]) {
    this.#offsets = offsets;
    this.#done = new Uint8Array(offsets.length);
    const [first, last] = [offsets[0] ?? 0n, offsets[offsets.length - 1] ?? 0n];
    const isDense = last - first === BigInt(offsets.length - 1);
    this.#indexOf = isDense ? undefined : new Map(offsets.map((offset, index) => [offset, index]));
  }

  /** Marks one record as settled. Unknown offsets throw RangeError; marking twice is harmless. */
  complete(offset: bigint): void {
    const index = this.#indexOf ? this.#indexOf.get(offset) : Number(offset - (this.#offsets[0] ?? 0n));
    if (index === undefined || index < 0 || index >= this.#done.length)
      throw new RangeError(`offset ${offset} is not part of this batch`);
    this.#done[index] = 1;
    while (this.#done[this.#nDone] === 1) this.#nDone += 1;
  }

  /** First offset that is not settled, or one past the last when all are: what may be committed. */
  get nextOffset(): bigint {
    const first = this.#offsets[this.#nDone];
    if (this.#nDone === 0 || this.#nDone === this.#offsets.length)
      return first ?? (this.#offsets[this.#offsets.length - 1] ?? -1n) + 1n;
    return (this.#offsets[this.#nDone - 1] ?? -1n) + 1n;
  }

  get isComplete(): boolean {
    return this.#nDone === this.#offsets.length;
  }
}
