import type { EventBatch, ReceivedEvent } from '@convoscope/bus';
import { topics, type Conversation, type Topic } from '@convoscope/contracts';
import { createFilesystemObjectStore, type ObjectStore } from '@convoscope/objects';
import { anEvent } from '@convoscope/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppendDependencies } from '../src/append-batch.ts';
import { createParquetWriter, type ParquetWriter } from '../src/files/parquet-writer.ts';
import { ManifestStore } from '../src/manifest/manifest-store.ts';
import { createLakeReader, type LakeReader } from '../src/reader/lake-reader.ts';

/** An empty lake in a folder of its own. */
export interface LakeFixture {
  dir: string;
  objects: ObjectStore;
  writer: ParquetWriter;
  /** What a process of the lake service holds; each call is another process. */
  process(objects?: ObjectStore): AppendDependencies;
  reader(): Promise<LakeReader>;
  close(): Promise<void>;
}

export async function createLakeFixture(): Promise<LakeFixture> {
  const dir = await mkdtemp(join(tmpdir(), 'lake-test-'));
  const objects = createFilesystemObjectStore({ dir: join(dir, 'objects') });
  const scratchDir = join(dir, 'scratch');
  const writer = await createParquetWriter({ scratchDir });
  const readers: LakeReader[] = [];
  return {
    ...{ dir, objects, writer },
    process: (store = objects) => ({
      ...{ objects: store, manifests: new ManifestStore(store), writer },
      ...{ now: () => Date.now(), refreshAfterMs: 60_000 },
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
}

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
