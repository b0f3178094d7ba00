/** The revisions under which one stage holds each conversation of a day. */
export type DayMembers = ReadonlyMap<string, readonly string[]>;

export interface DayDifferences {
  /** At the reference, not at this stage. */
  missing: string[];
  /** At this stage on this day; the reference has it under another source or day. */
  extra: string[];
  /** At both, with another revision. */
  altered: string[];
  /** At this stage more than once. */
  doubled: string[];
  /** At this stage, and nowhere at the reference. */
  phantom: string[];
}

/**
 * Compares what a stage holds for a source and day with the reference. Each list is sorted; a conversation may be in `doubled` and in another
 * list. `isKnown` tells whether the reference has a conversation anywhere. Pure.
 */
export function compareDay(
  reference: DayMembers,
  stage: DayMembers,
  isKnown: (conversationId: string) => boolean,
): DayDifferences {
  const found: DayDifferences = { missing: [], extra: [], altered: [], doubled: [], phantom: [] };
  for (const id of reference.keys()) if (!stage.has(id)) found.missing.push(id);
  for (const [id, revisions] of stage) {
    const expected = reference.get(id);
    if (revisions.length > (expected?.length ?? 1)) found.doubled.push(id);
    if (expected === undefined) found[isKnown(id) ? 'extra' : 'phantom'].push(id);
    else if (revisions.some((revision) => !expected.includes(revision))) found.altered.push(id);
  }
  for (const ids of Object.values(found) as string[][]) ids.sort();
  return found;
}
