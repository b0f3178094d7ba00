import { LedgerHash } from '@convoscope/contracts';
import type { LedgerStage } from '@convoscope/store';
import type { LedgerMember, StageCounter } from './stage-counter.ts';

/** What one stage holds for one source and day. */
export interface LedgerEntry {
  source: string;
  date: string;
  stage: LedgerStage;
  count: number;
  hash: string;
}

/** Conversations on which a stage differs from the reference stage, by id. */
export interface LedgerMismatch {
  source: string;
  date: string;
  stage: LedgerStage;
  reference: LedgerStage;
  /** In the reference, not here: dropped. */
  missing: string[];
  /** Here, not in the reference: a phantom, or deleted at the reference. */
  extra: string[];
  /** At another revision. */
  altered: string[];
  /** Held more than once. */
  doubled: string[];
  /** All of the above, also beyond the ids listed. */
  nConversations: number;
}

export interface Reconciliation {
  isBalanced: boolean;
  reference: LedgerStage;
  entries: LedgerEntry[];
  mismatches: LedgerMismatch[];
}

/** Ids listed for each kind of difference; what is beyond is counted only. */
const MAX_LISTED_IDS = 100;

/**
 * Compares stages by count and order-independent hash of (conversation, revision) for each source and day; where they
 * differ, reads those days again and names the conversations. The first counter is the reference.
 * Cost: one pass over every stage, and a second one over stages that differ; memory for the members of days that differ.
 */
export async function reconcile(counters: readonly StageCounter[]): Promise<Reconciliation> {
  const [reference, ...others] = counters;
  if (reference === undefined) throw new RangeError('reconcile needs at least one stage');
  const tallies = new Map<LedgerStage, Map<string, LedgerHash>>();
  for (const counter of counters) tallies.set(counter.stage, await tally(counter));
  const entries = toEntries(tallies);
  const expected = tallies.get(reference.stage) ?? new Map<string, LedgerHash>();
  const mismatches: LedgerMismatch[] = [];
  for (const counter of others) {
    const differing = differingDays(expected, tallies.get(counter.stage) ?? new Map());
    if (differing.size > 0) mismatches.push(...(await compare(reference, counter, differing)));
  }
  // A conversation doubled at the reference and everywhere else would balance: look for it there as well.
  mismatches.push(...(await findDoubled(reference)));
  return { isBalanced: mismatches.length === 0, reference: reference.stage, entries, mismatches };
}

const dayKey = ({ source, date }: Pick<LedgerMember, 'source' | 'date'>): string =>
  JSON.stringify([source, date]);

async function tally(counter: StageCounter): Promise<Map<string, LedgerHash>> {
  const days = new Map<string, LedgerHash>();
  for await (const member of counter.members()) {
    const key = dayKey(member);
    let day = days.get(key);
    if (day === undefined) days.set(key, (day = new LedgerHash()));
    day.add(member.conversationId, member.revision);
  }
  return days;
}

function toEntries(tallies: ReadonlyMap<LedgerStage, ReadonlyMap<string, LedgerHash>>): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (const [stage, days] of tallies) {
    for (const [key, { count, hex }] of days) {
      const [source, date] = JSON.parse(key) as [string, string];
      entries.push({ source, date, stage, count, hash: hex });
    }
  }
  return entries.sort((a, b) => a.source.localeCompare(b.source) || a.date.localeCompare(b.date));
}

function differingDays(
  expected: ReadonlyMap<string, LedgerHash>,
  actual: ReadonlyMap<string, LedgerHash>,
): Set<string> {
  const keys = new Set([...expected.keys(), ...actual.keys()]);
  return new Set(
    [...keys].filter((key) => {
      const [a, b] = [expected.get(key), actual.get(key)];
      return a?.count !== b?.count || a?.hex !== b?.hex;
    }),
  );
}

/** Revisions of the members of some days, by id: more than one where the conversation is doubled. */
type DayMembers = Map<string, Map<string, string[]>>;

async function readDays(counter: StageCounter, days: ReadonlySet<string>): Promise<DayMembers> {
  const found: DayMembers = new Map([...days].map((key) => [key, new Map<string, string[]>()]));
  for await (const member of counter.members()) {
    const day = found.get(dayKey(member));
    if (day === undefined) continue;
    const revisions = day.get(member.conversationId);
    if (revisions === undefined) day.set(member.conversationId, [member.revision]);
    else revisions.push(member.revision);
  }
  return found;
}

async function compare(
  reference: StageCounter,
  counter: StageCounter,
  days: ReadonlySet<string>,
): Promise<LedgerMismatch[]> {
  const [expected, actual] = [await readDays(reference, days), await readDays(counter, days)];
  return [...days].map((key) => {
    const [source, date] = JSON.parse(key) as [string, string];
    const differences = compareDay(expected.get(key) ?? new Map(), actual.get(key) ?? new Map());
    return { source, date, stage: counter.stage, reference: reference.stage, ...differences };
  });
}

type Differences = Pick<LedgerMismatch, 'missing' | 'extra' | 'altered' | 'doubled' | 'nConversations'>;

function compareDay(
  expected: ReadonlyMap<string, string[]>,
  actual: ReadonlyMap<string, string[]>,
): Differences {
  const missing = [...expected.keys()].filter((id) => !actual.has(id));
  const extra = [...actual.keys()].filter((id) => !expected.has(id));
  const doubled = [...actual].filter(([, revisions]) => revisions.length > 1).map(([id]) => id);
  const altered = [...actual]
    .filter(([id, revisions]) => isAltered(expected.get(id), revisions))
    .map(([id]) => id);
  return {
    ...listed({ missing, extra, altered, doubled }),
    nConversations: new Set([...missing, ...extra, ...altered, ...doubled]).size,
  };
}

const isAltered = (expected: readonly string[] | undefined, revisions: readonly string[]): boolean =>
  expected !== undefined && revisions.some((revision) => !expected.includes(revision));

const listed = (ids: Record<'missing' | 'extra' | 'altered' | 'doubled', string[]>) => ({
  missing: ids.missing.slice(0, MAX_LISTED_IDS),
  extra: ids.extra.slice(0, MAX_LISTED_IDS),
  altered: ids.altered.slice(0, MAX_LISTED_IDS),
  doubled: ids.doubled.slice(0, MAX_LISTED_IDS),
});

async function findDoubled(reference: StageCounter): Promise<LedgerMismatch[]> {
  const seen = new Set<string>();
  const doubled = new Map<string, Set<string>>();
  for await (const member of reference.members()) {
    const key = dayKey(member);
    if (seen.has(member.conversationId)) {
      doubled.set(key, (doubled.get(key) ?? new Set()).add(member.conversationId));
    }
    seen.add(member.conversationId);
  }
  return [...doubled].map(([key, ids]) => {
    const [source, date] = JSON.parse(key) as [string, string];
    const list = [...ids].slice(0, MAX_LISTED_IDS);
    const none = { missing: [], extra: [], altered: [] };
    return {
      source,
      date,
      stage: reference.stage,
      reference: reference.stage,
      ...none,
      doubled: list,
      nConversations: ids.size,
    };
  });
}
