import type { LedgerDocument, LedgerStage, SnapshotsRepository, Store } from '@convoscope/store';
import { toLedgerEntries } from './record-reconciliation.ts';
import type { Reconciliation } from './reconciliation.ts';

/** The last comparison of every stage with the source. Times in ISO 8601. */
export interface Proof {
  startedAt: string;
  endedAt: string;
  isBalanced: boolean;
  /** Conversations at the source. */
  nConversations: number;
  /** Places (stage, source, day) times conversations that differ. */
  nDiffering: number;
  /** Conversations that changed while they were compared. */
  nMoved: number;
  nStages: number;
  /** Conversations that some topic did not have to hold any more, by stage. */
  notCompared: { stage: LedgerStage; n: number }[];
  /** Sources of which only what was taken in could be compared, and why. */
  unread: { source: string; because: string }[];
}

/** A comparison that is going on. */
export interface RunningProof {
  startedAt: string;
  stage: LedgerStage;
  nDone: number;
  nStages: number;
  /** Said again while it lives. */
  updatedAt: string;
}

export interface ProofState {
  last: Proof | null;
  running: RunningProof | null;
  failure: { at: string; because: string } | null;
}

const OWNER = 'ledger';
const NAME = 'proof';
export const NEVER_PROVEN: ProofState = { last: null, running: null, failure: null };
/** A comparison that has not been heard of for so long has ended without saying so. */
const LIVES_MS = 120_000;
const MAX_ATTEMPTS = 5;

type Snapshots = Pick<SnapshotsRepository, 'get' | 'put'>;

/** How far the proof is that in = out. Cost: one document. */
export async function readProof(snapshots: Snapshots, tenant: string, nowMs: number): Promise<ProofState> {
  const state = ((await snapshots.get(tenant, OWNER, NAME))?.value ?? NEVER_PROVEN) as ProofState;
  const isAlive = state.running !== null && nowMs - Date.parse(state.running.updatedAt) < LIVES_MS;
  return isAlive ? state : { ...state, running: null };
}

/** Changes what is known of the proof. Two that change it at a time do so one after the other. */
export async function changeProof(
  snapshots: Snapshots,
  tenant: string,
  change: (state: ProofState) => ProofState,
): Promise<void> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const found = await snapshots.get(tenant, OWNER, NAME);
    const after = change((found?.value ?? NEVER_PROVEN) as ProofState);
    if (await snapshots.put(tenant, OWNER, NAME, after, found?.version ?? 0)) return;
  }
  throw new Error('the state of the proof is changed by too many at one time');
}

const countOf = (entries: Reconciliation['entries'], reference: LedgerStage): number =>
  entries.filter(({ stage }) => stage === reference).reduce((sum, { count }) => sum + count, 0);

function notComparedOf(entries: Reconciliation['entries']): Proof['notCompared'] {
  const stages = Map.groupBy(entries, ({ stage }) => stage);
  return [...stages].map(([stage, ofStage]) => ({
    stage,
    n: ofStage.reduce((sum, { nNotCompared }) => sum + nNotCompared, 0),
  }));
}

/** What a reconciliation says in a few numbers. */
export const toProof = (
  result: Reconciliation,
  { unread, startedAtMs, endedAtMs, nStages }: ProofTimes,
): Proof => ({
  ...{ startedAt: new Date(startedAtMs).toISOString(), endedAt: new Date(endedAtMs).toISOString() },
  ...{ isBalanced: result.isBalanced, nMoved: result.nMoved, nStages, unread },
  nConversations: countOf(result.entries, result.reference),
  nDiffering: result.mismatches.reduce((sum, { nConversations }) => sum + nConversations, 0),
  notCompared: notComparedOf(result.entries),
});

export interface ProofTimes extends Pick<Proof, 'unread' | 'nStages'> {
  startedAtMs: number;
  endedAtMs: number;
}

/** Keeps what was counted in the collection `ledger`, and what it comes to in the state of the proof. */
export async function storeProof(
  { ledger, snapshots }: Pick<Store, 'ledger' | 'snapshots'>,
  tenant: string,
  result: Reconciliation,
  times: ProofTimes,
): Promise<Proof> {
  // A day that was compared later than this began is known better already.
  const countedAt = new Date(times.startedAtMs);
  const entries: LedgerDocument[] = toLedgerEntries(result).map((entry) => ({ ...entry, tenant, countedAt }));
  await ledger.replaceAll(tenant, entries);
  const last = toProof(result, times);
  await changeProof(snapshots, tenant, () => ({ last, running: null, failure: null }));
  return last;
}
