import type { PublishedVersion } from './source-state.ts';

/** What this process has itself published lately, so that it need not be published again for safety's sake. */
export interface PublishedMemory {
  add(version: PublishedVersion): void;
  has(version: PublishedVersion): boolean;
}

/**
 * A row that is inserted while changes are read is published as a change, and met again by the next load of new rows, which cannot know that
 * it was. Remembers the newest `max` conversations; forgetting one costs a repeat, never a loss. Memory: about 200 bytes each.
 */
export function createPublishedMemory(max = 10_000): PublishedMemory {
  const versions = new Map<string, string>();
  const describe = ({ revision, sequence }: PublishedVersion): string => `${sequence} ${revision}`;
  return {
    add(version) {
      // Deleted first: a map keeps the order of the first insertion.
      versions.delete(version.conversationId);
      versions.set(version.conversationId, describe(version));
      if (versions.size > max) versions.delete(versions.keys().next().value ?? '');
    },
    has: (version) => versions.get(version.conversationId) === describe(version),
  };
}
