import type { IndexFinding, Store } from '@convoscope/store';
import type { Finding } from './finding.ts';

/** One that is missing makes queries slow; one that nobody uses costs with every write. Only the first is an illness. */
export async function checkIndexes(store: Pick<Store, 'inspectIndexes'>): Promise<Finding[]> {
  let found: IndexFinding[];
  try {
    found = await store.inspectIndexes();
  } catch (error) {
    return [{ check: 'indexes', ok: false, detail: (error as Error).message }];
  }
  if (found.length === 0)
    return [{ check: 'indexes', ok: true, detail: 'all that are declared are there and used' }];
  return found.map(({ collection, index, problem, since }) => ({
    check: 'indexes',
    ok: problem !== 'missing',
    detail: {
      missing: `${collection}.${index} is missing: run convoscope migrate`,
      foreign: `${collection}.${index} was made by hand: each write pays for it`,
      unused: `${collection}.${index} has served no query since ${since ?? 'long'}`,
    }[problem],
  }));
}
