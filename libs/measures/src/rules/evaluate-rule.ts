import type { Rule } from '@convoscope/contracts';
import { median } from '@convoscope/statistics';
import { isQuietAt } from './quiet-hours.ts';
import { HOUR_MS, instantOf, type RuleSeries } from './rule-series.ts';

const HOURS_A_DAY = 24;
/** Days before a window that `unusual` compares it with, and the fewest of them that say anything. */
const HISTORY_DAYS = 28;
const LEAST_HISTORY_DAYS = 7;
/** Median absolute deviation of a normal variable, as a part of its standard deviation. */
const MAD_OF_NORMAL = 0.6745;
/** Nothing goes on for longer: by then it is what is usual. Bounds what an absence reads. */
export const LONGEST_HOURS = 30 * HOURS_A_DAY;

/** Hours in a row for which a rule holds. */
export interface Firing {
  startedAt: string;
  endedAt: string;
  /** Of the window that was furthest off: what was measured, and what it is beside. */
  observed: number;
  expected: number;
  nConversations: number;
}

/** What a rule says of a range of hours. */
export interface RuleFirings {
  firings: Firing[];
  /** Times that it would have fired, and was kept from it. */
  nKeptByQuietHours: number;
  nKeptByMaintenance: number;
  nKeptByCoolDown: number;
}

/** `6h` and `2d` in hours. */
export const hoursOf = (span: string): number =>
  Number(span.slice(0, -1)) * (span.endsWith('d') ? HOURS_A_DAY : 1);

/** Hours before the end of a window that a rule looks at, the window itself among them. */
export function reachOf({ metric, window, condition }: Rule): number {
  const length = hoursOf(window);
  // Silence is one only where something was heard before it.
  if (metric === 'volume' && !condition.change && !condition.unusual) return length + LONGEST_HOURS;
  if (condition.change) return length + hoursOf(condition.change.than);
  if (condition.unusual) return length + HISTORY_DAYS * HOURS_A_DAY;
  return length;
}

/** What a window is, where the rule holds for it. */
interface Hit {
  hour: number;
  observed: number;
  expected: number;
  n: number;
  /** How far off, to choose which one is told. */
  distance: number;
}

/**
 * Where a rule fires in windows that end from one hour to another (both included): a function of what is measured of these hours and of those before
 * that the rule looks at. Cost: the hours.
 */
export function evaluateRule(
  rule: Rule,
  series: RuleSeries,
  [from, to]: readonly [number, number],
): RuleFirings {
  const length = hoursOf(rule.window);
  const kept = { quiet: 0, maintenance: 0 };
  const hits: Hit[] = [];
  let wasKept: keyof typeof kept | null = null;
  for (let end = from; end <= to; end++) {
    const hit = end - length < series.firstHour ? null : judge(rule, series, end, length);
    const keptBy = hit && keeperOf(rule, end, length);
    if (keptBy && wasKept !== keptBy) kept[keptBy] += 1;
    wasKept = keptBy;
    if (hit && !keptBy) hits.push(hit);
  }
  const { firings, nKeptByCoolDown } = toFirings(hits, length, hoursOf(rule.coolDown ?? '0h'));
  return {
    ...{ firings, nKeptByCoolDown },
    ...{ nKeptByQuietHours: kept.quiet, nKeptByMaintenance: kept.maintenance },
  };
}

function keeperOf(rule: Rule, end: number, length: number): 'quiet' | 'maintenance' | null {
  const [fromMs, toMs] = [(end - length) * HOUR_MS, end * HOUR_MS];
  const isUpkeep = rule.maintenance.some((one) => Date.parse(one.from) < toMs && fromMs < Date.parse(one.to));
  if (isUpkeep) return 'maintenance';
  return rule.quietHours.some((quiet) => isQuietAt(quiet, toMs)) ? 'quiet' : null;
}

function judge(rule: Rule, series: RuleSeries, end: number, length: number): Hit | null {
  const { value, n } = series.value(end - length, end);
  const isCount = rule.metric === 'volume';
  if (value === null || (!isCount && n < rule.leastConversations)) return null;
  const expected = expectedOf(rule, series, { end, length, value, n });
  if (expected === null) return null;
  return { hour: end, observed: value, n, expected: expected.at, distance: Math.abs(value - expected.at) };
}

interface Window {
  end: number;
  length: number;
  value: number;
  n: number;
}

/** What the value is beside, where the rule holds; null where it does not. */
function expectedOf(rule: Rule, series: RuleSeries, window: Window): { at: number } | null {
  const { above, below, absent, change, unusual } = rule.condition;
  const { value } = window;
  if (above !== undefined) return value > above ? { at: above } : null;
  if (below !== undefined) return value < below ? { at: below } : null;
  if (absent) return value === 0 ? { at: 1 } : null;
  if (change) return changed(rule, change, series, window);
  return unusual ? offUsual(rule, unusual, series, window) : null;
}

function changed(
  rule: Rule,
  { rises, falls, than }: NonNullable<Rule['condition']['change']>,
  series: RuleSeries,
  { end, length, value, n }: Window,
): { at: number } | null {
  const ago = end - hoursOf(than);
  if (ago - length < series.firstHour) return null;
  const before = series.value(ago - length, ago);
  const isTold = rule.metric === 'volume' ? Math.max(n, before.n) : Math.min(n, before.n);
  if (before.value === null || isTold < rule.leastConversations) return null;
  const by = toStep(rises ?? falls ?? 0, before.value);
  const isMore = rises !== undefined ? value - before.value >= by : before.value - value >= by;
  // A rise by half of nothing is none.
  return isMore && value !== before.value ? { at: before.value } : null;
}

const toStep = (step: number | string, before: number): number =>
  typeof step === 'number' ? step : (Number(step.replace('%', '').trim()) / 100) * Math.abs(before);

function offUsual(
  rule: Rule,
  { deviations, direction }: NonNullable<Rule['condition']['unusual']>,
  series: RuleSeries,
  { end, length, value, n }: Window,
): { at: number } | null {
  const past: number[] = [];
  for (let day = Math.ceil(length / HOURS_A_DAY); day <= HISTORY_DAYS; day++) {
    const [a, b] = [end - length - day * HOURS_A_DAY, end - day * HOURS_A_DAY];
    if (a < series.firstHour) break;
    const before = series.value(a, b);
    if (before.value !== null && (rule.metric === 'volume' || before.n >= rule.leastConversations))
      past.push(before.value);
  }
  if (past.length < LEAST_HISTORY_DAYS) return null;
  const usual = median(past);
  const spread = Math.max(
    median(past.map((one) => Math.abs(one - usual))) / MAD_OF_NORMAL,
    leastSpread(rule, usual, n),
  );
  if (rule.metric === 'volume' && Math.abs(value - usual) < rule.leastConversations) return null;
  const z = (value - usual) / spread;
  const isOff =
    direction === 'both' ? Math.abs(z) >= deviations : (direction === 'up' ? z : -z) >= deviations;
  return isOff ? { at: usual } : null;
}

/** What chance alone makes of it: of a count its root, of a share that of so many conversations, of a mean a hundredth. */
function leastSpread({ metric }: Rule, usual: number, n: number): number {
  if (metric === 'volume') return Math.sqrt(Math.max(usual, 1));
  if (metric.endsWith('-rate')) {
    const share = Math.min(1 - 1 / (n + 2), Math.max(usual, 1 / (n + 2)));
    return Math.sqrt((share * (1 - share)) / n);
  }
  return Math.max(0.01, Math.abs(usual) / 100);
}

/** Hits of hours in a row are one firing; one that begins too soon after another was over is kept silent. */
function toFirings(
  hits: readonly Hit[],
  length: number,
  coolDown: number,
): { firings: Firing[]; nKeptByCoolDown: number } {
  const runs: Hit[][] = [];
  for (const hit of hits) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const goesOn =
      run && last && hit.hour === last.hour + 1 && hit.hour - (run[0]?.hour ?? 0) < LONGEST_HOURS;
    if (goesOn) run.push(hit);
    else runs.push([hit]);
  }
  const firings: Firing[] = [];
  let nKeptByCoolDown = 0;
  let silentUntil = -Infinity;
  for (const run of runs) {
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last) continue;
    if (first.hour <= silentUntil) {
      nKeptByCoolDown += 1;
      continue;
    }
    silentUntil = coolDown === 0 ? -Infinity : last.hour + coolDown;
    firings.push(toFiring(run, first, last, length));
  }
  return { firings, nKeptByCoolDown };
}

function toFiring(run: readonly Hit[], first: Hit, last: Hit, length: number): Firing {
  const furthest = run.reduce((one, other) => (other.distance > one.distance ? other : one));
  return {
    startedAt: instantOf(first.hour - length),
    endedAt: instantOf(last.hour),
    observed: furthest.observed,
    expected: furthest.expected,
    nConversations: furthest.n,
  };
}
