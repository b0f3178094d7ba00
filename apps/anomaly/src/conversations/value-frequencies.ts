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

  /** 1 minus the value's share so far (Laplace-smoothed), in (0,1): 1 is never seen. */
  rarity(value: string): number {
    return 1 - ((this.#counts.get(value) ?? 0) + 1) / (this.#total + this.#counts.size + 1);
  }

  toJSON(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}
