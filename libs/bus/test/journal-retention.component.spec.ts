import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../src/journal/journal-storage.ts';
import type { ClusterStorage } from '../src/memory/memory-cluster.ts';

const HOUR_MS = 3_600_000;
const RECORDS = 10;

describe('the retention of a journal', () => {
  let dir: string;
  let storage: ClusterStorage;
  /** A file a record. `laterMs`: how far ahead of the files' own time it is. */
  const open = (laterMs: number, retentionMs = HOUR_MS): ClusterStorage =>
    openJournal({
      dir,
      logger: pino({ level: 'silent' }),
      segmentBytes: 1,
      tailBytes: 1,
      retentionMsOf: () => retentionMs,
      now: () => Date.now() + laterMs,
    });
  const files = async (): Promise<number> => (await readdir(join(dir, 'topics', 'events', '0'))).length;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'journal-retention-'));
    storage = open(0);
    const log = storage.openLog('events', 0);
    for (let n = 0; n < RECORDS; n++)
      await log.append([{ key: null, value: Buffer.from(String(n)), headers: {} }], Date.now());
    await storage.commits.set('slow', 'events', 0, 6n);
    await storage.commits.set('fast', 'events', 0, 10n);
    await storage.close();
  });
  afterEach(async () => {
    await storage.close();
    await rm(dir, { recursive: true });
  });

  it('keeps what is young', async () => {
    storage = open(0);
    expect(storage.openLog('events', 0).low).toBe(0n);
  });

  it('lets go of files that are old and that every group has read, and reads on where they end', async () => {
    storage = open(2 * HOUR_MS);
    const log = storage.openLog('events', 0);
    expect({ low: log.low, high: log.high, files: await files() }).toEqual({ low: 6n, high: 10n, files: 4 });
    const [first] = await log.read(6n, 1, 1_000);
    expect(first?.value?.toString()).toBe('6');
  });

  it('keeps the last file although it is old and read, so that offsets go on', async () => {
    storage = open(0);
    await storage.commits.set('slow', 'events', 0, 10n);
    await storage.close();
    storage = open(2 * HOUR_MS);
    expect(storage.openLog('events', 0)).toMatchObject({ low: 9n, high: 10n });
  });

  it('lets go when a file is begun, without a new start', async () => {
    storage = open(2 * HOUR_MS, 3 * HOUR_MS);
    const log = storage.openLog('events', 0);
    expect(log.low).toBe(0n);
    await storage.close();
    storage = open(2 * HOUR_MS);
    const again = storage.openLog('events', 0);
    await storage.commits.set('slow', 'events', 0, 8n);
    await again.append([{ key: null, value: Buffer.from('10'), headers: {} }], Date.now());
    expect(again.low).toBe(8n);
  });

  it('keeps everything where the retention is -1', async () => {
    storage = open(10_000 * HOUR_MS, -1);
    expect(storage.openLog('events', 0).low).toBe(0n);
  });
});
