/**
 * Writes the definitions of a migration: the collections that differ from what the last migration left.
 * Usage: node tools/store/freeze-migration.ts 0002-what-changes; then add it to all-migrations.ts.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { format } from 'prettier';
import '../docs/from-sources.ts';

const { allCollections } = await import('../../libs/store/src/collections/all-collections.ts');
const { allMigrations } = await import('../../libs/store/src/migrations/all-migrations.ts');
const { toDefinition } = await import('../../libs/store/src/migrations/collection-definition.ts');

const name = process.argv[2];
if (name === undefined || !/^\d{4}-[a-z0-9-]+$/.test(name)) {
  console.error('usage: freeze-migration.ts NNNN-what-changes');
  process.exit(64);
}
const before = allMigrations.at(-1)?.definitions ?? [];
const now = JSON.parse(JSON.stringify(allCollections.map(toDefinition))) as ReturnType<typeof toDefinition>[];
const changed = now.filter(
  (one) =>
    !isDeepStrictEqual(
      one,
      before.find(({ name: old }) => old === one.name),
    ),
);
const file = join(import.meta.dirname, '../../libs/store/src/migrations', `${name}.definitions.ts`);
const source = `import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = ${JSON.stringify(changed)};
`;
writeFileSync(file, await format(source, { parser: 'typescript', singleQuote: true, printWidth: 110 }));
console.log(file);
