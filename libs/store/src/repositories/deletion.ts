export interface Deletion {
  conversationId: string;
  sequence: number;
  deletedAt: Date;
}

/** The newest deletion of each conversation; of equal ones the earliest notice. */
export function newestDeletions(deletions: readonly Deletion[]): Deletion[] {
  const newest = new Map<string, Deletion>();
  for (const deletion of deletions) {
    const known = newest.get(deletion.conversationId);
    const isNewer =
      known === undefined ||
      deletion.sequence > known.sequence ||
      (deletion.sequence === known.sequence && deletion.deletedAt < known.deletedAt);
    if (isNewer) newest.set(deletion.conversationId, deletion);
  }
  return [...newest.values()];
}
