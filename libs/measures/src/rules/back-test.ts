import type { Rule } from '@convoscope/contracts';
import type { MeasuresRepository } from '@convoscope/store';
import { evaluateRule, reachOf, type Firing } from './evaluate-rule.ts';
import { HOUR_MS, hourOf, instantOf, readRuleSeries } from './rule-series.ts';
import { tellFiring } from './tell-firing.ts';

export interface BackTestOptions {
  measures: Pick<MeasuresRepository, 'read'>;
  tenant: string;
  now: number;
  /** Days of history, counted back from the newest data. */
  days: number;
}

/** How often, and when, a rule would have fired. */
export interface BackTest {
  rule: Rule;
  /** Null where there is no data at all. */
  from: string | null;
  to: string | null;
  nFirings: number;
  firingsPerWeek: number;
  /** Hours of the range in which it would have been firing, as a part of all. */
  share: number;
  nKeptByQuietHours: number;
  nKeptByMaintenance: number;
  nKeptByCoolDown: number;
  firings: (Firing & { story: string })[];
}

const HOURS_A_WEEK = 168;
const HOURS_A_DAY = 24;
/** A year and a bit: what a question may read at most. */
export const MOST_DAYS = 400;

/** What each rule would have said of the days that there are measures of. Cost: the hours of those days, once for each rule. */
export async function backTestRules(rules: readonly Rule[], options: BackTestOptions): Promise<BackTest[]> {
  const range = await rangeOf(options);
  const tests: BackTest[] = [];
  for (const rule of rules) tests.push(await backTestRule(rule, range, options));
  return tests;
}

/** The days asked for, counted back from the newest hour with data: an installation that rests is tested on what it has. */
async function rangeOf({ measures, tenant, now, days }: BackTestOptions): Promise<[number, number] | null> {
  const read = async (granularity: 'month' | 'day', from?: string) =>
    measures.read({ tenant, granularity, isLight: true, ...(from !== undefined && { from }) });
  const months = (await read('month')).filter(({ nConversations }) => nConversations > 0);
  const newest = months.at(-1)?.at;
  if (newest === undefined) return null;
  const lastDay = (await read('day', newest)).filter(({ nConversations }) => nConversations > 0).at(-1)?.at;
  const end = lastDay === undefined ? now : Date.parse(lastDay) + HOURS_A_DAY * HOUR_MS;
  const to = Math.min(hourOf(now), hourOf(end));
  return [to - Math.min(days, MOST_DAYS) * HOURS_A_DAY, to];
}

async function backTestRule(
  rule: Rule,
  range: [number, number] | null,
  options: BackTestOptions,
): Promise<BackTest> {
  const none = { nKeptByQuietHours: 0, nKeptByMaintenance: 0, nKeptByCoolDown: 0, firings: [] };
  if (range === null)
    return { rule, from: null, to: null, nFirings: 0, firingsPerWeek: 0, share: 0, ...none };
  const [from, to] = range;
  const series = await readRuleSeries(rule, [from - reachOf(rule), to], options);
  const { firings, ...kept } = evaluateRule(rule, series, [from + 1, to]);
  const begin = Math.max(from, Math.min(series.firstHour, to));
  const nHours = Math.max(1, to - begin);
  const nFiring = firings.reduce(
    (sum, { startedAt, endedAt }) => sum + (Date.parse(endedAt) - Date.parse(startedAt)) / HOUR_MS,
    0,
  );
  return {
    ...{ rule, from: instantOf(begin), to: instantOf(to), nFirings: firings.length },
    firingsPerWeek: Number(((firings.length * HOURS_A_WEEK) / nHours).toFixed(2)),
    share: Number(Math.min(1, nFiring / nHours).toFixed(4)),
    ...kept,
    firings: firings.map((firing) => ({ ...firing, story: tellFiring(rule, firing) })),
  };
}
