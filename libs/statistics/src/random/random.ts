/**
 * Seeded random numbers as plain data: the generator's state is a `Uint32Array(4)`, so that it travels inside
 * any saved model and continues where it stopped.
 * Source: Blackman and Vigna, xoshiro128** 1.1 (2018); seeding by splitmix32.
 */
export type Random = Uint32Array;

const splitMix = (state: number): number => {
  let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
};

/** A generator whose whole sequence is a function of `seed` (an integer; fractions are cut off). */
export function createRandom(seed: number): Random {
  const state = new Uint32Array(4);
  let z = Math.trunc(seed) >>> 0;
  const high = Math.trunc(seed / 4294967296) >>> 0;
  z = (z ^ splitMix(high)) >>> 0;
  for (let i = 0; i < 4; i++) {
    z = (z + 0x9e3779b9) >>> 0;
    state[i] = splitMix(z);
  }
  if ((state[0] | state[1] | state[2] | state[3]) === 0) state[0] = 1;
  return state;
}

/** The next integer, uniform in [0, 2^32). */
export function nextUint32(random: Random): number {
  const s1 = random[1];
  const mixed = Math.imul(s1, 5);
  const result = Math.imul((mixed << 7) | (mixed >>> 25), 9) >>> 0;
  random[2] ^= random[0];
  random[3] ^= s1;
  random[1] ^= random[2];
  random[0] ^= random[3];
  random[2] ^= s1 << 9;
  const s3 = random[3];
  random[3] = (s3 << 11) | (s3 >>> 21);
  return result;
}

/** The next number, uniform in [0, 1) with 53 bits. */
export function nextUniform(random: Random): number {
  const high = nextUint32(random) >>> 5;
  const low = nextUint32(random) >>> 6;
  return (high * 67108864 + low) / 9007199254740992;
}

/** An integer uniform in [0, bound), `bound` in [1, 2^32]. The bias of at most bound / 2^53 is ignored. */
export const nextInteger = (random: Random, bound: number): number => Math.floor(nextUniform(random) * bound);

/** A standard normal number (Marsaglia's polar method; the second number is not kept, so the state stays plain). */
export function nextNormal(random: Random): number {
  for (;;) {
    const u = 2 * nextUniform(random) - 1;
    const v = 2 * nextUniform(random) - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/** Shuffles `items` in place, uniformly (Fisher and Yates). */
export function shuffleInPlace(items: Int32Array | Float64Array | number[], random: Random): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = nextInteger(random, i + 1);
    const kept = items[i];
    items[i] = items[j];
    items[j] = kept;
  }
}

/**
 * `count` different integers of [0, population), uniform, in random order. All of them when `count` >= `population`.
 * Cost: O(count) time and memory (a sparse Fisher-Yates), so a small sample of a large table is cheap.
 */
export function sampleWithoutReplacement(population: number, count: number, random: Random): Int32Array {
  const size = Math.min(count, population);
  const sample = new Int32Array(size);
  const moved = new Map<number, number>();
  for (let i = 0; i < size; i++) {
    const j = i + nextInteger(random, population - i);
    sample[i] = moved.get(j) ?? j;
    moved.set(j, moved.get(i) ?? i);
  }
  return sample;
}
