import { toOwnFeatures } from '@convoscope/app-anomaly/conversations/conversation-features';
import { toConversationMetrics, toScoreDocument } from '@convoscope/app-anomaly/conversations/score-document';
import type { LakeReader } from '@convoscope/lake';
import {
  toAnomalySection,
  toCategorySection,
  toConversationSection,
  toLanguageSection,
} from '@convoscope/app-reporting/analytics/to-analytics-sections';
import {
  type AnomalyDetected,
  type ConversationCategorised,
  type ConversationDeleted,
  type ConversationIngested,
  type ConversationScored,
  type ConversationTranslated,
  type IncidentChanged,
} from '@convoscope/contracts';
import type { AnalyticsSection, Store } from '@convoscope/store';
import { allOf, newestOf, newestScores, type LakeRow } from './newest-rows.ts';

/** Told of each collection that is done. */
export type OnRebuilt = (collection: string, nDocuments: number) => void;

export interface RebuildOptions {
  readonly lake: LakeReader;
  readonly store: Store;
  readonly now: () => number;
  readonly onRebuilt: OnRebuilt;
}

const BATCH = 500;

/** Hands the rows over in batches of one tenant. Returns how many there were. Memory: one batch. */
async function inBatches<R extends { tenant: string }>(
  rows: AsyncIterable<R>,
  write: (tenant: string, batch: readonly R[]) => Promise<unknown>,
): Promise<number> {
  let nRows = 0;
  let batch: R[] = [];
  const flush = async (): Promise<void> => {
    for (const [tenant, ofTenant] of Map.groupBy(batch, (row) => row.tenant)) await write(tenant, ofTenant);
    nRows += batch.length;
    batch = [];
  };
  for await (const row of rows) {
    batch.push(row);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return nRows;
}

async function rebuildMessages({ lake, store, now, onRebuilt }: RebuildOptions): Promise<void> {
  const rows = newestOf<ConversationIngested>(lake, 'conversations-ingested');
  const n = await inBatches(rows, async (tenant, batch) => {
    const documents = batch.map(({ data: { sourceRowId, ...conversation }, producedAt }) => ({
      ...{ ...conversation, tenant, ingestedAt: producedAt, deletedAt: null },
      // Older events do not say it. A file's row is the conversation; from elsewhere the next load finds the row by the conversation.
      sourceRowId: sourceRowId ?? conversation.conversationId,
    }));
    await store.messages.upsertMany(tenant, documents);
    await keepSections(store, tenant, batch, toConversationSection, now);
  });
  onRebuilt('conversation_messages', n);
}

const keepSections = <T>(
  store: Store,
  tenant: string,
  batch: readonly LakeRow<T>[],
  toSection: (data: T) => AnalyticsSection,
  now: () => number,
): Promise<unknown> =>
  store.analytics.upsertSections(
    tenant,
    batch.map(({ data }) => toSection(data)),
    new Date(now()),
  );

async function rebuildTranslations({ lake, store, now, onRebuilt }: RebuildOptions): Promise<void> {
  const rows = newestOf<ConversationTranslated>(lake, 'conversations-translated');
  const n = await inBatches(rows, async (tenant, batch) => {
    const documents = batch.map(({ data, producedAt }) => ({
      ...data,
      tenant,
      translatedAt: producedAt,
    }));
    await store.translations.upsertMany(tenant, documents);
    await keepSections(store, tenant, batch, toLanguageSection, now);
  });
  onRebuilt('conversation_translations', n);
}

async function rebuildCategories({ lake, store, now, onRebuilt }: RebuildOptions): Promise<void> {
  const rows = newestOf<ConversationCategorised>(lake, 'conversations-categorised');
  const n = await inBatches(rows, async (tenant, batch) => {
    const documents = batch.map(({ data, producedAt }) => ({
      ...data,
      tenant,
      categorisedAt: producedAt,
    }));
    await store.categories.upsertMany(tenant, documents);
    await keepSections(store, tenant, batch, toCategorySection, now);
  });
  onRebuilt('conversation_categories', n);
}

async function rebuildScores({ lake, store, now, onRebuilt }: RebuildOptions): Promise<void> {
  const rows = newestScores<ConversationScored, ConversationCategorised>(lake);
  const n = await inBatches(rows, async (tenant, batch) => {
    const documents = batch.flatMap(({ data, category, producedAt }) =>
      // Without its categories a score has no metrics; the lake gets the categories first, so they are on their way.
      category === null
        ? []
        : [
            toScoreDocument(
              tenant,
              data,
              { metrics: toConversationMetrics(category), features: toOwnFeatures(category) },
              producedAt,
            ),
          ],
    );
    await store.scores.upsertMany(tenant, documents);
    await store.metricHours.touch(
      tenant,
      documents.map(({ startedAt }) => startedAt.slice(0, 13)),
      new Date(now()),
    );
    await keepSections(store, tenant, batch, toAnomalySection, now);
  });
  onRebuilt('conversation_scores', n);
}

async function rebuildDeletions({ lake, store, onRebuilt }: RebuildOptions): Promise<void> {
  const rows = allOf<ConversationDeleted>(lake, 'conversations-deleted');
  const n = await inBatches(rows, async (tenant, batch) => {
    const deletions = batch.map(({ data: { conversationId, sequence, deletedAt } }) => ({
      ...{ conversationId, sequence, deletedAt: new Date(deletedAt) },
    }));
    const { messages, translations, categories, scores, analytics } = store;
    for (const repository of [messages, translations, categories, scores, analytics])
      await repository.markDeleted(tenant, deletions);
  });
  onRebuilt('deletions', n);
}

/** Of each the state with the highest pass, where it is newer than what stands: services beside may have written a newer one. */
function newestStates<T extends { pass?: number | undefined }>(
  batch: readonly LakeRow<T>[],
  idOf: (data: T) => string,
  standing: ReadonlyMap<string, number>,
): LakeRow<T>[] {
  const newest = new Map<string, LakeRow<T>>();
  for (const row of batch) {
    const id = idOf(row.data);
    const before = newest.get(id)?.data.pass ?? standing.get(id) ?? -1;
    if ((row.data.pass ?? 0) >= before) newest.set(id, row);
  }
  return [...newest.values()];
}

async function rebuildAnomalies({ lake, store, onRebuilt }: RebuildOptions): Promise<void> {
  const rows = allOf<AnomalyDetected>(lake, 'anomalies-detected');
  const n = await inBatches(rows, async (tenant, batch) => {
    const ids = [...new Set(batch.map(({ data }) => data.anomalyId))];
    const standing = await store.anomalies.findByIds(tenant, ids);
    const passes = new Map(standing.map(({ anomalyId, pass = 0 }) => [anomalyId, pass]));
    const documents = newestStates(batch, ({ anomalyId }) => anomalyId, passes).map(
      ({ data, producedAt }) => ({ ...data, tenant, detectedAt: producedAt }),
    );
    await store.anomalies.upsertMany(tenant, documents);
  });
  onRebuilt('anomalies', n);
}

async function rebuildIncidents({ lake, store, onRebuilt }: RebuildOptions): Promise<void> {
  const rows = allOf<IncidentChanged>(lake, 'incidents-changed');
  const n = await inBatches(rows, async (tenant, batch) => {
    const ids = [...new Set(batch.map(({ data }) => data.incidentId))];
    const standing = await store.incidents.findByIds(tenant, ids);
    const passes = new Map(standing.map(({ incidentId, pass }) => [incidentId, pass]));
    const documents = newestStates(batch, ({ incidentId }) => incidentId, passes).map(
      ({ data, producedAt }) => ({
        ...{ ...data, tenant, detectedAt: producedAt },
        ...{ isWithdrawn: data.change === 'withdrawn', isPublished: true },
      }),
    );
    await store.incidents.upsertMany(tenant, documents);
  });
  onRebuilt('incidents', n);
}

/**
 * Writes what the lake knows into MongoDB, through the same repositories and conversions as the services: what stands there at a newer version
 * stays, so it may run again, and beside services. Returns nothing; `onRebuilt` is told of each collection. Memory: a batch, and DuckDB's limit.
 */
export async function rebuildFromLake(options: RebuildOptions): Promise<void> {
  await rebuildMessages(options);
  await rebuildTranslations(options);
  await rebuildCategories(options);
  await rebuildScores(options);
  await rebuildDeletions(options);
  await rebuildAnomalies(options);
  await rebuildIncidents(options);
}
