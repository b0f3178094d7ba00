import type { EventBatch, ReceivedEvent } from '@convoscope/bus';
import { topics, type Conversation, type Topic } from '@convoscope/contracts';
import {
  appendEvents,
  createLakeReader,
  createLandingWriter,
  datasetOfTopic,
  LakeTables,
  type AppendDependencies,
  type AppendResult,
  type LakeReader,
  type LandingWriter,
} from '@convoscope/lake';
import { createFilesystemObjectStore, type ObjectStore } from '@convoscope/objects';
import type { Telemetry } from '@convoscope/telemetry';
import { anEvent } from '@convoscope/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLakeEvents } from '../src/lake.events.ts';
import { createLakeUpkeep, type LakeUpkeepOptions } from '../src/upkeep/lake-upkeep.ts';

export const GRACE_MS = 60_000;

/** An empty lake in a folder of its own, with a clock that tests may move. */
export interface LakeFixture {
  dir: string;
  objects: ObjectStore;
  writer: LandingWriter;
  now: number;
  tables(objects?: ObjectStore): LakeTables;
  /** What a process of the lake service holds; each call is another process. */
  process(objects?: ObjectStore): AppendDependencies;
  /** Another process's rounds of upkeep. */
  upkeep(telemetry: Telemetry, over?: Partial<LakeUpkeepOptions>): (signal?: AbortSignal) => Promise<void>;
  reader(): Promise<LakeReader>;
  close(): Promise<void>;
}

export async function createLakeFixture(store?: ObjectStore): Promise<LakeFixture> {
  const dir = await mkdtemp(join(tmpdir(), 'lake-test-'));
  const objects = store ?? createFilesystemObjectStore({ dir: join(dir, 'objects') });
  const scratchDir = join(dir, 'scratch');
  const writer = await createLandingWriter({ scratchDir });
  const readers: LakeReader[] = [];
  const fixture: LakeFixture = {
    ...{ dir, objects, writer, now: Date.now() },
    tables: (of = objects) =>
      new LakeTables({
        ...{ objects: of, scratchDir, now: () => fixture.now, graceMs: GRACE_MS },
        ...{ checkpointInterval: 5, logRetentionMs: 10 * GRACE_MS },
      }),
    process: (of = objects) => ({
      ...{ tables: fixture.tables(of), writer, elapsed: () => performance.now(), commitWithinMs: 30_000 },
    }),
    upkeep: (telemetry, over = {}) =>
      createLakeUpkeep({
        ...{ tables: fixture.tables(), events: createLakeEvents(telemetry), scratchDir, graceMs: GRACE_MS },
        ...{ targetFileBytes: 1_000_000, minFilesToMerge: 3, dayFileBytes: 10_000, quietAfterMs: GRACE_MS },
        ...over,
      }),
    async reader() {
      const reader = await createLakeReader({ objects, scratchDir });
      readers.push(reader);
      return reader;
    },
    async close() {
      for (const reader of readers) await reader.close();
      writer.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
  return fixture;
}

export const append = (
  process: AppendDependencies,
  { topic, ...batch }: Pick<EventBatch, 'topic' | 'partition' | 'events' | 'signal'>,
): Promise<AppendResult> => appendEvents(process, { dataset: datasetOfTopic(topic), ...batch });

/** Events as the bus would hand them over, at consecutive offsets. */
export const received = <T>(
  topic: Topic<T>,
  data: readonly T[],
  { partition = 0, firstOffset = 0n, appendedAtMs = 1_000 } = {},
): ReceivedEvent<T>[] =>
  data.map((value, i) => ({
    ...anEvent(topic, (value as { conversationId?: string }).conversationId ?? `key-${i}`, value),
    position: { topic: topic.name, partition, offset: firstOffset + BigInt(i) },
    appendedAtMs: appendedAtMs + Number(firstOffset) + i,
  }));

export const batchOf = (
  events: readonly ReceivedEvent[],
  signal = new AbortController().signal,
): EventBatch => ({
  topic: events[0]?.topic ?? topics.conversationsIngested.name,
  partition: events[0]?.position.partition ?? 0,
  events,
  signal,
});

export const ingested = (
  conversations: readonly Conversation[],
  place?: Parameters<typeof received>[2],
): ReceivedEvent<Conversation>[] => received(topics.conversationsIngested, conversations, place);
