import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { topics } from '@convoscope/contracts';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import { eventually } from '@convoscope/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryBus, ok, type Bus } from '../src/index.ts';
import { feedback } from './sample-events.ts';

const topic = topics.feedbackGiven;
const TIMEOUT_MS = 60_000;
const TOPIC_DIR = join('topics', `convoscope.${topic.name}`);

describe('a bus with a journal', () => {
  let dir: string;
  let telemetry: Telemetry;
  const open = (more: { isReadOnly?: boolean } = {}): Bus =>
    createMemoryBus({ telemetry, service: 'test', journalDir: dir, partitions: 2, ...more });
  const keysIn = async (bus: Bus): Promise<string[]> => {
    const keys: string[] = [];
    await bus.scan(topic, { onEvents: (events) => void keys.push(...events.map(({ key }) => key)) });
    return keys;
  };
  const consumeAll = async (bus: Bus, isEnough: (seen: string[]) => void): Promise<string[]> => {
    const seen: string[] = [];
    await bus.subscribe({
      group: 'a',
      topics: [topic],
      handler: ({ events }) => {
        seen.push(...events.map(({ key }) => key));
        return Promise.resolve(events.map(() => ok(undefined)));
      },
    });
    await eventually(() => isEnough(seen));
    return seen;
  };

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'journal-'));
    telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
  });
  afterEach(async () => {
    await telemetry.close();
    await rm(dir, { recursive: true });
  });

  it(
    'loses nothing acknowledged and forgets no commit when its process is killed, twice',
    async () => {
      const acknowledged = new Set<string>();
      const processed = new Set<string>();
      for (const firstKey of ['0', '1000000']) {
        const victim = spawn(process.execPath, [
          '--conditions=source',
          join(import.meta.dirname, 'journal-victim.ts'),
          dir,
          firstKey,
        ]);
        let output = '';
        let errors = '';
        victim.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
        victim.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
        try {
          await eventually(
            () => expect(`${errors}${output.match(/processed/g)?.length ?? 0}`).toMatch(/^\d{4,}$/),
            {
              timeoutMs: 20_000,
            },
          );
        } finally {
          victim.kill('SIGKILL');
        }
        await once(victim, 'close');
        for (const [, what, key = ''] of output.matchAll(/^(acknowledged|processed) (k\d+)\n/gm))
          (what === 'processed' ? processed : acknowledged).add(key);
      }
      const bus = open();
      const kept = await keysIn(bus);
      expect(kept).toEqual(expect.arrayContaining([...acknowledged]));
      expect(new Set(kept).size).toBe(kept.length);
      const progress = await bus.progress(['a'], [topic]);
      expect(progress.every(({ committed }) => committed > 0n)).toBe(true);
      const nOpen = progress.reduce((sum, { lag }) => sum + lag, 0);
      const again = await consumeAll(bus, (seen) => expect(seen).toHaveLength(nOpen));
      expect(new Set([...processed, ...again])).toEqual(new Set(kept));
      await bus.close();
    },
    TIMEOUT_MS,
  );

  it('cuts off a write that a crash left unfinished, and keeps a copy of it', async () => {
    const before = open();
    await before.publish(topic, [feedback('a'), feedback('b')]);
    const mark = await readFile(join(dir, 'open'));
    await before.close();
    // As a process that was killed leaves it.
    await writeFile(join(dir, 'open'), mark);
    for (const partition of ['0', '1']) {
      for (const name of await readdir(join(dir, TOPIC_DIR, partition)))
        await appendFile(
          join(dir, TOPIC_DIR, partition, name),
          (await readFile(join(dir, TOPIC_DIR, partition, name))).subarray(0, 30),
        );
    }
    const after = open();
    await after.publish(topic, [feedback('c')]);
    expect((await keysIn(after)).sort()).toEqual(['a', 'b', 'c']);
    await after.close();
    const reopened = open();
    expect((await keysIn(reopened)).sort()).toEqual(['a', 'b', 'c']);
    await reopened.close();
    const files = await Promise.all(['0', '1'].map((partition) => readdir(join(dir, TOPIC_DIR, partition))));
    expect(files.flat().some((name) => name.endsWith('.torn'))).toBe(true);
  });

  it('refuses a second writer, but lets others look', async () => {
    const writer = open();
    await writer.publish(topic, [feedback('a')]);
    expect(() => open()).toThrow('is in use by process');
    const reader = open({ isReadOnly: true });
    expect(await keysIn(reader)).toEqual(['a']);
    expect((await reader.progress(['a'], [topic])).reduce((sum, { lag }) => sum + lag, 0)).toBe(1);
    expect(await reader.listDeadLetters(topic)).toEqual([]);
    await expect(reader.publish(topic, [feedback('b')])).rejects.toThrow('for reading only');
    await reader.close();
    await writer.close();
    await open().close();
  });

  it('ignores the lock of a process that is gone', async () => {
    await writeFile(join(dir, 'lock'), '999999999 1');
    await open().close();
  });

  it('delivers what comes after the tail that a log lost, with offsets that were never given out', async () => {
    const before = open();
    await before.publish(topic, [feedback('a')]);
    await consumeAll(before, (seen) => expect(seen).toEqual(['a']));
    await eventually(async () =>
      expect((await before.progress(['a'], [topic])).every(({ lag }) => lag === 0)).toBe(true),
    );
    await before.close();
    for (const partition of ['0', '1']) {
      for (const name of await readdir(join(dir, TOPIC_DIR, partition)))
        await rm(join(dir, TOPIC_DIR, partition, name));
    }
    const after = open();
    const consuming = consumeAll(after, (seen) => expect(seen).toEqual(['a']));
    await after.publish(topic, [feedback('a')]);
    await consuming;
    const ends = (await after.progress(['a'], [topic])).map(({ end }) => Number(end)).sort();
    expect(ends).toEqual([0, 2]);
    await after.close();
  });
});
