import type { Schemas } from '@convoscope/client';

type Entry = Schemas['LedgerEntry'];

export const LEDGER_STAGES: readonly Entry['stage'][] = [
  ...(['source', 'topic', 'mongodb', 'translated', 'categorised', 'scored'] as const),
  ...(['lake', 'report', 'totals'] as const),
];

export interface LedgerRow {
  source: string;
  counts: ReadonlyMap<string, number>;
  nDays: number;
  /** Days on which every stage held the same. */
  nMatching: number;
  countedAt: string;
}

/** One row a source: what each stage held, and on how many days all of them the same. */
export const toLedgerRows = (entries: readonly Entry[]): LedgerRow[] =>
  [...Map.groupBy(entries, ({ source }) => source)].map(([source, ofSource]) => {
    const days = [...Map.groupBy(ofSource, ({ date }) => date).values()];
    const counts = new Map<string, number>();
    for (const { stage, count } of ofSource) counts.set(stage, (counts.get(stage) ?? 0) + count);
    const isMatching = (day: Entry[]): boolean =>
      day.length === counts.size && new Set(day.map(({ hash, count }) => `${count}/${hash}`)).size === 1;
    return {
      ...{ source, counts, nDays: days.length, nMatching: days.filter(isMatching).length },
      countedAt: ofSource.reduce(
        (newest, entry) => (entry.countedAt > newest ? entry.countedAt : newest),
        '',
      ),
    };
  });
