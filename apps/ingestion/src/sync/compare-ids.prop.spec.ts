import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tmpdir } from 'node:os';
import { compareIds } from './compare-ids.ts';

async function* inPieces<T>(items: readonly T[]): AsyncGenerator<T[]> {
  for (let i = 0; i < items.length; i += 3) yield await Promise.resolve(items.slice(i, i + 3));
}

async function collect<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

const rowId = fc.integer({ min: 0, max: 30 }).map(String);
const swept = fc.uniqueArray(
  fc.record({ rowId, versionMs: fc.option(fc.integer({ min: 0, max: 3 })), isExact: fc.boolean() }),
  { selector: (row) => row.rowId },
);
const stored = fc.uniqueArray(fc.record({ sourceRowId: rowId, sequence: fc.integer({ min: 0, max: 3 }) }), {
  selector: (row) => row.sourceRowId,
});

it('finds what is gone, unknown and changed, in whatever order both sides come', async () => {
  await fc.assert(
    fc.asyncProperty(swept, stored, async (atSource, kept) => {
      const comparison = await compareIds({
        source: { sweep: () => inPieces(atSource) },
        stored: (async function* () {
          for (const row of await Promise.resolve(kept))
            yield { ...row, conversationId: `c${row.sourceRowId}`, startedAt: '2026-01-05', revision: 'r' };
        })(),
        ...{ scratchDir: tmpdir(), batchSize: 4, signal: new AbortController().signal },
      });
      const gone = await collect(comparison.gone());
      const suspicious = await collect(comparison.suspicious());
      await comparison.close();
      const bySource = new Map(atSource.map((row) => [row.rowId, row]));
      const byStore = new Map(kept.map((row) => [row.sourceRowId, row]));
      expect(gone.map((row) => row.conversationId).sort()).toEqual(
        kept
          .filter((row) => !bySource.has(row.sourceRowId))
          .map((row) => `c${row.sourceRowId}`)
          .sort(),
      );
      expect(comparison).toMatchObject({ nSwept: atSource.length, nStored: kept.length, nGone: gone.length });
      const expected = atSource.flatMap(({ rowId: id, versionMs, isExact }) => {
        const known = byStore.get(id);
        if (known === undefined) return [`${id} false`];
        if (versionMs === null) return [];
        const isChanged = isExact ? versionMs !== known.sequence : versionMs > known.sequence;
        return isChanged ? [`${id} true`] : [];
      });
      expect(suspicious.map((row) => `${row.rowId} ${row.isStored}`).sort()).toEqual(expected.sort());
    }),
    { numRuns: 15 },
  );
}, 60_000);
