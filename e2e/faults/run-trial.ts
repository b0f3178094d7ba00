import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '../../libs/testing/src/seeded-random.ts';
import type { FaultLab } from './fault-lab.ts';
import { defaultLimits, type FaultRow, type RowLimits, type Trial } from './fault-row.ts';
import { describeFired, type AlertWatch } from './lab/alert-watch.ts';
import type { Difference } from './lab/compare-with-ledger.ts';
import { tappedTopics, type TappedTopic } from './lab/wire-tap.ts';

/** What one row did with one seed. */
export interface TrialResult {
  readonly id: string;
  readonly title: string;
  readonly seed: number;
  readonly verdict: 'passed' | 'failed' | 'not run';
  readonly lost: number;
  readonly doubled: number;
  /** Records whose `ce_id` came again, of how many. */
  readonly wireDuplicates: number;
  readonly wireRecords: number;
  readonly disorders: number;
  /** Null where it never recovered, or did not run. */
  readonly recoverySeconds: number | null;
  readonly seconds: number;
  readonly notes: readonly string[];
  /** Why it failed, or why it was not run. */
  readonly problems: readonly string[];
}

export interface TrialOptions {
  readonly seed: number;
  readonly minutes: number;
  /** Changes a second. */
  readonly rate: number;
  /** Outages last at least this long; default as long as their row says. */
  readonly holdMs?: number;
  /** What alerts fire while the row runs is noted. */
  readonly alerts?: AlertWatch;
}

/** After minutes of failing, the pauses between two attempts are at their longest. */
const RECOVERY_FROM_LONG_S = 90;
const STEADY_MS = [1_000, 3_000] as const;
const PROBES = 6;
const PROBE_TIMEOUT_MS = 120_000;
const SETTLE_ATTEMPTS = 3;
const SETTLE_MS = 2_500;
const SHOWN = 4;

class Findings {
  readonly notes: string[] = [];
  readonly problems: string[] = [];
  limits: RowLimits;

  constructor(limits: Partial<RowLimits> = {}) {
    this.limits = { ...defaultLimits, ...limits };
  }

  expect(holds: boolean, sentence: string): void {
    if (!holds) this.problems.push(sentence);
  }

  /** Runs a part of the trial; where it throws, that is a finding too. */
  async attempt<T>(what: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.problems.push(`${what}: ${(error as Error).message}`);
      return null;
    }
  }
}

const notRun = (row: FaultRow, seed: number, reason: string): TrialResult => ({
  ...{ id: row.id, title: row.title, seed, verdict: 'not run', notes: [], problems: [reason] },
  ...{
    lost: 0,
    doubled: 0,
    wireDuplicates: 0,
    wireRecords: 0,
    disorders: 0,
    recoverySeconds: null,
    seconds: 0,
  },
});

/** Differs for rows of the same seed, so that they do not all choose alike. */
const seedOf = (id: string, seed: number): number =>
  [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) >>> 0, seed * 7_919);

function toTrial(lab: FaultLab, findings: Findings, random: () => number, options: TrialOptions): Trial {
  const { minutes, holdMs = 0 } = options;
  return {
    ...{ lab, random, minutes },
    hold: (atLeastMs) => delay(Math.max(atLeastMs, holdMs)),
    pause: (minMs, maxMs) => delay(minMs + random() * (maxMs - minMs)),
    note: (text) => void findings.notes.push(text),
    expect: (holds, sentence) => findings.expect(holds, sentence),
    allow: (limits) => {
      findings.limits = { ...findings.limits, ...limits };
    },
  };
}

/** Inserts conversations and waits until they have gone all the way. */
async function measureRecovery(lab: FaultLab): Promise<number> {
  return lab.untilArrived(lab.load.insert(PROBES), PROBE_TIMEOUT_MS);
}

const duplicatesByTopic = ({ tap }: FaultLab): Map<TappedTopic, number> =>
  new Map(tappedTopics.map((topic) => [topic, tap.counts(topic).duplicates]));

/** Which topics the duplicates are on tells who repeated himself. */
function noteDuplicates(lab: FaultLab, { notes }: Findings, before: ReadonlyMap<TappedTopic, number>): void {
  const grown = [...duplicatesByTopic(lab)]
    .map(([topic, n]) => [topic, n - (before.get(topic) ?? 0)] as const)
    .filter(([, n]) => n > 0);
  if (grown.length > 0) notes.push(`again: ${grown.map(([topic, n]) => `${topic} ${n}`).join(', ')}`);
}

async function noteAlerts(
  findings: Findings,
  { isQuiet = false }: FaultRow,
  sinceMs: number,
  alerts: AlertWatch | undefined,
): Promise<void> {
  if (alerts === undefined) return;
  const fired = await alerts.firedSince(sinceMs);
  findings.notes.push(describeFired(fired));
  const pages = fired.filter(({ severity }) => severity === 'page');
  findings.expect(!isQuiet || pages.length === 0, `paged although all was well: ${describeFired(pages)}`);
}

/** A difference that goes away by itself was on its way. */
async function compareSettled(lab: FaultLab): Promise<Difference[]> {
  for (let attempt = 1; ; attempt++) {
    const found = await lab.compare();
    if (found.length === 0 || attempt === SETTLE_ATTEMPTS) return found;
    await delay(SETTLE_MS);
  }
}

const countIds = (differences: readonly Difference[], kind: Difference['kind']): number =>
  new Set(differences.filter((one) => one.kind === kind).map(({ conversationId }) => conversationId)).size;

function describe(differences: readonly Difference[]): string[] {
  const groups = Map.groupBy(differences, ({ stage, what, kind }) => `${kind}: ${stage}: ${what}`);
  return [...groups].map(
    ([group, members]) =>
      `${group}: ${members.length} (${members
        .slice(0, SHOWN)
        .map(({ conversationId }) => conversationId)
        .join(', ')})`,
  );
}

/** Runs one row with one seed. The lab is usable afterwards unless this throws. */
export async function runTrial(lab: FaultLab, row: FaultRow, options: TrialOptions): Promise<TrialResult> {
  const { seed, rate } = options;
  const obstacle = typeof row.obstacle === 'string' ? row.obstacle : ((await row.obstacle?.(lab)) ?? null);
  if (obstacle !== null) return notRun(row, seed, obstacle);
  const startedAt = performance.now();
  const startedAtMs = Date.now();
  const findings = new Findings(row.limits);
  if (options.holdMs !== undefined && options.holdMs > 0)
    findings.limits = { ...findings.limits, recoverySeconds: RECOVERY_FROM_LONG_S };
  const trial = toTrial(lab, findings, seededRandom(seedOf(row.id, seed)), options);
  await lab.tap.advance();
  const before = lab.tap.totals();
  const duplicatesBefore = duplicatesByTopic(lab);
  const nDeadBefore = lab.tap.deadLetters().length;
  const nDisordersBefore = lab.tap.disorders().length;
  const nRestartsBefore = lab.services.allRestarts().length;

  lab.load.start(rate);
  await trial.pause(...STEADY_MS);
  await findings.attempt('the fault', () => row.run(trial));
  const recoverySeconds = await findings.attempt('recovery', () => measureRecovery(lab));
  lab.load.pause();
  await findings.attempt('quiet', () => lab.untilQuiet());
  const differences = (await findings.attempt('comparison', () => compareSettled(lab))) ?? [];
  const after = lab.tap.totals();

  noteDuplicates(lab, findings, duplicatesBefore);
  await noteAlerts(findings, row, startedAtMs, options.alerts);
  const deadLetters = lab.tap.deadLetters().slice(nDeadBefore);
  const unexpectedDead = Math.max(0, deadLetters.length - findings.limits.deadLetters);
  const result = {
    lost: countIds(differences, 'lost') + unexpectedDead,
    doubled: countIds(differences, 'doubled'),
    wireDuplicates: after.duplicates - before.duplicates,
    wireRecords: after.records - before.records,
    disorders: after.disorders - before.disorders,
    recoverySeconds,
  };
  findings.problems.push(...describe(differences));
  if (unexpectedDead > 0) findings.problems.push(`dead letters: ${deadLetters.slice(0, SHOWN).join('; ')}`);
  const disorders = lab.tap.disorders().slice(nDisordersBefore);
  if (disorders.length > 0)
    findings.problems.push(
      `${disorders.length} events out of order: ${disorders.slice(0, SHOWN).join('; ')}`,
    );
  checkLimits(findings, result);
  const restarts = lab.services.allRestarts().slice(nRestartsBefore);
  if (restarts.length > 0) findings.notes.push(`started again: ${restarts.join(', ')}`);
  lab.load.ledger.settle();
  lab.load.ledger.forget(differences.map(({ conversationId }) => conversationId));
  return {
    ...{ id: row.id, title: row.title, seed, ...result, notes: findings.notes, problems: findings.problems },
    verdict: findings.problems.length === 0 ? 'passed' : 'failed',
    seconds: (performance.now() - startedAt) / 1_000,
  };
}

function checkLimits(
  { limits, problems }: Findings,
  {
    recoverySeconds,
    wireDuplicates,
    wireRecords,
  }: Pick<TrialResult, 'recoverySeconds' | 'wireDuplicates' | 'wireRecords'>,
): void {
  const share = wireRecords === 0 ? 0 : wireDuplicates / wireRecords;
  if (share > limits.wireDuplicateShare)
    problems.push(
      `duplicates on the wire ${(share * 100).toFixed(1)} %, limit ${limits.wireDuplicateShare * 100} %`,
    );
  if (recoverySeconds !== null && recoverySeconds > limits.recoverySeconds)
    problems.push(`recovered after ${recoverySeconds.toFixed(1)} s, limit ${limits.recoverySeconds} s`);
}
