import type { LedgerStage } from '@convoscope/store';
import { compareDay, type DayDifferences, type DayMembers } from './compare-day.ts';
import { countStage, dayOf, type LedgerEntry } from './count-stage.ts';
import type { LedgerMember, StageCounter } from './stage-counter.ts';

const MAX_LISTED = 100;

/** How a stage differs from the reference for one source and day. Lists hold the first `maxListed` ids; the counts are exact. */
export interface LedgerMismatch extends DayDifferences {
  source: string;
  date: string;
  stage: LedgerStage;
  /** How many conversations differ, each counted once. */
  nConversations: number;
  counts: Record<keyof DayDifferences, number>;
}

export interface Reconciliation {
  /** The stage that the others were compared with: the first one given. */
  reference: LedgerStage;
  isBalanced: boolean;
  /** Every stage, source and day, by source, date and order of stages. */
  entries: LedgerEntry[];
  mismatches: LedgerMismatch[];
}

export interface ReconcileOptions {
  /** Ids listed per kind in each mismatch. Default 100. */
  maxListed?: number;
}

const NO_DIFFERENCES: DayDifferences = { missing: [], extra: [], altered: [], doubled: [], phantom: [] };
const NOBODY: DayMembers = new Map();
const NOTHING = { count: 0, hash: '0000000000000000' };

/** Source and days in which a stage has another count or fingerprint than the reference. */
function differingDays(reference: readonly LedgerEntry[], stage: readonly LedgerEntry[]): Set<string> {
  const [expected, found] = [reference, stage].map((entries) => new Map(entries.map((e) => [dayOf(e), e])));
  const days = new Set([...(expected?.keys() ?? []), ...(found?.keys() ?? [])]);
  return new Set(
    [...days].filter((day) => {
      const [a, b] = [expected?.get(day) ?? NOTHING, found?.get(day) ?? NOTHING];
      return a.count !== b.count || a.hash !== b.hash;
    }),
  );
}

/** The stage, collecting the ids that come by and, by day, those that came by before: equal doubles at every stage would balance. */
function watchForDoubles(counter: StageCounter): {
  known: ReadonlySet<string>;
  doubled: ReadonlyMap<string, ReadonlySet<string>>;
  observed: StageCounter;
} {
  const known = new Set<string>();
  const doubled = new Map<string, Set<string>>();
  async function* members(): AsyncGenerator<LedgerMember> {
    for await (const member of counter.members()) {
      const { conversationId } = member;
      const day = dayOf(member);
      if (known.has(conversationId)) doubled.set(day, (doubled.get(day) ?? new Set()).add(conversationId));
      known.add(conversationId);
      yield member;
    }
  }
  return { known, doubled, observed: { stage: counter.stage, members } };
}

/** The members of some days. */
async function membersOf(
  counter: StageCounter,
  days: ReadonlySet<string>,
): Promise<Map<string, Map<string, string[]>>> {
  const byDay = new Map<string, Map<string, string[]>>();
  for await (const member of counter.members()) {
    const day = dayOf(member);
    if (!days.has(day)) continue;
    const ofDay = byDay.get(day) ?? new Map<string, string[]>();
    byDay.set(
      day,
      ofDay.set(member.conversationId, [...(ofDay.get(member.conversationId) ?? []), member.revision]),
    );
  }
  return byDay;
}

function toMismatch(
  stage: LedgerStage,
  day: string,
  found: DayDifferences,
  maxListed: number,
): LedgerMismatch | null {
  const kinds = Object.entries(found) as [keyof DayDifferences, string[]][];
  const nConversations = new Set(kinds.flatMap(([, ids]) => ids)).size;
  if (nConversations === 0) return null;
  const split = day.lastIndexOf('|');
  const listed = kinds.map(([kind, ids]) => [kind, ids.slice(0, maxListed)] as const);
  const counts = kinds.map(([kind, ids]) => [kind, ids.length] as const);
  return {
    ...{ source: day.slice(0, split), date: day.slice(split + 1), stage, nConversations },
    ...(Object.fromEntries(listed) as Record<keyof DayDifferences, string[]>),
    counts: Object.fromEntries(counts) as Record<keyof DayDifferences, number>,
  };
}

const byPlace = <T extends { source: string; date: string }>(a: T, b: T): number =>
  a.source.localeCompare(b.source, 'en') || (a.date < b.date ? -1 : a.date > b.date ? 1 : 0);

/**
 * Compares every stage with the first one, by count and fingerprint per source and day, and names the conversations wherever these differ.
 * The first stage with a mismatch is where it went wrong; later ones repeat it. Stages are read once, and the reference and differing
 * stages a second time; something in flight between the two readings can show as a mismatch, so reconcile a system at rest.
 * Memory: the ids of the reference and the members of the differing days. Throws RangeError without stages.
 */
export async function reconcile(
  stages: readonly StageCounter[],
  { maxListed = MAX_LISTED }: ReconcileOptions = {},
): Promise<Reconciliation> {
  const [reference, ...others] = stages;
  if (reference === undefined) throw new RangeError('nothing to compare');
  const { known, doubled, observed } = watchForDoubles(reference);
  const expected = await countStage(observed);
  const counted = new Map<StageCounter, LedgerEntry[]>([[reference, expected]]);
  for (const other of others) counted.set(other, await countStage(other));

  const differing = others
    .map((stage) => ({ stage, days: differingDays(expected, counted.get(stage) ?? []) }))
    .filter(({ days }) => days.size > 0);
  const allDays = new Set(differing.flatMap(({ days }) => [...days]));
  const wanted = allDays.size === 0 ? new Map<string, DayMembers>() : await membersOf(reference, allDays);
  const mismatches = [...doubled].flatMap(
    ([day, ids]) =>
      toMismatch(reference.stage, day, { ...NO_DIFFERENCES, doubled: [...ids].sort() }, maxListed) ?? [],
  );
  for (const { stage, days } of differing) {
    const found = await membersOf(stage, days);
    for (const day of days) {
      const differences = compareDay(wanted.get(day) ?? NOBODY, found.get(day) ?? NOBODY, (id) =>
        known.has(id),
      );
      mismatches.push(...[toMismatch(stage.stage, day, differences, maxListed) ?? []].flat());
    }
  }
  const entries = [...counted.values()].flat().sort(byPlace);
  return {
    reference: reference.stage,
    isBalanced: mismatches.length === 0 && allDays.size === 0,
    entries,
    mismatches: mismatches.sort(byPlace),
  };
}
