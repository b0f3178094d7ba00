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
}

export const dayOf = ({ source, date }: Pick<LedgerMember, 'source' | 'date'>): string => `${source}|${date}`;

/** Counts and fingerprints a stage by source and day, in one pass. Memory: one entry a source and day. */
export async function countStage(counter: StageCounter): Promise<LedgerEntry[]> {
  const days = new Map<string, { source: string; date: string; hash: LedgerHash }>();
  for await (const member of counter.members()) {
    const { source, date } = member;
    const key = dayOf(member);
    const day = days.get(key) ?? { source, date, hash: new LedgerHash() };
    day.hash.add(member.conversationId, member.revision);
    days.set(key, day);
  }
  return [...days.values()].map(({ source, date, hash }) => ({
    ...{ source, date, stage: counter.stage },
    ...{ count: hash.count, hash: hash.hex },
  }));
}
