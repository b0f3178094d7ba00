import type { LedgerStage } from '@convoscope/store';
import { compareDay, type DayDifferences, type DayMembers } from './compare-day.ts';
import { countStage, dayOf, type LedgerEntry, type StageCount } from './count-stage.ts';
import type { StageCounter } from './stage-counter.ts';
import { watchReference } from './watch-reference.ts';

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

/** The day without those that a stage may lack. */
const withoutThese = (day: DayMembers, ids: ReadonlySet<string>): DayMembers =>
  ids.size === 0 ? day : new Map([...day].filter(([id]) => !ids.has(id)));

interface Compared {
  stage: StageCounter;
  days: ReadonlySet<string>;
  count: StageCount;
}

async function compareStage(
  { stage, days, count }: Compared,
  wanted: ReadonlyMap<string, DayMembers>,
  known: ReadonlySet<string>,
  maxListed: number,
): Promise<LedgerMismatch[]> {
  const found = await membersOf(stage, days);
  return [...days].flatMap((day) => {
    const expected = withoutThese(wanted.get(day) ?? NOBODY, count.notCompared);
    const differences = compareDay(expected, found.get(day) ?? NOBODY, (id) => known.has(id));
    return toMismatch(stage.stage, day, differences, maxListed) ?? [];
  });
}

/**
 * Compares every stage with the first one, by count and fingerprint per source and day, and names the conversations wherever these differ.
 * The first stage with a mismatch is where it went wrong; later ones repeat it. Stages are read once, and the reference and differing
 * stages a second time; something in flight between the two readings can show as a mismatch, so reconcile a system at rest.
 * Memory: the ids of the reference, the members of the differing days, and what stages may have let go of. Throws RangeError without stages.
 */
export async function reconcile(
  stages: readonly StageCounter[],
  { maxListed = MAX_LISTED }: ReconcileOptions = {},
): Promise<Reconciliation> {
  const [reference, ...others] = stages;
  if (reference === undefined) throw new RangeError('nothing to compare');
  const letGo = new Map<StageCounter, ReadonlySet<string>>();
  for (const stage of others) if (stage.mayHaveLetGo) letGo.set(stage, await stage.mayHaveLetGo());
  const { known, doubled, remembered, observed } = watchReference(
    reference,
    new Set([...letGo.values()].flatMap((ids) => [...ids])),
  );
  const expected = (await countStage(observed)).entries;

  const compared: Compared[] = [];
  for (const stage of others) {
    const count = await countStage(stage, letGo.get(stage), remembered);
    compared.push({ stage, count, days: differingDays(expected, count.entries) });
  }
  const allDays = new Set(compared.flatMap(({ days }) => [...days]));
  const wanted = allDays.size === 0 ? new Map<string, DayMembers>() : await membersOf(reference, allDays);
  const mismatches = [...doubled].flatMap(
    ([day, ids]) =>
      toMismatch(reference.stage, day, { ...NO_DIFFERENCES, doubled: [...ids].sort() }, maxListed) ?? [],
  );
  for (const one of compared.filter(({ days }) => days.size > 0))
    mismatches.push(...(await compareStage(one, wanted, known, maxListed)));
  return {
    reference: reference.stage,
    isBalanced: mismatches.length === 0 && allDays.size === 0,
    entries: [...expected, ...compared.flatMap(({ count }) => count.entries)].sort(byPlace),
    mismatches: mismatches.sort(byPlace),
  };
}
