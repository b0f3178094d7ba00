import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { topics } from '@convoscope/contracts';
import { createFilesystemObjectStore, readJson, type ObjectStore } from '@convoscope/objects';
import { aConversation, anEvent } from '@convoscope/testing';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendEvents } from '../append/append-events.ts';
import { progressOf } from '../append/plan-append.ts';
import { withDuckDB } from '../files/duckdb-session.ts';
import { createLandingWriter } from '../files/landing-writer.ts';
import { collect } from '../reader/collect.ts';
import { createLakeReader } from '../reader/lake-reader.ts';
import { datasetNamed, datasets } from '../tables/dataset.ts';
import { LakeTables } from '../tables/lake-tables.ts';

const dataset = datasetNamed('conversations-ingested');
let dir: string;
let scratchDir: string;
let objects: ObjectStore;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'migrate-'));
  scratchDir = join(dir, 'scratch');
  objects = createFilesystemObjectStore({ dir: join(dir, 'objects') });
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const tables = (of = objects): LakeTables =>
  new LakeTables({
    ...{ objects: of, scratchDir, now: Date.now, graceMs: 60_000 },
    ...{ checkpointInterval: 50, logRetentionMs: 60_000 },
  });

const MANIFEST = 'lake/conversations-ingested/v1/_manifest/partition-0.json';

/** A file as the layout before Delta tables had it: the day in the path alone, and times without a zone. */
async function putOldFile(day: string, ids: readonly string[], firstOffset: number): Promise<object> {
  const key = `lake/conversations-ingested/v1/date=${day}/t-0-${firstOffset}-s1.parquet`;
  const body = await withDuckDB({ scratchDir }, async ({ connection, folder }) => {
    const path = join(folder, 'old.parquet');
    const values = dataset.columns
      .filter(({ name }) => name !== 'date' && name !== 'title')
      .map(({ name, type }) => {
        if (name === 'conversation_id') return 'id AS conversation_id';
        if (name === 'tenant') return `'default' AS tenant`;
        if (name === 'log_offset') return `${firstOffset} + i AS log_offset`;
        if (type === 'TIMESTAMPTZ') return `TIMESTAMP '${day} 09:00:00.123' AS ${name}`;
        return `NULL::${type} AS ${name}`;
      });
    const list = ids.map((id) => `'${id}'`).join(', ');
    const from = `(SELECT unnest([${list}]) AS id, generate_subscripts([${list}], 1) - 1 AS i)`;
    await connection.run(`COPY (SELECT ${values.join(', ')} FROM ${from}) TO '${path}' (FORMAT parquet)`);
    return readFile(path);
  });
  await objects.put(key, body);
  return { key, bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') };
}

async function putOldLake(): Promise<void> {
  const files = [await putOldFile('2026-01-05', ['a', 'b'], 0), await putOldFile('2026-01-06', ['c'], 2)];
  await putOldFile('2026-01-07', ['left by a crash'], 3);
  const manifest = { ...{ partition: 0, epoch: 1, nextOffset: '3', lastAppendedAtMs: 5_000 }, files };
  await objects.put(MANIFEST, JSON.stringify(manifest));
}

const rows = async (): Promise<Record<string, unknown>[]> => {
  const reader = await createLakeReader({ objects, scratchDir });
  try {
    const sql = `SELECT conversation_id AS id, date, started_at AS "startedAt", title FROM conversations_ingested ORDER BY log_offset`;
    return await collect(reader.query(sql));
  } finally {
    await reader.close();
  }
};

const EXPECTED = [
  { id: 'a', date: '2026-01-05', startedAt: new Date('2026-01-05T09:00:00.123Z'), title: null },
  { id: 'b', date: '2026-01-05', startedAt: new Date('2026-01-05T09:00:00.123Z'), title: null },
  { id: 'c', date: '2026-01-06', startedAt: new Date('2026-01-06T09:00:00.123Z'), title: null },
];

describe('a lake in the layout before Delta tables', () => {
  it('is not taken for an empty one by readers', async () => {
    await putOldLake();
    await expect(rows()).rejects.toMatchObject({ code: 'LAKE_NOT_MIGRATED' });
  });

  it('becomes the first version of its table, with its days, and goes on at its offsets', async () => {
    await putOldLake();
    const snapshot = await tables().of(dataset).known();
    expect(snapshot.version).toBe(0);
    expect(await rows()).toEqual(EXPECTED);
    expect(progressOf(snapshot, 'conversations.ingested.v1', 0)).toEqual({
      ...{ epoch: 1, nextOffset: 3n, lastAppendedAtMs: 5_000 },
    });
    const conversation = aConversation({ conversationId: 'd' });
    const event = (offset: bigint, appendedAtMs: number) => ({
      ...anEvent(topics.conversationsIngested, 'd', conversation),
      ...{ position: { partition: 0, offset }, appendedAtMs },
    });
    const writer = await createLandingWriter({ scratchDir });
    const deps = { tables: tables(), writer, elapsed: () => performance.now(), commitWithinMs: 60_000 };
    const events = [event(2n, 4_999), event(3n, 6_000)];
    const { signal } = new AbortController();
    expect(await appendEvents(deps, { dataset, partition: 0, events, signal })).toMatchObject({
      nRepeated: 1,
    });
    expect((await rows()).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    writer.close();
  });

  it('keeps writers of before from changing it: they stop at what they read, and commit nothing', async () => {
    await putOldLake();
    const before = await objects.head(MANIFEST);
    await tables().of(dataset).known();
    await expect(readJson(objects, MANIFEST)).rejects.toThrow(SyntaxError);
    expect(await objects.put(MANIFEST, '{}', { ifMatch: before?.etag ?? '' })).toEqual({ stored: false });
  });

  it('is brought over once, also when it was interrupted and when two processes do it at once', async () => {
    await putOldLake();
    const dying = tables({
      ...objects,
      put: (key, body, options) =>
        key.includes('_delta_log') ? Promise.reject(new Error('killed')) : objects.put(key, body, options),
    });
    await expect(dying.of(dataset).known()).rejects.toThrow('killed');
    await Promise.all([tables().of(dataset).known(), tables().of(dataset).known()]);
    expect(await rows()).toEqual(EXPECTED);
  });

  it('is nothing to datasets that had none', async () => {
    for (const one of datasets) expect((await tables().of(one).known()).files.size).toBe(0);
  });
});
