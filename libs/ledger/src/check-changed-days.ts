import type { DayMark, LedgerStage, Store } from '@convoscope/store';
import { toLedgerEntries } from './record-reconciliation.ts';
import { reconcile } from './reconcile.ts';
import type { StageCounter } from './stage-counter.ts';
import {
  createMongoCounter,
  createReportCounter,
  createTotalsCounter,
  type DayRange,
} from './store-counters.ts';

export interface CheckChangedDaysOptions {
  store: Pick<Store, 'messages' | 'analytics' | 'ledger'>;
  tenant: string;
  now: () => number;
  /** What changed within this time may be on its way through the stages. */
  settleMs: number;
  scratchDir: string;
  /** Whether days in which something has just changed are compared too; of what is under way nothing is said. Default false: they are left until they rest. */
  includesBusy?: boolean;
  signal?: AbortSignal;
}

export interface CheckedDays {
  nDays: number;
  /** Days in which stages differ: they are looked at again. */
  nDiffering: number;
}

/** The stages that hold what stands now, by day, and cost nothing but the day. Topics are read by the proof of everything. */
const STAGES = ['mongodb', 'report', 'totals'] as const satisfies readonly LedgerStage[];
/** Days compared at once: neighbours, so that each stage is one range. */
const DAYS_AT_ONCE = 31;

/** Days in order, in runs without a gap. */
function inRuns(dates: readonly string[]): string[][] {
  const runs: string[][] = [];
  for (const date of dates) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const isNext = last !== undefined && Date.parse(date) - Date.parse(last) === 86_400_000;
    if (run !== undefined && isNext && run.length < DAYS_AT_ONCE) run.push(date);
    else runs.push([date]);
  }
  return runs;
}

const countersOf = ({ store, tenant }: CheckChangedDaysOptions, days: DayRange): StageCounter[] => [
  createMongoCounter(store.messages, tenant, days),
  createReportCounter(store.analytics, tenant, days),
  createTotalsCounter(store.analytics, tenant, days),
];

/**
 * Compares the stored stages of the days in which something changed since they were last found equal, and keeps what they hold in the ledger. What
 * is kept is a function of the rows, not of what happened: repeats, disorder, moves and deletions leave no trace. A day that differs stays marked.
 * Cost: the conversations of the changed days, however many there are; nothing where nothing changed.
 */
export async function checkChangedDays(options: CheckChangedDaysOptions): Promise<CheckedDays> {
  const { store, tenant, now, settleMs, includesBusy = false, signal } = options;
  const atRestBefore = now() - settleMs;
  const isAtRest = ({ markedAt }: DayMark): boolean => markedAt.getTime() <= atRestBefore;
  const marks = (await store.ledger.findMarks(tenant)).filter((mark) => includesBusy || isAtRest(mark));
  const differing = new Set<string>();
  for (const dates of inRuns(marks.map(({ date }) => date))) {
    signal?.throwIfAborted();
    for (const date of await checkRun(options, dates)) differing.add(date);
    // Of what was under way nothing was said: its day is looked at once more when it rests.
    const settled = marks.filter((mark) => dates.includes(mark.date) && isAtRest(mark));
    await store.ledger.removeMarks(
      tenant,
      settled.filter(({ date }) => !differing.has(date)),
    );
  }
  return { nDays: marks.length, nDiffering: differing.size };
}

/** Resolves to the days that differ. */
async function checkRun(options: CheckChangedDaysOptions, dates: readonly string[]): Promise<string[]> {
  const { store, tenant, now, settleMs, scratchDir, signal } = options;
  const startedAtMs = now();
  const since = new Date(startedAtMs - settleMs);
  const range = { from: dates[0] ?? '', to: dates.at(-1) ?? '' };
  const result = await reconcile(countersOf(options, range), {
    ...{ scratchDir, maxListed: 1 },
    ...(signal !== undefined && { signal }),
    moved: (ids) => store.messages.changedSince(tenant, ids, since),
  });
  const counted = toLedgerEntries(result).map((entry) => ({
    ...entry,
    ...{ tenant, countedAt: new Date(startedAtMs) },
  }));
  await store.ledger.replaceDays(tenant, { dates, stages: STAGES }, counted);
  return [...new Set(result.mismatches.map(({ date }) => date))];
}
