import {
  toCategorySection,
  toConversationSection,
} from '@convoscope/app-reporting/analytics/to-analytics-sections';
import { createMemoryBus } from '@convoscope/bus';
import {
  toConversationRef,
  topics,
  type Conversation,
  type ConversationCategorised,
  type ConversationScored,
  type ConversationTranslated,
  type Event,
  type Topic,
} from '@convoscope/contracts';
import type { StageCounter } from '@convoscope/ledger';
import {
  appendEvents,
  createLakeReader,
  createLandingWriter,
  datasetNamed,
  LakeTables,
} from '@convoscope/lake';
import { createFilesystemObjectStore } from '@convoscope/objects';
import type { LedgerStage, Store } from '@convoscope/store';
import type { Telemetry } from '@convoscope/telemetry';
import { anEvent } from '@convoscope/testing';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createStageCounters } from '../src/proof/stage-counters.ts';

/** What each stage is to hold; a conversation that comes twice in a list is there twice. */
export type Holdings = Readonly<Record<LedgerStage, readonly Conversation[]>>;

export interface FilledStages {
  counters: StageCounter[];
  close(): Promise<void>;
}

export interface FillOptions {
  store: Store;
  telemetry: Telemetry;
  dir: string;
  tenant: string;
}

const AT = new Date('2026-02-01T00:00:00.000Z');

const toTranslated = (data: Conversation): ConversationTranslated => ({
  ...toConversationRef(data),
  ...{ title: null, metadata: {}, language: 'en', languageConfidence: 1, languages: ['en'] },
  ...{ pivotLanguage: 'en', translationStatus: 'same-language', translator: null, messages: [] },
});

const toCategorised = (data: Conversation): ConversationCategorised => ({
  ...toConversationRef(data),
  language: 'en',
  topic: { label: 'account', confidence: 1, alternatives: [], evidence: [] },
  intent: { label: 'question', confidence: 1 },
  sentiment: { label: 'neutral', score: 0, confidence: 1 },
  quality: { score: 1, issues: [] },
  ...{ modelVersion: 'm-1', taxonomyVersion: 't-1', messages: [] },
});

const toScored = (data: Conversation): ConversationScored => ({
  ...toConversationRef(data),
  ...{
    topic: 'account',
    anomalyScore: 0,
    isAnomalous: false,
    threshold: 1,
    contributions: [],
    detector: 'd-1',
  },
});

/** A different id for the second event of the same: what one that drops repeats by id would take for news. */
function toEvents<T extends { conversationId: string }>(
  topic: Topic<T>,
  held: readonly T[],
  tenant: string,
): Event<T>[] {
  const seen = new Set<string>();
  return held.map((data) => {
    const event = anEvent(topic, data.conversationId, data, { tenant });
    if (!seen.has(event.id)) {
      seen.add(event.id);
      return event;
    }
    const hash = createHash('sha256').update(event.id).digest('hex');
    return {
      ...event,
      id: `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`,
    };
  });
}

/** The unique index keeps MongoDB from holding one twice: as it would be without. */
async function* withDoubles<T extends { conversationId: string }>(
  documents: AsyncIterable<T>,
  held: readonly Conversation[],
): AsyncGenerator<T> {
  for await (const document of documents)
    for (const { conversationId } of held) if (conversationId === document.conversationId) yield document;
}

async function fillLake(held: readonly Conversation[], { dir, tenant }: FillOptions) {
  const objects = createFilesystemObjectStore({ dir: join(dir, tenant) });
  const scratchDir = join(dir, 'scratch');
  const writer = await createLandingWriter({ scratchDir });
  const tables = new LakeTables({
    ...{ objects, scratchDir, now: Date.now, graceMs: 60_000 },
    ...{ checkpointInterval: 50, logRetentionMs: 60_000 },
  });
  const deps = { tables, writer, elapsed: () => performance.now(), commitWithinMs: 60_000 };
  const topic = topics.conversationsIngested;
  const first = new Map<string, bigint>();
  for (const [index, data] of held.entries()) {
    // The same record once more is refused by the offset of its partition: it comes in by way of another one.
    const known = first.get(data.conversationId);
    const offset = known ?? BigInt(index);
    first.set(data.conversationId, offset);
    const position = { topic: topic.name, partition: 0, offset };
    const event = { ...anEvent(topic, data.conversationId, data, { tenant }), position, appendedAtMs: 1_000 };
    const { signal } = new AbortController();
    await appendEvents(deps, {
      dataset: datasetNamed('conversations-ingested'),
      partition: known === undefined ? 0 : 1,
      signal,
      events: [event],
    });
  }
  writer.close();
  return createLakeReader({ objects, scratchDir });
}

async function fillStore({ store, tenant }: FillOptions, holdings: Holdings): Promise<void> {
  const documents = holdings.mongodb.map((data, index) => ({
    ...{ ...data, tenant, sourceRowId: String(index), ingestedAt: AT, deletedAt: null },
  }));
  await store.messages.upsertMany(tenant, documents);
  const rows = holdings.report.map(toConversationSection);
  const revisionOf = new Map(holdings.report.map((data) => [data.conversationId, data.revision]));
  const categories = holdings.totals.map((data) => {
    const isOfAnother = revisionOf.get(data.conversationId) !== data.revision;
    return toCategorySection(toCategorised({ ...data, sequence: data.sequence + (isOfAnother ? 1 : 0) }));
  });
  await store.analytics.upsertSections(tenant, [...rows, ...categories], AT);
}

/** Fills every stage behind the source, each with what it is to hold, and gives the counters that reconcile reads them with. */
export async function fillStages(options: FillOptions, holdings: Holdings): Promise<FilledStages> {
  const { store, telemetry, tenant } = options;
  const bus = createMemoryBus({ telemetry, service: 'reconcile-test' });
  const publish = <T extends { conversationId: string }>(
    topic: Topic<T>,
    held: readonly T[],
  ): Promise<void> => bus.publish(topic, toEvents(topic, held, tenant));
  await publish(topics.conversationsIngested, holdings.topic);
  await publish(topics.conversationsTranslated, holdings.translated.map(toTranslated));
  await publish(topics.conversationsCategorised, holdings.categorised.map(toCategorised));
  await publish(topics.conversationsScored, holdings.scored.map(toScored));
  await fillStore(options, holdings);
  const lake = await fillLake(holdings.lake, options);
  const doubling: Store = {
    ...store,
    messages: {
      ...store.messages,
      refs: (owner) => withDoubles(store.messages.refs(owner), holdings.mongodb),
    },
    analytics: {
      ...store.analytics,
      refs: (owner) => withDoubles(store.analytics.refs(owner), holdings.report),
    },
  };
  return {
    counters: createStageCounters({ store: doubling, bus, lake, tenant, nowMs: AT.getTime() }),
    async close() {
      await lake.close();
      await bus.close();
    },
  };
}
