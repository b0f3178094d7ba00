import type { LedgerDocument, LedgerRepository, LedgerStage } from '@convoscope/store';
import type { Telemetry } from '@convoscope/telemetry';
import type { LedgerMismatch, Reconciliation } from './reconcile.ts';

type Entry = Omit<LedgerDocument, 'tenant' | 'countedAt'>;

const placeOf = ({ source, date, stage }: Pick<Entry, 'source' | 'date' | 'stage'>): string =>
  `${source}|${date}|${stage}`;

const EMPTY = { count: 0, hash: '0000000000000000', nNotCompared: 0 };

/** Counts of one stage, source and day with how they differ from the reference: also where the stage holds nothing at all. */
function toEntries({ entries, mismatches }: Reconciliation): Entry[] {
  const differences = new Map(mismatches.map((mismatch) => [placeOf(mismatch), mismatch]));
  const counted = new Set(entries.map(placeOf));
  const empty = mismatches
    .filter((mismatch) => !counted.has(placeOf(mismatch)))
    .map(({ source, date, stage }) => ({ source, date, stage, ...EMPTY }));
  return [...entries, ...empty].map((entry) => ({ ...entry, ...toTotals(differences.get(placeOf(entry))) }));
}

const toTotals = (mismatch: LedgerMismatch | undefined): Pick<Entry, 'nMissing' | 'nExtra'> => ({
  nMissing: (mismatch?.counts.missing ?? 0) + (mismatch?.counts.altered ?? 0),
  nExtra: (mismatch?.counts.extra ?? 0) + (mismatch?.counts.doubled ?? 0) + (mismatch?.counts.phantom ?? 0),
});

/** Keeps what was counted in the collection `ledger`, in place of what stood there. */
export const storeReconciliation = (
  ledger: Pick<LedgerRepository, 'replaceAll'>,
  tenant: string,
  result: Reconciliation,
  countedAt: Date,
): Promise<void> =>
  ledger.replaceAll(
    tenant,
    toEntries(result).map((entry) => ({ ...entry, tenant, countedAt })),
  );

const GAUGES = {
  nMissing: {
    name: 'reconcile_missing',
    help: 'Conversations that a stage lacked, or held at another revision, when it was last reconciled.',
  },
  nExtra: {
    name: 'reconcile_extra',
    help: 'Conversations that a stage held twice, on another day, or without the source having them, when it was last reconciled.',
  },
  nNotCompared: {
    name: 'reconcile_not_compared',
    help: 'Conversations older than the retention of a topic, which were not expected there.',
  },
} as const;

/**
 * Shows the last reconciliation as gauges by stage, also where they are 0: an alert needs to see them come back. Nothing is shown where
 * nothing was ever reconciled.
 */
export function observeLedger(
  telemetry: Pick<Telemetry, 'gauge'>,
  ledger: readonly LedgerDocument[],
  nowMs: number,
): void {
  if (ledger.length === 0) return;
  const stages = Map.groupBy(ledger, ({ stage }): LedgerStage => stage);
  for (const [field, spec] of Object.entries(GAUGES) as [
    keyof typeof GAUGES,
    (typeof GAUGES)['nMissing'],
  ][]) {
    const gauge = telemetry.gauge({ ...spec, labels: ['stage'] });
    for (const [stage, entries] of stages)
      gauge.set(
        { stage },
        entries.reduce((sum, entry) => sum + entry[field], 0),
      );
  }
  const countedAtMs = Math.max(...ledger.map(({ countedAt }) => countedAt.getTime()));
  telemetry
    .gauge({ name: 'reconcile_age_seconds', help: 'Time since the stages were last reconciled.' })
    .set((nowMs - countedAtMs) / 1_000);
}
