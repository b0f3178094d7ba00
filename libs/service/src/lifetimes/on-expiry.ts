import type { CollectionName, ExpiredDocument } from '@convoscope/store';

/** What goes with expired documents of a collection, before they go. */
export type OnExpiry = Partial<
  Record<CollectionName, (documents: readonly ExpiredDocument[]) => Promise<void>>
>;
