import { LedgerHash } from '@convoscope/contracts';
import type { LedgerStage } from '@convoscope/store';
import type { LedgerMember, StageCounter } from './stage-counter.ts';

/** What one stage holds for one source and day. */
export interface LedgerEntry {
  source: string;
  date: string;
  stage: LedgerStage;
  count: number;
  /** Order-independent fingerprint (`LedgerHash`). */
  hash: string;
  /** How many of `count` the stage has let go of by its own rules: counted as the reference has them, not compared. */
  nNotCompared: number;
}

export interface StageCount {
  entries: LedgerEntry[];
  /** Conversations that are absent and may be. */
  notCompared: ReadonlySet<string>;
}

/** Members of the reference that some stage may have let go of. */
export type Remembered = ReadonlyMap<string, readonly LedgerMember[]>;

export const dayOf = ({ source, date }: Pick<LedgerMember, 'source' | 'date'>): string => `${source}|${date}`;

/** Sums by source and day. */
class DaySums {
  readonly #days = new Map<
    string,
    { source: string; date: string; hash: LedgerHash; nNotCompared: number }
  >();

  add(member: LedgerMember, isCompared: boolean): void {
    const { source, date } = member;
    const key = dayOf(member);
    const day = this.#days.get(key) ?? { source, date, hash: new LedgerHash(), nNotCompared: 0 };
    day.hash.add(member.conversationId, member.revision);
    if (!isCompared) day.nNotCompared += 1;
    this.#days.set(key, day);
  }

  toEntries(stage: LedgerStage): LedgerEntry[] {
    return [...this.#days.values()].map(({ hash, ...day }) => ({
      ...day,
      stage,
      ...{ count: hash.count, hash: hash.hex },
    }));
  }
}

/**
 * Counts and fingerprints a stage by source and day, in one pass. `letGo` are the ids that may be absent: where they are, what the reference
 * has of them (`remembered`) is counted in their place. Memory: one entry a source and day, and `letGo`.
 */
export async function countStage(
  counter: StageCounter,
  letGo: ReadonlySet<string> = new Set(),
  remembered: Remembered = new Map(),
): Promise<StageCount> {
  const sums = new DaySums();
  const absent = new Set(letGo);
  for await (const member of counter.members()) {
    absent.delete(member.conversationId);
    sums.add(member, true);
  }
  for (const id of absent) {
    const members = remembered.get(id);
    if (members === undefined) absent.delete(id);
    for (const member of members ?? []) sums.add(member, false);
  }
  return { entries: sums.toEntries(counter.stage), notCompared: absent };
}
