import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { collect, createLakeReader, type QueryScope } from '@convoscope/lake';
import { aConversation } from '@convoscope/testing';
import { createCountingStore } from './counting-store.ts';
import { append, batchOf, createLakeFixture, ingested, type LakeFixture } from './lake-fixture.ts';

let lake: LakeFixture;
beforeEach(async () => {
  lake = await createLakeFixture();
  const worker = lake.process();
  const days = ['2026-01-05', '2026-01-06', '2026-01-07'];
  const load = days.map((day) =>
    aConversation({ conversationId: `of ${day}`, startedAt: `${day}T09:00:00.000Z` }),
  );
  for (const event of ingested(load)) await append(worker, batchOf([event]));
});
afterEach(() => lake.close());

/** What a query reads, and how many files it copies for that. */
async function ask(scope: QueryScope): Promise<{ days: unknown[]; nDownloads: number }> {
  const { store, take } = createCountingStore(lake.objects);
  const reader = await createLakeReader({ objects: store, scratchDir: `${lake.dir}/scratch` });
  const sql = 'SELECT date FROM conversations_ingested ORDER BY date';
  const rows = await collect(reader.query(sql, {}, scope));
  await reader.close();
  return { days: rows.map(({ date }) => date), nDownloads: take().downloaded.length };
}

describe('a query of the lake', () => {
  it('copies only the files that may hold what is asked for', async () => {
    const from = { date: { from: '2026-01-06', to: '2026-01-06' } };
    expect(await ask({ filter: from })).toEqual({ days: ['2026-01-06'], nDownloads: 1 });
    const id = { conversation_id: { from: 'of 2026-01-07', to: 'of 2026-01-07' } };
    expect(await ask({ filter: id })).toEqual({ days: ['2026-01-07'], nDownloads: 1 });
    expect((await ask({})).nDownloads).toBe(3);
    expect(await ask({ filter: { date: { from: '2027-01-01' } } })).toEqual({ days: [], nDownloads: 0 });
  });

  it('sees a table as it stood at a version', async () => {
    const at = (version: number): QueryScope => ({ versions: { 'conversations-ingested': version } });
    expect((await ask(at(2))).days).toEqual(['2026-01-05', '2026-01-06']);
    expect((await ask(at(0))).days).toEqual([]);
    await expect(ask(at(9))).rejects.toMatchObject({ code: 'LAKE_VERSION_GONE' });
  });
});
