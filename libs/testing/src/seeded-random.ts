/**
 * Uniform random numbers in [0, 1) that are the same for the same seed on every machine: mulberry32 (Tommy Ettinger), 32 bits of state,
 * period 2^32. For test data, not for statistics that need independence in high dimensions, nor for secrets.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One element, each as likely as the other; throws RangeError on an empty list. */
export function pickOne<T>(random: () => number, elements: readonly T[]): T {
  if (elements.length === 0) throw new RangeError('nothing to pick from');
  return elements[Math.floor(random() * elements.length)] as T;
}
