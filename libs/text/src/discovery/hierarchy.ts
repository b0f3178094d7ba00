import { aggregate, findCommunities, renumber } from './leiden.ts';
import type { Graph } from './nearest-neighbours.ts';

/** From each cluster to its group, and from each cluster to its area: groups lie within areas. */
export interface Hierarchy {
  readonly groupOf: Int32Array;
  readonly areaOf: Int32Array;
}

/** Areas are coarser than what modularity alone finds, so that a page of them can be read. */
const AREA_RESOLUTION = 0.4;

/**
 * Two levels above clusters: clusters that hang together most are a group (by modularity), groups an area. Each level is made of the one
 * below it, so that they nest.
 */
export function buildHierarchy(
  graph: Graph,
  membership: Int32Array,
  nClusters: number,
  seed: number,
): Hierarchy {
  const clusters = aggregate(graph, membership, nClusters);
  const groups = renumber(findCommunities(clusters.graph, { resolution: 1, seed, loops: clusters.loops }));
  const above = aggregate(clusters.graph, groups.numbers, groups.count, clusters.loops);
  const areas = renumber(
    findCommunities(above.graph, { resolution: AREA_RESOLUTION, seed, loops: above.loops }),
  );
  return {
    groupOf: groups.numbers,
    areaOf: groups.numbers.map((group) => areas.numbers[group]!),
  };
}
