import type { Vectors } from '../embedded/vectors.ts';
import type { Discovery } from './discover-topics.ts';

/** A topic as an earlier run left it. */
export interface KnownTopic {
  readonly id: string;
  readonly name: string;
  /** Mean of its texts' vectors as the model gave them. */
  readonly middle: Float32Array;
  /** Mean squared distance of its texts from there. */
  readonly spread: number;
}

/** What became of topics from one run to the next. */
export type TopicEvent =
  | { readonly kind: 'born'; readonly id: string }
  | { readonly kind: 'split'; readonly id: string; readonly from: string }
  | { readonly kind: 'merged'; readonly id: string; readonly into: string }
  | { readonly kind: 'gone'; readonly id: string };

export interface TrackedTopics {
  /** The id of each topic, in the order of the discovery. */
  readonly ids: readonly string[];
  readonly events: readonly TopicEvent[];
}

/** A topic goes on as another where most of its texts lie there, and comes from one where a good part of that one's texts lie here. */
const MOST = 0.5;
const GOOD_PART = 0.25;
/** A text farther from a known topic than this many times its spread belongs to no known topic: about two deviations of its own texts. */
const FARTHEST = 1.5;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

function hashOf(text: string): string {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Where topics lie: the mean of their vectors, and how far from it they are on average; rows without a topic (-1) count for none. */
export function placesOf(
  { width, values }: Vectors,
  topicOf: Int32Array,
  nTopics: number,
): Pick<KnownTopic, 'middle' | 'spread'>[] {
  const sums = Array.from({ length: nTopics }, () => new Float64Array(width));
  const squares = new Float64Array(nTopics);
  const sizes = new Int32Array(nTopics);
  topicOf.forEach((topic, row) => {
    if (topic < 0) return;
    sizes[topic]!++;
    for (let k = 0; k < width; k++) {
      const value = values[row * width + k]!;
      sums[topic]![k]! += value;
      squares[topic]! += value * value;
    }
  });
  return sums.map((sum, topic) => {
    const size = Math.max(1, sizes[topic]!);
    const middle = Float32Array.from(sum, (value) => value / size);
    const length = sum.reduce((total, value) => total + (value / size) ** 2, 0);
    return { middle, spread: Math.max(0, squares[topic]! / size - length) };
  });
}

/** How many texts of each new topic lie nearest to each known one, and near enough to be its own: `counts[known][fresh]`. */
function countShared(
  known: readonly KnownTopic[],
  { width, values, nRows }: Vectors,
  topicOf: Int32Array,
  nTopics: number,
): Int32Array[] {
  const counts = known.map(() => new Int32Array(nTopics));
  if (known.length === 0) return counts;
  for (let row = 0; row < nRows; row++) {
    if (topicOf[row]! < 0) continue;
    let best = 0;
    let least = Infinity;
    known.forEach(({ middle }, at) => {
      let distance = 0;
      for (let k = 0; k < width; k++) distance += (values[row * width + k]! - middle[k]!) ** 2;
      if (distance < least) [best, least] = [at, distance];
    });
    if (least <= FARTHEST * known[best]!.spread) counts[best]![topicOf[row]!]!++;
  }
  return counts;
}

const largestAt = (values: Int32Array): number =>
  values.reduce((best, value, at) => (value > values[best]! ? at : best), 0);
const sumOf = (values: Int32Array): number => values.reduce((sum, value) => sum + value, 0);

/** The known topic that each new one goes on from, where both hold most of each other; -1 where none. */
function findHeirs(counts: readonly Int32Array[], nTopics: number): Int32Array {
  return Int32Array.from({ length: nTopics }, (_, topic) => {
    const column = Int32Array.from(counts, (row) => row[topic]!);
    const known = column.length === 0 ? -1 : largestAt(column);
    if (known < 0 || column[known] === 0 || largestAt(counts[known]!) !== topic) return -1;
    return column[known]! >= MOST * sumOf(column) ? known : -1;
  });
}

/** A new id, a function of the typical text; another where an older topic has it already. */
function freshId(typicalText: string, taken: Set<string>): string {
  let id = `topic-${hashOf(typicalText)}`;
  for (let again = 2; taken.has(id); again++) id = `topic-${hashOf(`${typicalText}${again}`)}`;
  taken.add(id);
  return id;
}

/**
 * Ids and events from how many texts each new topic shares with each known one: `counts[known][fresh]`. A topic goes on where both hold most of each other;
 * what is new is born or split from a known one; what is no more was merged into another or is gone.
 */
export function followTopics(
  known: readonly Pick<KnownTopic, 'id'>[],
  counts: readonly Int32Array[],
  { topics }: Pick<Discovery, 'topics'>,
): TrackedTopics {
  const heirs = findHeirs(counts, topics.length);
  const taken = new Set(known.map(({ id }) => id));
  const ids = topics.map(({ typicalText }, topic) =>
    heirs[topic]! >= 0 ? known[heirs[topic]!]!.id : freshId(typicalText, taken),
  );
  const events: TopicEvent[] = [];
  ids.forEach((id, topic) => {
    if (heirs[topic]! >= 0) return;
    const parent = counts.findIndex(
      (row) => row[topic]! > GOOD_PART * sumOf(row) && row[topic]! >= MOST * topics[topic]!.size,
    );
    events.push(parent < 0 ? { kind: 'born', id } : { kind: 'split', id, from: known[parent]!.id });
  });
  known.forEach(({ id }, at) => {
    if (heirs.includes(at)) return;
    const into = topics.length === 0 ? 0 : largestAt(counts[at]!);
    const isMerged = sumOf(counts[at]!) > 0 && counts[at]![into]! >= MOST * sumOf(counts[at]!);
    events.push(isMerged ? { kind: 'merged', id, into: ids[into]! } : { kind: 'gone', id });
  });
  return { ids, events };
}

/**
 * Gives topics the ids they had before: a topic keeps its id while most of its texts lie where the known topic lay and most of that one's texts
 * are in it. What is new is born or split from a known one; what is no more was merged into another or is gone. Cost: O(texts · known · width).
 */
export function trackTopics(
  known: readonly KnownTopic[],
  discovery: Discovery,
  vectors: Vectors,
): TrackedTopics {
  const counts = countShared(known, vectors, discovery.topicOf, discovery.topics.length);
  return followTopics(known, counts, discovery);
}
