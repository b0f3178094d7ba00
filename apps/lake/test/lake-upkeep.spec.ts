import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { topics } from '@convoscope/contracts';
import { createTelemetry } from '@convoscope/telemetry';
import { aConversation, someConversations } from '@convoscope/testing';
import { appendBatch } from '../src/append-batch.ts';
import { createLakeUpkeep, type LakeUpkeepOptions } from '../src/compaction/lake-upkeep.ts';
import { createLakeEvents } from '../src/lake.events.ts';
import { collect } from '../src/reader/collect.ts';
import { batchOf, createLakeFixture, ingested, received, type LakeFixture } from './lake-fixture.ts';

const telemetry = createTelemetry({ service: 'lake-test', logLevel: 'silent' });
const GRACE_MS = 60_000;
let lake: LakeFixture;
let now: number;
let upkeep: () => Promise<void>;

const options = (over: Partial<LakeUpkeepOptions> = {}): LakeUpkeepOptions => ({
  ...{ objects: lake.objects, scratchDir: `${lake.dir}/scratch`, events: createLakeEvents(telemetry) },
  ...{ targetFileBytes: 1_000_000, minFilesToCompact: 3, graceMs: GRACE_MS, now: () => now },
  ...over,
});

beforeEach(async () => {
  lake = await createLakeFixture();
  now = Date.now();
  upkeep = createLakeUpkeep(options());
});
afterEach(() => lake.close());

const sameDay = someConversations(12).map((one) => ({ ...one, startedAt: '2026-01-05T09:00:00.000Z' }));

const appendOneByOne = async (): Promise<void> => {
  const worker = lake.process();
  for (const event of ingested(sameDay)) await appendBatch(worker, batchOf([event]));
};

const parquetKeys = async (): Promise<string[]> =>
  (await collect(lake.objects.list('lake/conversations-ingested/v1/date='))).map(({ key }) => key);

describe('upkeep of the lake', () => {
  it('merges the small files of a day into one with the same rows, and removes the old ones after the grace', async () => {
    await appendOneByOne();
    const reader = await lake.reader();
    const before = await collect(reader.currentState('conversations-ingested', 'default'));
    expect(await reader.files('conversations-ingested')).toHaveLength(12);
    await upkeep();
    const [merged, ...others] = await reader.files('conversations-ingested');
    expect(others).toEqual([]);
    expect(merged).toMatchObject({ rows: 12, minOffset: '0', maxOffset: '11', date: '2026-01-05' });
    expect(await collect(reader.currentState('conversations-ingested', 'default'))).toEqual(before);
    expect(await parquetKeys()).toHaveLength(13);
    now += GRACE_MS;
    await upkeep();
    expect(await parquetKeys()).toEqual([merged?.key]);
  });

  it('goes on where it was after merging: nothing comes twice', async () => {
    await appendOneByOne();
    await upkeep();
    expect(await appendBatch(lake.process(), batchOf(ingested(sameDay)))).toEqual({
      files: [],
      nRepeated: 12,
    });
  });

  it('leaves a day alone that has only a few files', async () => {
    upkeep = createLakeUpkeep(options({ minFilesToCompact: 13 }));
    await appendOneByOne();
    await upkeep();
    const reader = await lake.reader();
    expect(await reader.files('conversations-ingested')).toHaveLength(12);
  });

  it('sweeps files that no manifest names once they are too old to be in flight', async () => {
    const orphan = 'lake/conversations-ingested/v1/date=2026-01-05/left-by-a-crash.parquet';
    await lake.objects.put(orphan, 'x');
    await upkeep();
    expect(await parquetKeys()).toEqual([orphan]);
    now += 2 * GRACE_MS;
    await upkeep();
    expect(await parquetKeys()).toEqual([]);
  });

  it('removes what was erased from every file, at once, and keeps what came after', async () => {
    const worker = lake.process();
    const secret = aConversation({ conversationId: 'erased', sequence: 1, title: 'canary-7391' });
    const kept = aConversation({ conversationId: 'kept', sequence: 1 });
    const later = aConversation({ conversationId: 'erased', sequence: 9, title: 'given again' });
    await appendBatch(worker, batchOf(ingested([secret, kept, later])));
    const erasure = {
      ...{ conversationId: 'erased', source: 'test', sequence: 5, reason: 'erased' as const },
      ...{ startedAt: secret.startedAt, deletedAt: secret.startedAt },
    };
    await appendBatch(worker, batchOf(received(topics.conversationsDeleted, [erasure])));
    await upkeep();
    const reader = await lake.reader();
    const rows = await collect(reader.query('SELECT data FROM conversations_ingested ORDER BY log_offset'));
    expect(rows.map(({ data }) => JSON.parse(String(data)) as unknown)).toEqual([kept, later]);
    expect(await parquetKeys()).toHaveLength(1);
    await upkeep();
    expect(await parquetKeys()).toHaveLength(1);
  });
});
