import type { LedgerRepository } from '@convoscope/store';
import type { Telemetry } from '@convoscope/telemetry';
import type { Reconciliation } from './reconcile.ts';

/** Keeps what was counted in the collection `ledger`, in place of what stood there. */
export const storeReconciliation = (
  ledger: Pick<LedgerRepository, 'replaceAll'>,
  tenant: string,
  { entries }: Reconciliation,
  countedAt: Date,
): Promise<void> =>
  ledger.replaceAll(
    tenant,
    entries.map((entry) => ({ ...entry, tenant, countedAt })),
  );

/** Shows the result as gauges, one value a stage and kind, also where it is 0: an alert needs to see it come back. */
export function observeReconciliation(
  telemetry: Pick<Telemetry, 'gauge'>,
  { entries, mismatches }: Reconciliation,
): void {
  const gauge = telemetry.gauge({
    name: 'reconcile_differences',
    help: 'Conversations that differ from the reference at the last reconciliation, by stage and kind',
    labels: ['stage', 'kind'],
  });
  for (const stage of new Set(entries.map((entry) => entry.stage))) {
    const ofStage = mismatches.filter((mismatch) => mismatch.stage === stage);
    for (const kind of ['missing', 'extra', 'altered', 'doubled', 'phantom'] as const) {
      gauge.set(
        { stage, kind },
        ofStage.reduce((sum, { counts }) => sum + counts[kind], 0),
      );
    }
  }
}
