import type { Vectors } from '../embedded/vectors.ts';
import { createSeededRandom, shuffle } from '../learning/seeded-random.ts';
import { selectVectors } from '../embedded/vectors.ts';
import { chooseCommunities } from './choose-communities.ts';
import { buildHierarchy } from './hierarchy.ts';
import { distinguishingTerms } from './name-clusters.ts';
import { centreAndScale, joinNearest } from './nearest-neighbours.ts';

export interface DiscoveredTopic {
  /** Distinguishing terms, strongest first. */
  readonly terms: readonly string[];
  /** The terms in a few words, or the typical text where no term tells the topic from others. */
  readonly name: string;
  /** The text nearest to the middle. */
  readonly typicalText: string;
  readonly size: number;
  /** Different people, where it is known who wrote; otherwise texts. */
  readonly nPeople: number;
  /** Topics of one group are near each other; groups of one area, too. */
  readonly group: number;
  readonly area: number;
  /** Centre of its vectors, of length 1. */
  readonly centre: Float32Array;
}

export interface Discovery {
  readonly topics: readonly DiscoveredTopic[];
  /** The topic of each text; -1 where its topic has too few people to be shown. */
  readonly topicOf: Int32Array;
  readonly silhouette: number;
  readonly resolution: number;
  /** Topics that are not shown because too few people wrote of them, and their texts. */
  readonly hidden: { readonly nTopics: number; readonly nTexts: number };
}

export interface DiscoveryOptions {
  /** Who wrote each text; without it each text counts as somebody. */
  readonly people?: readonly (string | undefined)[];
  /** Topics of fewer people are not shown. Default 3. */
  readonly minPeople?: number;
  readonly seed?: number;
}

/** Nearest neighbours that each text is joined with (the issue of too few: islands; of too many: bridges). */
const NEIGHBOURS = 15;
/** Topics are found among at most so many texts, drawn at random; the others join the topic they lie nearest to. */
const MOST_ROWS = 6000;
const FEWEST_ROWS = 10;

/** The group whose centre each row lies nearest to. */
function assignNearest(vectors: Vectors, centres: readonly Float32Array[]): Int32Array {
  const { width, values, nRows } = vectors;
  return Int32Array.from({ length: nRows }, (_, row) => {
    let best = 0;
    let largest = -Infinity;
    centres.forEach((centre, topic) => {
      let product = 0;
      for (let k = 0; k < width; k++) product += values[row * width + k]! * centre[k]!;
      if (product > largest) [best, largest] = [topic, product];
    });
    return best;
  });
}

function centresOf(
  { width, values, nRows }: Vectors,
  membership: Int32Array,
  nGroups: number,
): Float32Array[] {
  const sums = Array.from({ length: nGroups }, () => new Float32Array(width));
  for (let row = 0; row < nRows; row++)
    for (let k = 0; k < width; k++) sums[membership[row]!]![k]! += values[row * width + k]!;
  return sums.map((sum) => {
    const length = Math.hypot(...sum);
    return length === 0 ? sum : sum.map((value) => value / length);
  });
}

interface Grouping {
  readonly topicOf: Int32Array;
  readonly nTopics: number;
  readonly groupOf: Int32Array;
  readonly areaOf: Int32Array;
  readonly silhouette: number;
  readonly resolution: number;
}

/** Groups all rows, or a sample that the rest then joins. */
function group(vectors: Vectors, seed: number): Grouping {
  const order = Array.from({ length: vectors.nRows }, (_, row) => row);
  if (vectors.nRows > MOST_ROWS) shuffle(order, createSeededRandom(seed));
  const sample = order.slice(0, MOST_ROWS).sort((a, b) => a - b);
  const sampled = sample.length === vectors.nRows ? vectors : selectVectors(vectors, sample);
  const graph = joinNearest(sampled, NEIGHBOURS);
  const { membership, nCommunities, silhouette, resolution } = chooseCommunities(graph, sampled, seed);
  const hierarchy = buildHierarchy(graph, membership, nCommunities, seed);
  const topicOf =
    sampled === vectors ? membership : assignNearest(vectors, centresOf(sampled, membership, nCommunities));
  return { topicOf, nTopics: nCommunities, ...hierarchy, silhouette, resolution };
}

/** The row of each topic that lies nearest to its centre; the first of equals. */
function typicalRows(vectors: Vectors, topicOf: Int32Array, centres: readonly Float32Array[]): Int32Array {
  const best = new Int32Array(centres.length).fill(-1);
  const largest = new Float64Array(centres.length).fill(-Infinity);
  topicOf.forEach((topic, row) => {
    let product = 0;
    for (let k = 0; k < vectors.width; k++)
      product += vectors.values[row * vectors.width + k]! * centres[topic]![k]!;
    if (product > largest[topic]!) [best[topic], largest[topic]] = [row, product];
  });
  return best;
}

const MOST_NAME_TERMS = 3;
const MOST_NAME_CHARACTERS = 60;

function nameOf(terms: readonly string[], typicalText: string): string {
  if (terms.length > 0) return terms.slice(0, MOST_NAME_TERMS).join(', ');
  const line = typicalText.replace(/\s+/g, ' ').trim();
  return line.length <= MOST_NAME_CHARACTERS ? line : `${line.slice(0, MOST_NAME_CHARACTERS - 1)}…`;
}

/** People of each topic; who is not named counts by the text. */
function countPeople(topicOf: Int32Array, nTopics: number, people: DiscoveryOptions['people']): number[] {
  const seen = Array.from({ length: nTopics }, () => new Set<string | number>());
  topicOf.forEach((topic, row) => seen[topic]!.add(people?.[row] ?? row));
  return seen.map(({ size }) => size);
}

/**
 * Topics that nobody named, among texts and their vectors: communities of the graph of nearest neighbours, at the resolution with the best
 * silhouette, each with terms, a typical text and its place in a hierarchy of three levels; largest first. The number of topics is not
 * told. Deterministic for a seed. Throws RangeError for fewer than ten texts, or where vectors and texts differ in number.
 * Cost: O(n² · width) up to 6,000 texts (about 8 s), linear from there on.
 */
export function discoverTopics(
  texts: readonly string[],
  given: Vectors,
  options: DiscoveryOptions = {},
): Discovery {
  const { people, minPeople = 3, seed = 1 } = options;
  if (texts.length < FEWEST_ROWS)
    throw new RangeError(`${texts.length} texts are too few to find topics among: at least ${FEWEST_ROWS}`);
  if (given.nRows !== texts.length) throw new RangeError(`${given.nRows} vectors for ${texts.length} texts`);
  const vectors = centreAndScale(given);
  const { topicOf, nTopics, groupOf, areaOf, silhouette, resolution } = group(vectors, seed);
  const nPeople = countPeople(topicOf, nTopics, people);
  const sizes = new Int32Array(nTopics);
  for (const topic of topicOf) sizes[topic]!++;
  const centres = centresOf(vectors, topicOf, nTopics);
  const typical = typicalRows(vectors, topicOf, centres);
  const terms = distinguishingTerms(texts, topicOf, nTopics);
  const shown = Array.from({ length: nTopics }, (_, topic) => topic)
    .filter((topic) => nPeople[topic]! >= minPeople)
    .sort((a, b) => sizes[b]! - sizes[a]! || typical[a]! - typical[b]!);
  const place = new Int32Array(nTopics).fill(-1);
  shown.forEach((topic, at) => (place[topic] = at));
  const nHidden = topicOf.filter((topic) => place[topic]! < 0).length;
  return {
    topics: shown.map((topic) => {
      const typicalText = texts[typical[topic]!]!;
      return {
        ...{ terms: terms[topic]!, name: nameOf(terms[topic]!, typicalText), typicalText },
        ...{ size: sizes[topic]!, nPeople: nPeople[topic]!, centre: centres[topic]! },
        ...{ group: groupOf[topic]!, area: areaOf[topic]! },
      };
    }),
    topicOf: topicOf.map((topic) => place[topic]!),
    ...{ silhouette, resolution },
    hidden: { nTopics: nTopics - shown.length, nTexts: nHidden },
  };
}
