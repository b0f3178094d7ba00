import { definitions as createCollections } from './0001-create-collections.definitions.ts';
import { definitions as keepDeletions } from './0002-deletions-stay.definitions.ts';
import { definitions as ledgerDifferences } from './0003-ledger-differences.definitions.ts';
import { definitions as auditLog } from './0004-audit-log.definitions.ts';
import type { Migration } from './migration.ts';

/** In order. A released migration never changes; `docs/schema.md` says how to add one. */
export const allMigrations: readonly Migration[] = [
  { name: '0001-create-collections', definitions: createCollections },
  { name: '0002-deletions-stay', definitions: keepDeletions },
  {
    name: '0003-ledger-differences',
    definitions: ledgerDifferences,
    // What was counted under other stages says nothing: the next reconciliation counts anew.
    up: async (db) => void (await db.collection('ledger').deleteMany({})),
    down: async (db) => void (await db.collection('ledger').deleteMany({})),
  },
  { name: '0004-audit-log', definitions: auditLog },
];
