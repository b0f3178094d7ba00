import type { Vectors } from '../embedded/vectors.ts';
import { findCommunities, renumber } from './leiden.ts';
import type { Graph } from './nearest-neighbours.ts';
import { silhouetteOf } from './silhouette.ts';

export interface ChosenCommunities {
  /** One number from 0 on a row. */
  readonly membership: Int32Array;
  readonly nCommunities: number;
  readonly resolution: number;
  /** Mean silhouette of the choice, in [-1, 1]. */
  readonly silhouette: number;
}

const LEAST_RESOLUTION = 0.35;
const STEP = 1.3;
/** Resolutions tried: up to 0.35 · 1.3^19, about 50. */
const MOST_STEPS = 20;
/** So many steps without a better one end the search: the silhouette has one broad top. */
const PATIENCE = 6;
/** Communities of fewer rows on average than this are pairs of near copies, not topics. */
const FEWEST_ROWS = 5;

/**
 * The communities, over a range of resolutions, whose rows lie nearest to their own and farthest from the next: the largest mean silhouette.
 * Deterministic for a seed. Cost: one run of Leiden and O(rows · communities · width) a resolution.
 */
export function chooseCommunities(graph: Graph, vectors: Vectors, seed: number): ChosenCommunities {
  let best: ChosenCommunities = {
    ...{ membership: new Int32Array(graph.nNodes), nCommunities: 1, resolution: 0, silhouette: -1 },
  };
  let sinceBest = 0;
  let resolution = LEAST_RESOLUTION;
  for (let step = 0; step < MOST_STEPS && sinceBest < PATIENCE; step++, resolution *= STEP) {
    const { numbers, count } = renumber(findCommunities(graph, { resolution, seed }));
    if (count > 1 && count * FEWEST_ROWS > graph.nNodes) break;
    const silhouette = silhouetteOf(vectors, numbers, count);
    sinceBest++;
    if (silhouette <= best.silhouette) continue;
    best = { membership: numbers, nCommunities: count, resolution, silhouette };
    sinceBest = 0;
  }
  return best;
}
