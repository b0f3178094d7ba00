import { LEDGER_STAGES, type LedgerDocument } from '@convoscope/store';
import type { Telemetry } from '@convoscope/telemetry';
import type { ProofState } from './proof.ts';

const STAGE_GAUGES = {
  nMissing: {
    name: 'reconcile_missing',
    help: 'Conversations that a stage lacked, or held at another revision, when it was last reconciled.',
  },
  nExtra: {
    name: 'reconcile_extra',
    help: 'Conversations that a stage held twice, on another day, or without the source having them, when it was last reconciled.',
  },
} as const;

export interface ObservedProof {
  state: ProofState;
  /** Entries of the ledger in which a stage differs. */
  differing: readonly LedgerDocument[];
  nowMs: number;
  /** Since when somebody waits for a proof, where there never was one. */
  sinceMs: number;
}

/**
 * Shows as gauges how old the last proof is and how far each stage is from it, also where that is 0: an alert needs to see it come back. Without any
 * proof its age is the time that one has been waited for, and nothing is said of the stages.
 */
export function observeProof(
  telemetry: Pick<Telemetry, 'gauge'>,
  { state: { last, running }, differing, nowMs, sinceMs }: ObservedProof,
): void {
  const provenAtMs = last === null ? sinceMs : Date.parse(last.endedAt);
  telemetry
    .gauge({ name: 'reconcile_age_seconds', help: 'Time since the stages were last reconciled.' })
    .set((nowMs - provenAtMs) / 1_000);
  telemetry
    .gauge({
      name: 'reconcile_progress_ratio',
      help: 'Share of the stages read by a proof that is going on; 1: none is.',
    })
    .set(running === null ? 1 : running.nDone / running.nStages);
  if (last === null) return;
  for (const [field, spec] of Object.entries(STAGE_GAUGES)) {
    const gauge = telemetry.gauge({ ...spec, labels: ['stage'] });
    for (const stage of LEDGER_STAGES)
      gauge.set({ stage }, sumOf(differing, stage, field as keyof typeof STAGE_GAUGES));
  }
  const notCompared = telemetry.gauge({
    name: 'reconcile_not_compared',
    help: 'Conversations older than the retention of a topic, which were not expected there.',
    labels: ['stage'],
  });
  for (const { stage, n } of last.notCompared) notCompared.set({ stage }, n);
}

const sumOf = (
  entries: readonly LedgerDocument[],
  stage: LedgerDocument['stage'],
  field: keyof typeof STAGE_GAUGES,
): number => entries.filter((entry) => entry.stage === stage).reduce((sum, entry) => sum + entry[field], 0);
