import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createFilesystemObjectStore, type ObjectStore } from '@convoscope/objects';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect } from '../reader/collect.ts';
import type { Action } from './actions.ts';
import { DeltaTable, type DeltaTableOptions } from './delta-table.ts';
import { commitKey, lastCheckpointKey } from './log-keys.ts';
import { readNewest, readVersion } from './read-log.ts';

const ROOT = 't/';
let dir: string;
let objects: ObjectStore;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'delta-table-'));
  objects = createFilesystemObjectStore({ dir: join(dir, 'objects') });
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const place = (of = objects) => ({ objects: of, root: ROOT, scratchDir: join(dir, 'scratch') });

const first: Action[] = [
  { protocol: { minReaderVersion: 1, minWriterVersion: 2 } },
  {
    metaData: {
      ...{
        id: 'an-id',
        format: { provider: 'parquet', options: {} },
        partitionColumns: [],
        configuration: {},
      },
      schemaString: '{"type":"struct","fields":[]}',
    },
  },
];

const open = (over: Partial<DeltaTableOptions> = {}): DeltaTable =>
  new DeltaTable({
    ...{ ...place(), create: () => first, now: () => Date.now(), checkpointInterval: 10 },
    ...{ logRetentionMs: 1e9, ...over },
  });

const adding = (path: string, lane = path) => ({
  ...{ operation: 'WRITE', lane },
  plan: (): Action[] => [
    { add: { path, partitionValues: {}, size: 1, modificationTime: 2, dataChange: true, tags: { a: 'b' } } },
  ],
});

const addMany = async (table: DeltaTable, n: number, prefix = 'f'): Promise<void> => {
  for (let i = 0; i < n; i++) await table.commit(adding(`${prefix}${i}`));
};

/** Counts what is asked of the store. */
function counting(of: ObjectStore) {
  const counts = { gets: 0, lists: 0, puts: 0, downloads: 0 };
  const store: ObjectStore = {
    ...of,
    get: (key) => ((counts.gets += 1), of.get(key)),
    list: (prefix) => ((counts.lists += 1), of.list(prefix)),
    put: (key, body, options) => ((counts.puts += 1), of.put(key, body, options)),
    download: (key, path) => ((counts.downloads += 1), of.download(key, path)),
  };
  return { store, counts };
}

const paths = (snapshot: { files: ReadonlyMap<string, unknown> } | null): string[] =>
  [...(snapshot?.files.keys() ?? [])].sort();

describe('a Delta table', () => {
  it('has each of the files that writers add at the same time, whoever wins a version', async () => {
    const writers = Array.from({ length: 4 }, () => open());
    await Promise.all(writers.map((writer, i) => addMany(writer, 8, `w${i}-`)));
    const names = writers.flatMap((_, i) => Array.from({ length: 8 }, (_u, n) => `w${i}-${n}`));
    expect(paths(await readNewest(place()))).toEqual(names.sort());
  });

  it('puts changes of different lanes that wait for a commit into the next one together, and those of one lane apart', async () => {
    const table = open();
    await table.refresh();
    await Promise.all(['a', 'b', 'c', 'd'].map((path) => table.commit(adding(path))));
    expect((await readNewest(place()))?.version).toBeLessThanOrEqual(2);
    const { version } = await table.known();
    await Promise.all(['e', 'f', 'g'].map((path) => table.commit(adding(path, 'one lane'))));
    expect((await readNewest(place()))?.version).toBe(version + 3);
  });

  it('plans again with what another writer wrote first, and may then find nothing to do', async () => {
    const [one, other] = [open(), open()];
    await Promise.all([one.refresh(), other.refresh()]);
    await one.commit(adding('a'));
    const seen: number[] = [];
    const isCommitted = await other.commit({
      ...{ operation: 'WRITE', lane: 'x' },
      plan(snapshot) {
        seen.push(snapshot.files.size);
        return snapshot.files.size > 0 ? null : adding('b').plan();
      },
    });
    expect({ isCommitted, seen }).toEqual({ isCommitted: false, seen: [0, 1] });
  });

  it('takes a commit for its own whose acknowledgement was lost and whose put was repeated', async () => {
    const repeating: ObjectStore = {
      ...objects,
      async put(key, body, options) {
        await objects.put(key, body, options);
        return objects.put(key, body, options);
      },
    };
    const table = open({ objects: repeating });
    await table.commit(adding('a'));
    expect((await table.known()).version).toBe(1);
    expect((await readNewest(place()))?.version).toBe(1);
  });

  it('reads again after a put that failed: it may have arrived', async () => {
    let isFailing = false;
    const table = open({
      objects: {
        ...objects,
        async put(key, body, options) {
          const put = await objects.put(key, body, options);
          if (isFailing) throw new Error('no answer');
          return put;
        },
      },
    });
    await table.refresh();
    isFailing = true;
    await expect(table.commit(adding('a'))).rejects.toThrow('no answer');
    isFailing = false;
    expect(paths(await table.known())).toEqual(['a']);
  });

  it('costs one request and one put a commit, however long its history is', async () => {
    const { store, counts } = counting(objects);
    const table = open({ objects: store, checkpointInterval: 1_000 });
    await addMany(table, 5);
    const costOf = async (work: () => Promise<unknown>): Promise<object> => {
      Object.assign(counts, { gets: 0, lists: 0, puts: 0, downloads: 0 });
      await work();
      return { ...counts };
    };
    const early = await costOf(() => table.commit(adding('x')));
    await addMany(table, 60, 'more-');
    expect(await costOf(() => table.commit(adding('y')))).toEqual(early);
    expect(early).toEqual({ gets: 0, lists: 0, puts: 1, downloads: 0 });
    expect(await costOf(() => table.refresh())).toEqual({ gets: 1, lists: 0, puts: 0, downloads: 0 });
  });

  it('is read by its newest checkpoint and the commits after it: no more with four times the history', async () => {
    const { store, counts } = counting(objects);
    const costOfReading = async (): Promise<number> => {
      Object.assign(counts, { gets: 0, lists: 0, puts: 0, downloads: 0 });
      await readNewest(place(store));
      return counts.gets + counts.lists + counts.downloads;
    };
    const table = open();
    await addMany(table, 14);
    const early = await costOfReading();
    await addMany(table, 40, 'more-');
    expect(await costOfReading()).toBe(early);
    expect(paths(await readNewest(place()))).toHaveLength(54);
    expect((await readNewest(place()))?.files.get('f0')).toMatchObject({ tags: { a: 'b' }, size: 1 });
  });

  it('is as it was at any earlier version, and says so where there is none', async () => {
    await addMany(open(), 23);
    for (const version of [0, 7, 10, 19, 23])
      expect(paths(await readVersion(place(), version))).toHaveLength(version);
    await expect(readVersion(place(), 24)).rejects.toMatchObject({ code: 'LAKE_VERSION_GONE' });
  });

  it('forgets commits that are too old once a checkpoint covers them, and is read all the same', async () => {
    await addMany(open(), 25);
    const old = new Date(Date.now() - 60_000);
    for await (const { key } of objects.list(`${ROOT}_delta_log/`))
      await utimes(join(dir, 'objects', key), old, old);
    // The commit after a checkpoint waits for it.
    await addMany(open({ logRetentionMs: 30_000 }), 6, 'more-');
    const keys = (await collect(objects.list(`${ROOT}_delta_log/`))).map(({ key }) => key);
    expect(keys).not.toContain(commitKey(ROOT, 19));
    expect(keys).toContain(commitKey(ROOT, 20));
    expect(paths(await readNewest(place()))).toHaveLength(31);
    expect(paths(await readVersion(place(), 22))).toHaveLength(22);
    await expect(readVersion(place(), 15)).rejects.toMatchObject({ code: 'LAKE_VERSION_GONE' });
  });

  it('is found without the pointer to its checkpoint', async () => {
    await addMany(open(), 25);
    const old = new Date(Date.now() - 60_000);
    for await (const { key } of objects.list(`${ROOT}_delta_log/`))
      await utimes(join(dir, 'objects', key), old, old);
    await addMany(open({ logRetentionMs: 30_000 }), 6, 'more-');
    await objects.delete(lastCheckpointKey(ROOT));
    expect(paths(await readNewest(place()))).toHaveLength(31);
  });

  it('goes on where a checkpoint can not be written', async () => {
    const failed: unknown[] = [];
    const table = open({
      objects: { ...objects, putFile: () => Promise.reject(new Error('no room')) },
      onCheckpointFailed: (error) => failed.push(error),
    });
    await addMany(table, 12);
    expect(failed).toHaveLength(1);
    expect(paths(await readNewest(place()))).toHaveLength(12);
  });

  it.each([
    [{ minReaderVersion: 3, minWriterVersion: 7, readerFeatures: ['deletionVectors'] }, 'deletionVectors'],
    [{ minReaderVersion: 2, minWriterVersion: 5 }, 'reader version 2'],
  ])('is refused by name when it asks for more than this library knows: %j', async (protocol, named) => {
    await open({ create: () => [{ protocol }, ...first.slice(1)] })
      .refresh()
      .catch(() => undefined);
    await expect(readNewest(place())).rejects.toMatchObject({
      ...{ code: 'LAKE_DELTA_FEATURE', message: expect.stringContaining(named) as unknown },
    });
  });
});
