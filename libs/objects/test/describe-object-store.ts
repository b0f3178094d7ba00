import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PermanentError } from '@convoscope/contracts';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { updateJson, type ObjectInfo, type ObjectStore } from '../src/index.ts';

const collect = async (items: AsyncIterable<ObjectInfo>): Promise<ObjectInfo[]> => {
  const all: ObjectInfo[] = [];
  for await (const item of items) all.push(item);
  return all;
};

const text = async (store: ObjectStore, key: string): Promise<string | undefined> =>
  (await store.get(key))?.body.toString('utf8');

/** What every driver of the object store keeps to. `createStore` is called once per writer: writers share the data, not the process state. */
export function describeObjectStore(
  name: string,
  createStore: () => Promise<ObjectStore> | ObjectStore,
): void {
  describe(`${name} as an object store`, () => {
    let store: ObjectStore;
    let dir: string;
    const prefix = `contract-${randomUUID()}/`;
    beforeAll(async () => {
      store = await createStore();
      dir = await mkdtemp(join(tmpdir(), 'objects-contract-'));
    });
    afterAll(async () => {
      await store.close();
      await rm(dir, { recursive: true, force: true });
    });

    it('gives back what was put, byte for byte, with its size and etag', async () => {
      const body = randomBytes(70_000);
      const put = await store.put(`${prefix}bytes/a`, body, { contentType: 'application/octet-stream' });
      const found = await store.get(`${prefix}bytes/a`);
      expect(found?.body.equals(body)).toBe(true);
      expect(put).toEqual({ stored: true, etag: found?.info.etag });
      const head = await store.head(`${prefix}bytes/a`);
      expect(head).toMatchObject({ key: `${prefix}bytes/a`, sizeBytes: 70_000, etag: found?.info.etag });
      expect(Math.abs(Date.now() - Number(head?.lastModifiedAt))).toBeLessThan(60_000);
    });

    it('holds an empty object and keys beyond ASCII', async () => {
      await store.put(`${prefix}names/Ünïcode key=ü&x+y 100%.txt`, '');
      expect(await text(store, `${prefix}names/Ünïcode key=ü&x+y 100%.txt`)).toBe('');
      const [listed] = await collect(store.list(`${prefix}names/`));
      expect(listed?.key).toBe(`${prefix}names/Ünïcode key=ü&x+y 100%.txt`);
    });

    it('says null for what is not there, and deletes what is not there without complaint', async () => {
      expect(await store.get(`${prefix}nothing`)).toBeNull();
      expect(await store.head(`${prefix}nothing`)).toBeNull();
      expect(await store.getStream(`${prefix}nothing`)).toBeNull();
      await expect(store.delete(`${prefix}nothing`)).resolves.toBeUndefined();
      await expect(store.download(`${prefix}nothing`, join(dir, 'nothing'))).rejects.toThrow(PermanentError);
    });

    it('replaces an object on an unconditional put', async () => {
      await store.put(`${prefix}replaced`, 'old');
      await store.put(`${prefix}replaced`, 'new');
      expect(await text(store, `${prefix}replaced`)).toBe('new');
    });

    it('keeps the first of two puts that are only allowed when absent', async () => {
      const first = await store.put(`${prefix}once`, 'first', { ifAbsent: true });
      expect(first).toMatchObject({ stored: true });
      expect(await store.put(`${prefix}once`, 'second', { ifAbsent: true })).toEqual({ stored: false });
      expect(await text(store, `${prefix}once`)).toBe('first');
    });

    it('lets exactly one of ten racing writers create an object', async () => {
      const writers = await Promise.all(Array.from({ length: 10 }, async () => createStore()));
      const results = await Promise.all(
        writers.map((writer, i) => writer.put(`${prefix}race/one`, `writer ${i}`, { ifAbsent: true })),
      );
      const winners = results.flatMap((result, i) => (result.stored ? [i] : []));
      expect(winners).toHaveLength(1);
      expect(await text(store, `${prefix}race/one`)).toBe(`writer ${winners[0]}`);
      await Promise.all(writers.map((writer) => writer.close()));
    });

    it('replaces only the version that was named', async () => {
      const first = await store.put(`${prefix}cas`, 'v1');
      const etag = first.stored ? first.etag : '';
      expect(await store.put(`${prefix}cas`, 'v2', { ifMatch: etag })).toMatchObject({ stored: true });
      expect(await store.put(`${prefix}cas`, 'v3', { ifMatch: etag })).toEqual({ stored: false });
      expect(await text(store, `${prefix}cas`)).toBe('v2');
      expect(await store.put(`${prefix}cas-absent`, 'v1', { ifMatch: etag })).toEqual({ stored: false });
    });

    it('loses no increment when writers race with compare-and-swap', async () => {
      const writers = await Promise.all(Array.from({ length: 4 }, async () => createStore()));
      const increment = (writer: ObjectStore): Promise<unknown> =>
        updateJson<{ n: number }>(writer, `${prefix}counter`, (now) => ({ n: (now?.n ?? 0) + 1 }));
      await Promise.all(
        writers.map(async (writer) => {
          for (let i = 0; i < 5; i++) await increment(writer);
        }),
      );
      expect(JSON.parse((await text(store, `${prefix}counter`)) ?? '')).toEqual({ n: 20 });
      await Promise.all(writers.map((writer) => writer.close()));
    });

    it('lists the keys under a prefix in the order of their bytes, and only those', async () => {
      const keys = ['l/b', 'l/a/2', 'l/a/1', 'l/a.txt', 'l/a-x', 'l/z/y/x', 'lz'];
      for (const key of keys) await store.put(`${prefix}${key}`, key);
      const listed = await collect(store.list(`${prefix}l/`));
      const expected = ['l/a-x', 'l/a.txt', 'l/a/1', 'l/a/2', 'l/b', 'l/z/y/x'];
      expect(listed.map(({ key }) => key)).toEqual(expected.map((key) => `${prefix}${key}`));
      expect(listed[0]).toMatchObject({ sizeBytes: 5 });
      const partOfName = await collect(store.list(`${prefix}l/a/`));
      expect(partOfName).toHaveLength(2);
      expect(await collect(store.list(`${prefix}l/a.`))).toHaveLength(1);
      expect(await collect(store.list(`${prefix}none/`))).toEqual([]);
    });

    it('uploads a large file in parts, under the same conditions, and downloads it', async () => {
      const path = join(dir, 'large');
      const body = randomBytes(18 * 1024 * 1024);
      await writeFile(path, body);
      expect(await store.putFile(`${prefix}large`, path, { ifAbsent: true })).toMatchObject({ stored: true });
      expect(await store.putFile(`${prefix}large`, path, { ifAbsent: true })).toEqual({ stored: false });
      await store.download(`${prefix}large`, join(dir, 'back'));
      expect((await readFile(join(dir, 'back'))).equals(body)).toBe(true);
      const chunks: Buffer[] = [];
      for await (const chunk of (await store.getStream(`${prefix}large`)) ?? []) chunks.push(chunk as Buffer);
      expect(Buffer.concat(chunks).equals(body)).toBe(true);
    });

    it('uploads a small file and deletes it', async () => {
      await writeFile(join(dir, 'small'), 'small');
      await store.putFile(`${prefix}small`, join(dir, 'small'));
      expect(await text(store, `${prefix}small`)).toBe('small');
      await store.delete(`${prefix}small`);
      expect(await store.get(`${prefix}small`)).toBeNull();
    });

    it.each(['', '/a', 'a//b', 'a/', '../a', 'a/../../b', './a', 'a\0b', 'a\\b', 'x'.repeat(1025)])(
      'refuses the key %j',
      async (key) => {
        await expect(async () => store.put(key, 'x')).rejects.toMatchObject({ code: 'OBJECTS_KEY_INVALID' });
        await expect(async () => store.get(key)).rejects.toMatchObject({ code: 'OBJECTS_KEY_INVALID' });
      },
    );

    it('refuses conditions that exclude each other', async () => {
      const put = async (): Promise<unknown> =>
        store.put(`${prefix}both`, 'x', { ifAbsent: true, ifMatch: 'etag' });
      await expect(put).rejects.toMatchObject({ code: 'OBJECTS_OPTIONS' });
    });
  });
}
