import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import { eventually, seededRandom } from '@convoscope/testing';
import fc from 'fast-check';
import pino from 'pino';
import { mkdirSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { createMemoryBus, inspectJournal, ok, repairJournal } from '../src/index.ts';
import { openJournal, type Journal } from '../src/journal/journal-storage.ts';
import type { StoredRecord } from '../src/driver/bus-driver.ts';
import { topics } from '@convoscope/contracts';
import { feedback } from './sample-events.ts';

const logger = pino({ level: 'silent' });
const N_RECORDS = 40;
const aRecord = (n: number) => ({
  key: Buffer.from(`k${n}`),
  value: Buffer.from('v'.repeat(n)),
  headers: {},
});

describe('a damaged journal', () => {
  let dir: string;
  const files = async (): Promise<string[]> => {
    const folder = join(dir, 'topics', 'events', '0');
    return (await readdir(folder))
      .filter((name) => name.endsWith('.journal'))
      .sort()
      .map((name) => join(folder, name));
  };
  /** Four files of ten records each. */
  const open = (): Journal =>
    openJournal({ dir, logger, segmentBytes: 900, tailBytes: 1, retentionMsOf: () => -1, now: () => 0 });
  const readAll = async (journal: Journal): Promise<StoredRecord[]> => {
    const log = journal.openLog('events', 0);
    const records: StoredRecord[] = [];
    for (let at = 0n; at < log.high;) {
      const some = await log.read(at, 7, 300);
      records.push(...some);
      at = (some.at(-1)?.offset ?? log.high) + 1n;
    }
    return records;
  };
  const fill = async (): Promise<void> => {
    const journal = open();
    journal.addTopic('events', 1);
    const log = journal.openLog('events', 0);
    for (let n = 0; n < N_RECORDS; n++) await log.append([aRecord(n)], 1);
    await journal.close();
  };
  const flip = async (path: string, byte: number): Promise<void> => {
    const content = await readFile(path);
    content[byte] = (content[byte] ?? 0) ^ 1;
    await writeFile(path, content);
  };

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'journal-damage-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('loses the one record of a flipped bit in a middle file, and says which', async () => {
    await fill();
    await flip((await files())[1] ?? '', 60);
    const journal = open();
    const records = await readAll(journal);
    expect(records).toHaveLength(N_RECORDS - 1);
    expect(records.every(({ offset, key }) => String(key) === `k${offset}`)).toBe(true);
    expect(journal.damages).toHaveLength(1);
    await journal.close();
  });

  it('keeps what was acknowledged behind a flipped bit in the last file', async () => {
    await fill();
    await flip((await files()).at(-1) ?? '', 60);
    const journal = open();
    expect(await readAll(journal)).toHaveLength(N_RECORDS - 1);
    expect(journal.damages).toHaveLength(1);
    await journal.close();
  });

  it('does not give out the offset of a damaged last record again', async () => {
    await fill();
    const last = (await files()).at(-1) ?? '';
    await flip(last, (await readFile(last)).length - 1);
    const journal = open();
    const log = journal.openLog('events', 0);
    await log.append([aRecord(99)], 1);
    const [added] = await log.read(BigInt(N_RECORDS), 1, 1_000);
    expect(String(added?.key)).toBe('k99');
    expect(journal.damages).toMatchObject([{ from: N_RECORDS - 1, to: null }]);
    await journal.close();
  });

  it('steps over what is damaged while it is open', async () => {
    await fill();
    const journal = open();
    expect(await readAll(journal)).toHaveLength(N_RECORDS);
    await flip((await files())[2] ?? '', 60);
    expect(await readAll(journal)).toHaveLength(N_RECORDS - 1);
    await journal.close();
  });

  it('goes on reading and finding nothing wrong after it was repaired', async () => {
    await fill();
    const [, second = '', third = ''] = await files();
    await flip(second, 60);
    await flip(third, 2);
    expect(await inspectJournal(dir, logger)).toHaveLength(2);
    expect(await repairJournal(dir, logger)).toHaveLength(2);
    expect(await inspectJournal(dir, logger)).toEqual([]);
    const journal = open();
    expect(await readAll(journal)).toHaveLength(N_RECORDS - 2);
    await journal.close();
  });

  it('leaves out offsets that a power cut may have taken with it', async () => {
    await fill();
    await writeFile(join(dir, 'open'), 'another start of the machine');
    const end = async (): Promise<number> => {
      const journal = open();
      const { high } = journal.openLog('events', 0);
      await journal.close();
      return Number(high);
    };
    const high = await end();
    expect(high).toBeGreaterThan(N_RECORDS + 1_000_000);
    expect(await end()).toBe(high);
  });

  it('reads files and commits of the first format', async () => {
    const folder = join(dir, 'topics', 'events', '0');
    mkdirSync(folder, { recursive: true });
    const oldFrames = [0, 1, 2].map((n) => oldFrame(`k${n}`, 'v'));
    await writeFile(join(dir, 'topics', 'events', 'partitions'), '1');
    await writeFile(join(folder, '0000000000000000.log'), Buffer.concat(oldFrames.slice(0, 2)));
    await writeFile(join(folder, '0000000000000002.log'), Buffer.concat([oldFrames[2] ?? Buffer.alloc(0)]));
    await writeFile(join(dir, 'commits'), oldFrame('a|events|0', '2'));
    const journal = open();
    expect((await readAll(journal)).map(({ key }) => String(key))).toEqual(['k0', 'k1', 'k2']);
    expect(journal.commits.get('a', 'events', 0)).toBe(2n);
    await journal.close();
    const again = open();
    expect(again.commits.get('a', 'events', 0)).toBe(2n);
    await again.close();
  });

  it('keeps the commits behind a damaged one', async () => {
    const journal = open();
    await journal.commits.set('a', 'events', 0, 1n);
    await journal.commits.set('b', 'events', 0, 2n);
    await journal.commits.set('c', 'events', 0, 3n);
    await journal.close();
    await flip(join(dir, 'offsets'), 70);
    const again = open();
    const kept = ['a', 'b', 'c'].filter((group) => again.commits.get(group, 'events', 0) !== null);
    expect(kept).toEqual(['a', 'c']);
    await again.close();
  });

  it('gives of any damaged files whole records only, in order, and says so when one is missing', async () => {
    await fill();
    const whole = await Promise.all(
      (await files()).map(async (path) => [path, await readFile(path)] as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.nat({ max: 3 }), async (seed, nFlips) => {
        const random = seededRandom(seed);
        await rm(dir, { recursive: true });
        mkdirSync(join(dir, 'topics', 'events', '0'), { recursive: true });
        for (const [path, content] of whole) await writeFile(path, content);
        for (let n = 0; n <= nFlips; n++) {
          const [path = '', content = Buffer.alloc(1)] = whole[Math.floor(random() * whole.length)] ?? [];
          await flip(path, Math.floor(random() * content.length));
        }
        const [last = '', content = Buffer.alloc(0)] = whole.at(-1) ?? [];
        const isCut = random() < 0.3;
        if (isCut) await truncate(last, Math.floor(random() * content.length));
        const journal = open();
        const records = await readAll(journal);
        const offsets = records.map(({ offset }) => Number(offset));
        expect(offsets).toEqual([...new Set(offsets)].sort((a, b) => a - b));
        for (const { offset, key, value } of records)
          expect({ key, value }).toMatchObject({
            key: aRecord(Number(offset)).key,
            value: aRecord(Number(offset)).value,
          });
        if (!isCut) {
          expect(journal.damages.length > 0).toBe(records.length < N_RECORDS);
          const log = journal.openLog('events', 0);
          expect(Number(log.high)).toBeGreaterThanOrEqual(N_RECORDS);
        }
        await journal.close();
      }),
      // The last record before a file and all records of the file.
      { numRuns: 60, examples: [[2147483641, 1]] },
    );
  });
});

/** `u32 length, u32 CRC-32, payload` */
function oldFrame(key: string, value: string): Buffer {
  const payload = Buffer.alloc(18 + key.length + value.length);
  payload.writeInt32LE(key.length, 8);
  payload.write(key, 12);
  payload.writeInt32LE(value.length, 12 + key.length);
  payload.write(value, 16 + key.length);
  const header = Buffer.alloc(8);
  header.writeUInt32LE(payload.length, 0);
  header.writeUInt32LE(crc32(payload), 4);
  return Buffer.concat([header, payload]);
}

describe('a bus on a damaged journal', () => {
  let dir: string;
  let telemetry: Telemetry;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'journal-damage-'));
    telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
  });
  afterEach(async () => {
    await telemetry.close();
    await rm(dir, { recursive: true });
  });

  it('delivers all but the damaged record, keeps timers running, and is not ready', async () => {
    const topic = topics.feedbackGiven;
    const before = createMemoryBus({ telemetry, service: 'test', journalDir: dir, partitions: 1 });
    for (const key of ['a', 'b', 'c']) await before.publish(topic, [feedback(key)]);
    await before.close();
    const folder = join(dir, 'topics', `convoscope.${topic.name}`, '0');
    const [name = ''] = await readdir(folder);
    const content = await readFile(join(folder, name));
    content[content.length - 10] = (content[content.length - 10] ?? 0) ^ 4;
    await writeFile(join(folder, name), content);
    const bus = createMemoryBus({ telemetry, service: 'test', journalDir: dir, partitions: 1 });
    const seen: string[] = [];
    await bus.subscribe({
      group: 'a',
      topics: [topic],
      handler: ({ events }) => {
        seen.push(...events.map(({ key }) => key));
        return Promise.resolve(events.map(() => ok(undefined)));
      },
    });
    await bus.publish(topic, [feedback('d')]);
    await eventually(() => expect(seen).toEqual(['a', 'b', 'd']));
    await eventually(async () => expect((await bus.progress(['a'], [topic]))[0]?.lag).toBe(0));
    expect((await telemetry.health('ready')).checks['journal']).toMatchObject({
      healthy: false,
      details: { nDamages: 1, mend: expect.stringContaining('doctor --repair') },
    });
    await bus.close();
  });
});
