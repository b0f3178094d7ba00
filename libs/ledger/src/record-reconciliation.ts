import type { LedgerDocument } from '@convoscope/store';
import type { LedgerMismatch, Reconciliation } from './reconciliation.ts';

type Entry = Omit<LedgerDocument, 'tenant' | 'countedAt'>;

const placeOf = ({ source, date, stage }: Pick<Entry, 'source' | 'date' | 'stage'>): string =>
  `${source}|${date}|${stage}`;

const EMPTY = { count: 0, hash: '0000000000000000', nNotCompared: 0 };

const toTotals = (mismatch: LedgerMismatch | undefined): Pick<Entry, 'nMissing' | 'nExtra'> => ({
  nMissing: (mismatch?.counts.missing ?? 0) + (mismatch?.counts.altered ?? 0),
  nExtra: (mismatch?.counts.extra ?? 0) + (mismatch?.counts.doubled ?? 0) + (mismatch?.counts.phantom ?? 0),
});

/** Counts of each stage, source and day with how they differ from the reference: also where the stage holds nothing at all. */
export function toLedgerEntries({
  entries,
  mismatches,
}: Pick<Reconciliation, 'entries' | 'mismatches'>): Entry[] {
  const differences = new Map(mismatches.map((mismatch) => [placeOf(mismatch), mismatch]));
  const counted = new Set(entries.map(placeOf));
  const empty = mismatches
    .filter((mismatch) => !counted.has(placeOf(mismatch)))
    .map(({ source, date, stage }) => ({ source, date, stage, ...EMPTY }));
  return [...entries, ...empty].map((entry) => ({ ...entry, ...toTotals(differences.get(placeOf(entry))) }));
}
