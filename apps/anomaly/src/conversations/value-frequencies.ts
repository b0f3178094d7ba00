const COMMON = 0.9;

/** Counts how often each value was seen, for values with few different ones (topics, languages). */
export class ValueFrequencies {
  readonly #counts: Map<string, number>;
  #total: number;

  constructor(counts: Readonly<Record<string, number>> = {}) {
    this.#counts = new Map(Object.entries(counts));
    this.#total = [...this.#counts.values()].reduce((total, count) => total + count, 0);
  }

  learn(value: string): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
    this.#total += 1;
  }

  /**
   * 1 minus the value's share so far (Laplace-smoothed), in [0.9, 1): 1 is never seen. Whatever makes up a tenth or more is
   * equally common: that a share creeps up must not look unusual.
   */
  rarity(value: string): number {
    const share = ((this.#counts.get(value) ?? 0) + 1) / (this.#total + this.#counts.size + 1);
    return Math.max(COMMON, 1 - share);
  }

  toJSON(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}
