import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { topics, type Conversation } from '@convoscope/contracts';
import { collect, datasets } from '@convoscope/lake';
import { createTelemetry } from '@convoscope/telemetry';
import { aConversation, someConversations } from '@convoscope/testing';
import { Erasures } from '../src/upkeep/erasures.ts';
import { createCountingStore } from './counting-store.ts';
import {
  append,
  batchOf,
  createLakeFixture,
  GRACE_MS,
  ingested,
  received,
  type LakeFixture,
} from './lake-fixture.ts';

const telemetry = createTelemetry({ service: 'lake-test', logLevel: 'silent' });
afterAll(() => telemetry.close());

const ROOT = 'lake/conversations-ingested/';
let lake: LakeFixture;
let upkeep: (signal?: AbortSignal) => Promise<void>;

beforeEach(async () => {
  lake = await createLakeFixture();
  upkeep = lake.upkeep(telemetry);
});
afterEach(() => lake.close());

const onDay = (conversations: readonly Conversation[], day: string): Conversation[] =>
  conversations.map((one) => ({ ...one, startedAt: `${day}T09:00:00.000Z` }));
const sameDay = onDay(someConversations(12), '2026-01-05');

const appendOneByOne = async (conversations: readonly Conversation[]): Promise<void> => {
  const worker = lake.process();
  for (const event of ingested(conversations)) await append(worker, batchOf([event]));
};

const parquetKeys = async (root = ROOT): Promise<string[]> =>
  (await collect(lake.objects.list(root)))
    .map(({ key }) => key.slice(root.length))
    .filter((key) => key.endsWith('.parquet') && !key.startsWith('_'));

const erasureOf = ({ conversationId, startedAt }: Conversation, sequence: number) => ({
  ...{ conversationId, source: 'test', sequence, reason: 'erased' as const },
  ...{ startedAt, deletedAt: startedAt },
});

const keptData = async (): Promise<unknown[]> => {
  const reader = await lake.reader();
  const rows = await collect(reader.query('SELECT data FROM conversations_ingested ORDER BY log_offset'));
  return rows.map(({ data }) => JSON.parse(String(data)) as unknown);
};

describe('upkeep of the lake', () => {
  it('merges small files into one of their day with the same rows, and removes the old ones after the grace', async () => {
    await appendOneByOne(sameDay);
    const before = await keptData();
    await upkeep();
    const reader = await lake.reader();
    const [merged, ...others] = await reader.files('conversations-ingested');
    expect(others).toEqual([]);
    expect(merged?.path).toMatch(/^date=2026-01-05\//);
    expect(merged?.statistics).toMatchObject({ numRecords: 12, maxValues: { log_offset: 11 } });
    expect(await keptData()).toEqual(before);
    expect(await parquetKeys()).toHaveLength(13);
    lake.now += GRACE_MS;
    await upkeep();
    expect(await parquetKeys()).toEqual([merged?.path]);
  });

  it('keeps small days together: a first load of many days made hundreds of files of a few rows', async () => {
    const days = Array.from({ length: 42 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    const load = days.flatMap((day, i) =>
      onDay(someConversations(i === 7 ? 60 : 2), day).map((one, n) => ({
        ...one,
        conversationId: `${day}-${n}`,
      })),
    );
    const worker = lake.process();
    const events = ingested(load);
    for (let start = 0; start < events.length; start += 40)
      await append(worker, batchOf(events.slice(start, start + 40)));
    expect(await parquetKeys()).toHaveLength(Math.ceil(load.length / 40));
    await upkeep();
    const files = await (await lake.reader()).files('conversations-ingested');
    const places = files.map(({ path }) => path.slice(0, path.indexOf('/')));
    expect(places.sort()).toEqual(['date=2026-01-08', 'landing']);
    const ofBusyDay = files.find(({ path }) => path.startsWith('date='))?.statistics;
    expect(ofBusyDay).toMatchObject({
      ...{ numRecords: 60, minValues: { date: '2026-01-08' }, maxValues: { date: '2026-01-08' } },
    });
    expect(await keptData()).toEqual(load);
  });

  it('downloads no file and writes nothing when nothing has changed since', async () => {
    await appendOneByOne(sameDay);
    await append(
      lake.process(),
      batchOf(received(topics.conversationsDeleted, [erasureOf(aConversation(), 9)])),
    );
    const { store, take } = createCountingStore(lake.objects);
    upkeep = lake.upkeep(telemetry, { tables: lake.tables(store) });
    await upkeep();
    take();
    await upkeep();
    const { read, downloaded, put, listed, deleted } = take();
    expect({ downloaded, put, deleted }).toEqual({ downloaded: [], put: [], deleted: [] });
    expect(read.length + listed.length).toBeLessThanOrEqual(datasets.length * 5);
  });

  it('asks no more of the store in a round when there are four times as many files', async () => {
    const { store, take } = createCountingStore(lake.objects);
    upkeep = lake.upkeep(telemetry, { tables: lake.tables(store), minFilesToMerge: 1_000 });
    const costAt = async (end: number): Promise<number> => {
      const worker = lake.process();
      for (const event of ingested(onDay(someConversations(end), '2026-01-05')))
        await append(worker, batchOf([event]));
      await upkeep();
      take();
      await upkeep();
      const { read, downloaded, put, listed, deleted } = take();
      return read.length + downloaded.length + put.length + listed.length + deleted.length;
    };
    expect(await costAt(10)).toBe(await costAt(40));
  });

  it('goes on where it was after merging: nothing comes twice', async () => {
    await appendOneByOne(sameDay);
    await upkeep();
    expect(await append(lake.process(), batchOf(ingested(sameDay)))).toEqual({ file: null, nRepeated: 12 });
  });

  it('merges the few files of a small day when nothing has come for a while, and leaves them alone before', async () => {
    await appendOneByOne(sameDay.slice(0, 2));
    await upkeep();
    expect(await (await lake.reader()).files('conversations-ingested')).toHaveLength(2);
    lake.now += GRACE_MS;
    await upkeep();
    expect(await (await lake.reader()).files('conversations-ingested')).toHaveLength(1);
  });

  it('sweeps landing files that no commit names once they are too old to be in flight', async () => {
    await lake.objects.put(`${ROOT}landing/left-by-a-crash.parquet`, 'x');
    await upkeep();
    expect(await parquetKeys()).toEqual(['landing/left-by-a-crash.parquet']);
    lake.now += 2 * GRACE_MS;
    await upkeep();
    expect(await parquetKeys()).toEqual([]);
  });

  it('sweeps what a merge left that died before its commit', async () => {
    await appendOneByOne(sameDay);
    const dying = lake.tables({
      ...lake.objects,
      put: (key, body, options) =>
        key.startsWith(`${ROOT}_delta_log`)
          ? Promise.reject(new Error('killed'))
          : lake.objects.put(key, body, options),
    });
    await expect(lake.upkeep(telemetry, { tables: dying })()).rejects.toThrow('killed');
    expect(await parquetKeys()).toHaveLength(13);
    lake.now += 2 * GRACE_MS;
    upkeep = lake.upkeep(telemetry, { minFilesToMerge: 1_000, quietAfterMs: Infinity });
    await upkeep();
    expect(await parquetKeys()).toHaveLength(12);
    expect(await collect(lake.objects.list(`${ROOT}_`))).not.toContainEqual(
      expect.objectContaining({ key: expect.stringContaining('_rewrites') as unknown }),
    );
  });

  it('gives up what it merged when it was frozen for so long that another sweeps it: a commit of it would lose the rows', async () => {
    await appendOneByOne(sameDay);
    const before = await keptData();
    let elapsedMs = 0;
    const realNow = performance.now.bind(performance);
    const spy = jest.spyOn(performance, 'now').mockImplementation(() => realNow() + elapsedMs);
    const freezing = lake.tables({
      ...lake.objects,
      async putFile(key, path, options) {
        const put = await lake.objects.putFile(key, path, options);
        elapsedMs = 2 * GRACE_MS;
        await lake.objects.delete(key);
        return put;
      },
    });
    await lake.upkeep(telemetry, { tables: freezing })();
    spy.mockRestore();
    expect(await keptData()).toEqual(before);
  });

  it('deletes the files of the layout before Delta tables after the grace', async () => {
    const manifest = { partition: 0, epoch: 0, nextOffset: '7', lastAppendedAtMs: 1, files: [] };
    await lake.objects.put(`${ROOT}v1/_manifest/partition-0.json`, JSON.stringify(manifest));
    await lake.objects.put(`${ROOT}v1/date=2026-01-05/old.parquet`, 'x');
    await upkeep();
    expect(await collect(lake.objects.list(`${ROOT}v1/`))).toHaveLength(2);
    lake.now += GRACE_MS;
    await upkeep();
    expect(await collect(lake.objects.list(`${ROOT}v1/`))).toEqual([]);
    const repeated = ingested(sameDay.slice(0, 7));
    expect(await append(lake.process(), batchOf(repeated))).toMatchObject({
      file: { path: expect.stringContaining('e1') as unknown },
    });
  });

  it('stops in the middle of a round when asked to: stopping took a minute', async () => {
    await appendOneByOne(sameDay);
    const stop = new AbortController();
    const slow = lake.tables({
      ...lake.objects,
      async download(key, path) {
        stop.abort();
        await lake.objects.download(key, path);
      },
    });
    await lake.upkeep(telemetry, { tables: slow })(stop.signal);
    expect(await (await lake.reader()).files('conversations-ingested')).toHaveLength(12);
  });
});

describe('erasure from the lake', () => {
  const secret = aConversation({ conversationId: 'erased', sequence: 1, title: 'canary-7391' });
  const later = aConversation({ conversationId: 'erased', sequence: 9, title: 'given again' });
  const erase = (...ids: string[]): Promise<unknown> =>
    append(
      lake.process(),
      batchOf(
        received(
          topics.conversationsDeleted,
          ids.map((conversationId) => erasureOf({ ...secret, conversationId }, 5)),
        ),
      ),
    );

  it('removes it from every file, at once, and keeps what came after', async () => {
    const kept = aConversation({ conversationId: 'kept', sequence: 1 });
    await append(lake.process(), batchOf(ingested([secret, kept, later])));
    await erase('erased');
    await upkeep();
    expect(await keptData()).toEqual([kept, later]);
    expect(await parquetKeys()).toHaveLength(1);
    await upkeep();
    expect(await parquetKeys()).toHaveLength(1);
  });

  it('finds it on other days than that of its erasure, and after merging', async () => {
    const moved = { ...secret, startedAt: '2025-12-24T10:00:00.000Z', sequence: 2 };
    const others = someConversations(20);
    await appendOneByOne([secret, ...others, moved]);
    await upkeep();
    await erase('erased');
    await upkeep();
    expect(await keptData()).toEqual(others);
  });

  it('removes what comes late, after its erasure', async () => {
    await erase('erased');
    await upkeep();
    await append(lake.process(), batchOf(ingested([secret, later])));
    await upkeep();
    expect(await keptData()).toEqual([later]);
  });

  it('forgets whose time is over, so that a start does not read every erasure there ever was', async () => {
    const AGAIN_MS = 10 * GRACE_MS;
    const comesAgainMs = () => Promise.resolve(AGAIN_MS);
    const erasedAt = (conversationId: string, at: number) => ({
      ...erasureOf({ ...secret, conversationId }, 5),
      deletedAt: new Date(at).toISOString(),
    });
    const erase = (firstOffset: bigint, ...erasures: ReturnType<typeof erasedAt>[]) =>
      append(lake.process(), batchOf(received(topics.conversationsDeleted, erasures, { firstOffset })));
    await erase(0n, erasedAt('long-ago', lake.now - 20 * GRACE_MS), erasedAt('lately', lake.now));
    await append(lake.process(), batchOf(ingested([{ ...secret, conversationId: 'long-ago' }])));
    // Not one of them is done yet: age does not matter.
    await lake.upkeep(telemetry, { comesAgainMs })();
    expect(await keptData()).toEqual([]);
    lake.now += 3 * GRACE_MS;
    await erase(2n, erasedAt('now', lake.now));
    await lake.upkeep(telemetry, { comesAgainMs })();
    const erasures = new Erasures({
      ...{ tables: lake.tables(), scratchDir: lake.dir, graceMs: GRACE_MS, comesAgainMs },
    });
    const knownIds = async (): Promise<string[]> => {
      await erasures.refresh();
      return erasures.all().map(({ conversationId }) => conversationId);
    };
    expect((await knownIds()).sort()).toEqual(['lately', 'now']);
    lake.now += AGAIN_MS;
    // Of the last one a new process does not know that it is done.
    expect(await knownIds()).toEqual(['now']);
  });

  it('opens no merged file that does not have it, also after a restart', async () => {
    const load = Array.from({ length: 10 }, (_, day) =>
      onDay(someConversations(40), `2026-02-${String(day + 1).padStart(2, '0')}`).map((one, n) => ({
        ...one,
        conversationId: `${(day * 40 + n) * 7919}`,
      })),
    ).flat();
    await appendOneByOne(load.slice(0, 3));
    for (let start = 3; start < load.length; start += 80)
      await append(lake.process(), batchOf(ingested(load).slice(start, start + 80)));
    await lake.upkeep(telemetry, { dayFileBytes: 3_000 })();
    const files = await (await lake.reader()).files('conversations-ingested');
    expect(files.filter(({ path }) => path.startsWith('date=')).length).toBeGreaterThanOrEqual(8);
    await erase(load[100]?.conversationId ?? '');
    const { store, take } = createCountingStore(lake.objects);
    await lake.upkeep(telemetry, { tables: lake.tables(store) })();
    const opened = take().downloaded.filter((key) => key.startsWith(`${ROOT}date=`));
    expect(opened).toEqual([expect.stringContaining('date=2026-02-03') as unknown]);
    expect(await keptData()).toHaveLength(load.length - 1);
    await lake.upkeep(telemetry, { tables: lake.tables(store) })();
    expect(take().downloaded.filter((key) => key.startsWith(`${ROOT}date=`))).toEqual([]);
  });

  it('is not undone by a merge that read the file before', async () => {
    await appendOneByOne([secret, ...sameDay]);
    await erase('erased');
    const others = lake.upkeep(telemetry);
    await Promise.all([upkeep(), others()]);
    await upkeep();
    expect(await keptData()).toEqual(sameDay);
  });
});
