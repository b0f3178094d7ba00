import { definitions as createCollections } from './0001-create-collections.definitions.ts';
import { definitions as keepDeletions } from './0002-deletions-stay.definitions.ts';
import type { Migration } from './migration.ts';

/** In order. A released migration never changes; `docs/schema.md` says how to add one. */
export const allMigrations: readonly Migration[] = [
  { name: '0001-create-collections', definitions: createCollections },
  { name: '0002-deletions-stay', definitions: keepDeletions },
];
