import { join } from 'node:path';
import { countAtSource } from '@convoscope/app-ingestion/count-at-source';
import type { IngestionRuntime } from '@convoscope/app-ingestion/create-ingestion';
import { createSource } from '@convoscope/app-ingestion/create-source';
import { createLakeReader, type LakeReader } from '@convoscope/lake';
import {
  createMongoCounter,
  createReportCounter,
  createTopicCounters,
  createTotalsCounter,
  reconcile,
  storeReconciliation,
  type LedgerMember,
  type Reconciliation,
  type StageCounter,
} from '@convoscope/ledger';
import type { Infrastructure } from '@convoscope/service';

export interface ReconcileOptions {
  infrastructure: Infrastructure;
  ingestion: IngestionRuntime;
}

/** Reads every stage, compares them, and keeps the result in the collection `ledger`. */
export async function reconcileInstallation({
  infrastructure,
  ingestion,
}: ReconcileOptions): Promise<Reconciliation> {
  const { store, bus, objects, tenant, dataDir, clock } = infrastructure;
  const lake = await createLakeReader({ objects, scratchDir: join(dataDir, 'scratch') });
  try {
    const kept = createStageCounters({ store, bus, lake, tenant, nowMs: clock.now() });
    const result = await reconcile([createSourceCounter(ingestion), ...kept]);
    await storeReconciliation(store.ledger, tenant, result, new Date(clock.now()));
    return result;
  } finally {
    await lake.close();
  }
}

export interface StageCountersOptions extends Pick<Infrastructure, 'store' | 'bus' | 'tenant'> {
  lake: Pick<LakeReader, 'revisions'>;
  nowMs: number;
}

/** Every stage behind the source, in the order of the flow. */
export function createStageCounters({
  store,
  bus,
  lake,
  tenant,
  nowMs,
}: StageCountersOptions): StageCounter[] {
  const onTopics = createTopicCounters({ bus, messages: store.messages, tenant, nowMs });
  return [
    onTopics.topic,
    createMongoCounter(store.messages, tenant),
    onTopics.translated,
    onTopics.categorised,
    onTopics.scored,
    { stage: 'lake', members: () => lake.revisions(tenant) },
    createReportCounter(store.analytics, tenant),
    createTotalsCounter(store.analytics, tenant),
  ];
}

/** The source as ingestion would take it in now: same mapping, same cleaning. */
function createSourceCounter(runtime: IngestionRuntime): StageCounter {
  return {
    stage: 'source',
    async *members(): AsyncIterable<LedgerMember> {
      const { source, mapping } = await createSource(runtime.settings, runtime);
      try {
        await source.open(AbortSignal.timeout(OPEN_WITHIN_MS));
        for await (const counted of countAtSource(source, mapping)) yield { source: source.name, ...counted };
      } finally {
        await source.close();
      }
    },
  };
}

const OPEN_WITHIN_MS = 60_000;

/** One line for people. */
export function describeReconciliation({
  isBalanced,
  entries,
  mismatches,
  reference,
}: Reconciliation): string {
  const nConversations = entries
    .filter(({ stage }) => stage === reference)
    .reduce((total, { count }) => total + count, 0);
  const nStages = new Set(entries.map(({ stage }) => stage)).size;
  if (isBalanced)
    return `in = out: ${nConversations} conversations, the same in all ${nStages} stages${describeLetGo(entries)}.`;
  const nDiffering = mismatches.reduce((total, mismatch) => total + mismatch.nConversations, 0);
  return `NOT balanced: ${nDiffering} differences on ${mismatches.length} days and stages (convoscope reconcile names them).`;
}

/** How many conversations some topic did not have to hold any more. */
function describeLetGo(entries: Reconciliation['entries']): string {
  const perStage = Map.groupBy(entries, ({ stage }) => stage);
  const counts = [...perStage.values()].map((ofStage) =>
    ofStage.reduce((total, { nNotCompared }) => total + nNotCompared, 0),
  );
  const nMost = Math.max(0, ...counts);
  return nMost === 0 ? '' : ` (${nMost} older than the topics' retention, not compared there)`;
}
