import { join } from 'node:path';
import { countAtSource } from '@convoscope/app-ingestion/count-at-source';
import type { IngestionRuntime } from '@convoscope/app-ingestion/create-ingestion';
import { createSource } from '@convoscope/app-ingestion/create-source';
import { createLakeReader, type LakeReader } from '@convoscope/app-lake/reader/lake-reader';
import {
  createMongoCounter,
  createReportCounter,
  createTopicCounter,
  reconcile,
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
    const result = await reconcile([
      createSourceCounter(ingestion),
      createTopicCounter(bus, tenant),
      createMongoCounter(store.messages, tenant),
      createLakeCounter(lake, tenant),
      createReportCounter(store.analytics, tenant),
    ]);
    const countedAt = new Date(clock.now());
    await store.ledger.replaceAll(
      tenant,
      result.entries.map((entry) => ({ ...entry, tenant, countedAt })),
    );
    return result;
  } finally {
    await lake.close();
  }
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

const createLakeCounter = (lake: LakeReader, tenant: string): StageCounter => ({
  stage: 'lake',
  members: () => lake.revisions(tenant),
});

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
  if (isBalanced) return `in = out: ${nConversations} conversations, the same in all ${nStages} stages.`;
  const nDiffering = mismatches.reduce((total, mismatch) => total + mismatch.nConversations, 0);
  return `NOT balanced: ${nDiffering} differences on ${mismatches.length} days and stages (convoscope reconcile names them).`;
}
