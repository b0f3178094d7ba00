import { toProof, type Proof, type ProofState, type Reconciliation } from '@convoscope/ledger';

/** One line for people. */
export function describeProof({ isBalanced, nConversations, nDiffering, nStages, ...proof }: Proof): string {
  if (!isBalanced) return `NOT balanced: ${nDiffering} differences (convoscope reconcile names them).`;
  const notes = [...letGoNote(proof), ...movedNote(proof), ...unreadNotes(proof)];
  const noted = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  return `in = out: ${nConversations} conversations, the same in all ${nStages} stages${noted}.`;
}

/** The same of what a comparison found. */
export const describeReconciliation = (result: Reconciliation): string =>
  describeProof(
    toProof(result, {
      ...{ unread: [], startedAtMs: 0, endedAtMs: 0 },
      nStages: new Set(result.entries.map(({ stage }) => stage)).size,
    }),
  );

/** How many conversations some topic did not have to hold any more. */
function letGoNote({ notCompared }: Pick<Proof, 'notCompared'>): string[] {
  const nMost = Math.max(0, ...notCompared.map(({ n }) => n));
  return nMost === 0 ? [] : [`${nMost} older than the topics' retention, not compared there`];
}

const movedNote = ({ nMoved }: Pick<Proof, 'nMoved'>): string[] =>
  nMoved === 0 ? [] : [`${nMoved} changed meanwhile, to be compared next time`];

const unreadNotes = ({ unread }: Pick<Proof, 'unread'>): string[] =>
  unread.map(({ source, because }) => `${source} compared from MongoDB on: ${because}`);

const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const;

/** `3 hours ago` */
export function describeAge(ms: number): string {
  const [unitMs, unit] = UNITS.find(([size]) => ms >= size) ?? [1, ''];
  if (unit === '') return 'just now';
  const n = Math.floor(ms / unitMs);
  return `${n} ${unit}${n === 1 ? '' : 's'} ago`;
}

/** How far the proof is, and what the last one found. */
export function describeProofState({ last, running, failure }: ProofState, nowMs: number): string {
  const lines = [
    last === null
      ? 'not compared yet'
      : `${describeProof(last)} Compared ${describeAge(nowMs - Date.parse(last.endedAt))}.`,
    ...(running === null
      ? []
      : [`Comparing now: ${running.stage}, ${running.nDone} of ${running.nStages} stages done.`]),
    ...(failure === null
      ? []
      : [`The last attempt failed ${describeAge(nowMs - Date.parse(failure.at))}: ${failure.because}`]),
  ];
  return lines.join(' ');
}
