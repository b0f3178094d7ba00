import { dayOf } from './count-stage.ts';
import type { LedgerMember, StageCounter } from './stage-counter.ts';

/** What is noted while the reference is counted. */
export interface ReferenceNotes {
  readonly known: ReadonlySet<string>;
  /** By day, ids that came by before: equal doubles at every stage would balance. */
  readonly doubled: ReadonlyMap<string, ReadonlySet<string>>;
  /** Members of the ids asked for. */
  readonly remembered: ReadonlyMap<string, readonly LedgerMember[]>;
  readonly observed: StageCounter;
}

/** The reference, collecting notes on what comes by. */
export function watchReference(counter: StageCounter, toRemember: ReadonlySet<string>): ReferenceNotes {
  const known = new Set<string>();
  const doubled = new Map<string, Set<string>>();
  const remembered = new Map<string, LedgerMember[]>();
  async function* members(): AsyncGenerator<LedgerMember> {
    for await (const member of counter.members()) {
      const { conversationId } = member;
      const day = dayOf(member);
      if (known.has(conversationId)) doubled.set(day, (doubled.get(day) ?? new Set()).add(conversationId));
      known.add(conversationId);
      if (toRemember.has(conversationId))
        remembered.set(conversationId, [...(remembered.get(conversationId) ?? []), member]);
      yield member;
    }
  }
  return { known, doubled, remembered, observed: { stage: counter.stage, members } };
}
