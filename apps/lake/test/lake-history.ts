import { topics, type Conversation } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import type { Telemetry } from '@convoscope/telemetry';
import { aConversation, seededRandom } from '@convoscope/testing';
import { append, batchOf, ingested, received, type LakeFixture } from './lake-fixture.ts';

const N_CONVERSATIONS = 60;
const PARTITIONS = 2;

/** What a random history has left: what must be in `conversations_ingested`, row by row. */
export interface LakeHistory {
  expected: { partition: number; offset: number; conversationId: string; title: string }[];
  nDeaths: number;
}

type Random = () => number;

/** A store whose owner may die at any put: before it, or after it without knowing. */
function mortal(objects: ObjectStore, random: Random, onDeath: () => void): ObjectStore {
  const die = (): never => {
    onDeath();
    throw new Error('killed');
  };
  return {
    ...objects,
    async put(key, body, options) {
      const fate = random();
      if (fate < 0.05) die();
      const put = await objects.put(key, body, options);
      if (fate > 0.95) die();
      return put;
    },
  };
}

const conversation = (i: number, random: Random): Conversation =>
  aConversation({
    ...{ conversationId: `c${i % 40}`, sequence: 1 + i, title: `title ${i}` },
    startedAt: new Date(Date.UTC(2026, 0, 1 + Math.floor(random() * 5), 9)).toISOString(),
  });

/** The log of each partition, of which every writer sees a part. */
const logs = (random: Random) =>
  Array.from({ length: PARTITIONS }, (_, partition) =>
    ingested(
      Array.from({ length: N_CONVERSATIONS }, (_u, i) => conversation(i, random)),
      { partition },
    ),
  );

const orIfKilled = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!String((error as Error).message).includes('killed')) throw error;
  });
};

/**
 * Writers that race, repeat and die in the middle of a put, merges, sweeps and erasures at the same time, while the clock goes on: then everything once more
 * by a writer that lives. Repeatable but for the order of what runs at once.
 */
export async function liveThroughHistory(
  lake: LakeFixture,
  telemetry: Telemetry,
  seed: number,
): Promise<LakeHistory> {
  const random = seededRandom(seed);
  const events = logs(random);
  let nDeaths = 0;
  const store = (): ObjectStore => mortal(lake.objects, random, () => (nDeaths += 1));
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low));
  const write = async (): Promise<void> => {
    const partition = between(0, PARTITIONS);
    const end = between(1, N_CONVERSATIONS);
    // The bus hands over what follows the group's position, which never lies beyond what is written.
    const batch = batchOf(events[partition]?.slice(0, end) ?? []);
    await orIfKilled(append(lake.process(store()), batch));
  };
  const tend = (): Promise<void> => orIfKilled(lake.upkeep(telemetry, { tables: lake.tables(store()) })());
  const erasedIds = new Set<string>();
  const erase = async (): Promise<void> => {
    const conversationId = `c${between(0, 40)}`;
    const offset = erasedIds.size;
    if (erasedIds.has(conversationId)) return;
    erasedIds.add(conversationId);
    const deletion = {
      ...{ conversationId, source: 'test', sequence: 1_000, reason: 'erased' as const },
      ...{ startedAt: '2026-01-01T09:00:00.000Z', deletedAt: '2026-01-09T09:00:00.000Z' },
    };
    const place = { firstOffset: BigInt(offset) };
    await append(lake.process(), batchOf(received(topics.conversationsDeleted, [deletion], place)));
  };
  for (let step = 0; step < 8; step++) {
    await Promise.all([write(), write(), write(), random() < 0.4 ? tend() : undefined]);
    if (random() < 0.4) await Promise.all([tend(), tend(), erase()]);
    if (random() < 0.2) lake.now += 70_000;
  }
  for (const log of events) await append(lake.process(), batchOf(log));
  await lake.upkeep(telemetry)();
  const expected = events.flatMap((log, partition) =>
    log
      .filter(({ data }) => !erasedIds.has(data.conversationId))
      .map(({ data, position }) => ({
        ...{ partition, offset: Number(position.offset) },
        ...{ conversationId: data.conversationId, title: data.title ?? '' },
      })),
  );
  return { expected, nDeaths };
}
