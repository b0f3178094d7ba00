import type { Discovery } from './discover-topics.ts';
import { followTopics, type TrackedTopics } from './track-topics.ts';

/** A topic as an earlier run left it, by what was in it. */
export interface TopicMembers {
  readonly id: string;
  readonly members: readonly string[];
}

/**
 * Gives topics the ids they had before by the texts that both runs know: for texts that have ids of their own, whatever their vectors were. A topic
 * keeps its id while most of its known texts came from one topic and most of that one's texts are in it. Cost: O(texts).
 */
export function followMembers(
  known: readonly TopicMembers[],
  discovery: Discovery,
  textIds: readonly string[],
): TrackedTopics {
  const { topics, topicOf } = discovery;
  const before = new Map(known.flatMap(({ members }, at) => members.map((member) => [member, at] as const)));
  const counts = known.map(() => new Int32Array(topics.length));
  textIds.forEach((id, row) => {
    const at = before.get(id);
    const topic = topicOf[row] ?? -1;
    if (at !== undefined && topic >= 0) counts[at]![topic]!++;
  });
  return followTopics(known, counts, discovery);
}
