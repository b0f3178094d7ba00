import { nextUniform, shuffleInPlace, type Random } from '@convoscope/statistics';

/** Sets of players as 0/1 masks. Each stands for itself and its complement: pairs cancel much of the sampling error. */
export interface Layer {
  /** Shapley kernel mass of all the coalitions that the layer stands for. */
  readonly mass: number;
  /** Whether the masks are all of them, or a sample. */
  readonly isExhaustive: boolean;
  readonly masks: Uint8Array[];
}

/** Kernel mass of all coalitions of `size` and of `nPlayers - size` players. Source: Lundberg and Lee (2017), theorem 2. */
const massOf = (nPlayers: number, size: number): number =>
  ((2 * size === nPlayers ? 1 : 2) * (nPlayers - 1)) / (size * (nPlayers - size));

/** Number of pairs (coalition, complement) with `size` players on the smaller side; Infinity past 2^53. */
function countPairs(nPlayers: number, size: number): number {
  let count = 1;
  for (let i = 1; i <= size; i++) count = (count * (nPlayers - size + i)) / i;
  return 2 * size === nPlayers ? count / 2 : Math.round(count);
}

/** All masks with `size` players; of an even split those with the first player only, the others being their complements. */
function listMasks(nPlayers: number, size: number): Uint8Array[] {
  const masks: Uint8Array[] = [];
  const mask = new Uint8Array(nPlayers);
  const place = (from: number, left: number): void => {
    if (left === 0) {
      masks.push(mask.slice());
      return;
    }
    const last = 2 * size === nPlayers && left === size ? 0 : nPlayers - left;
    for (let j = from; j <= last; j++) {
      mask[j] = 1;
      place(j + 1, left - 1);
      mask[j] = 0;
    }
  };
  place(0, size);
  return masks;
}

function sampleMasks(
  nPlayers: number,
  sizes: readonly number[],
  count: number,
  random: Random,
): Uint8Array[] {
  const total = sizes.reduce((sum, size) => sum + massOf(nPlayers, size), 0);
  const order = Int32Array.from({ length: nPlayers }, (_, j) => j);
  return Array.from({ length: count }, () => {
    let left = nextUniform(random) * total;
    let at = 0;
    while (at < sizes.length - 1 && (left -= massOf(nPlayers, sizes[at])) > 0) at++;
    shuffleInPlace(order, random);
    const mask = new Uint8Array(nPlayers);
    for (let n = 0; n < sizes[at]; n++) mask[order[n]] = 1;
    return mask;
  });
}

/** Shuffles masks in place, so that the beginning of a layer is a fair sample of it. */
function shuffleMasks(masks: Uint8Array[], random: Random): Uint8Array[] {
  const order = Int32Array.from(masks, (_, i) => i);
  shuffleInPlace(order, random);
  return Array.from(order, (i) => masks[i]);
}

/**
 * Plans at most about `budget` coalitions (both of each pair counted): the outermost sizes, which weigh most, all of them while the
 * budget would draw each about once anyway; the others sampled by kernel weight. With `budget` >= 2^players - 2 all of them.
 * Source: Lundberg and Lee, NeurIPS 2017; paired sampling: Covert and Lee, AISTATS 2021.
 */
export function planCoalitions(nPlayers: number, budget: number, random: Random): Layer[] {
  const layers: Layer[] = [];
  let open = Array.from({ length: Math.floor(nPlayers / 2) }, (_, i) => i + 1);
  let left = Math.max(1, Math.floor(budget / 2));
  while (open.length > 0) {
    const [size] = open;
    const mass = open.reduce((sum, other) => sum + massOf(nPlayers, other), 0);
    const pairs = countPairs(nPlayers, size);
    if ((left * massOf(nPlayers, size)) / mass < pairs * (1 - 1e-12)) break;
    const masks = shuffleMasks(listMasks(nPlayers, size), random);
    layers.push({ mass: massOf(nPlayers, size), isExhaustive: true, masks });
    left -= pairs;
    open = open.slice(1);
  }
  if (open.length > 0)
    layers.push({
      mass: open.reduce((sum, size) => sum + massOf(nPlayers, size), 0),
      isExhaustive: false,
      masks: sampleMasks(nPlayers, open, Math.max(left, 1), random),
    });
  return layers;
}
