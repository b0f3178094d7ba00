import type {
  ChangedHour,
  FindingFeedbackRepository,
  IncidentsRepository,
  MetricHoursRepository,
  ScoresRepository,
} from '@convoscope/store';
import { readCaution } from '../feedback/keep-feedback.ts';
import type { Caution } from '../feedback/learn-caution.ts';
import { changesOf } from './change-incidents.ts';
import { countHours, toHour } from './count-hours.ts';
import { findIncidents, groupByTime, scanDays, type FindOptions } from './find-incidents.ts';
import { createHourFacts, type HourFacts } from './hour-facts-cache.ts';
import { createHourSums, type HourSums } from './hour-sums-cache.ts';
import { HISTORY_DAYS } from './judge-window.ts';
import { publishIncidents, type PublishIncidentsOptions } from './publish-incidents.ts';
import { LONGEST_WINDOW_DAYS, type Candidate } from './scan-windows.ts';
import { storeChanges } from './store-changes.ts';
import { isOfARule } from '../rules/to-rule-incident.ts';
import { createRuleWatch, type WatchRulesOptions } from '../rules/watch-rules.ts';
import { HOUR_MS, HOURS_A_DAY, toTimelines, type Timelines } from './timeline.ts';

export interface DetectIncidentsOptions extends PublishIncidentsOptions, WatchRulesOptions {
  scores: Pick<ScoresRepository, 'startedBetween'>;
  metricHours: MetricHoursRepository;
  incidents: IncidentsRepository;
  findingFeedback: Pick<FindingFeedbackRepository, 'findNewest'>;
  /** Chance that a day on which nothing happened begins an incident. */
  falseAlarmsPerDay: number;
  /** So long nothing may have changed before days that are past are judged: a load that goes on is not an incident. */
  quietMs: number;
}

const DAY_MS = HOURS_A_DAY * HOUR_MS;
/** Days that a change of a day can reach: its history, and a window over it. */
const REACH_DAYS = HISTORY_DAYS + LONGEST_WINDOW_DAYS;

/** Finds incidents in what has changed. */
export interface IncidentDetection {
  /** Looks at the days that have changed and those that depend on them. `isForced` does not wait for a pause. Returns how many changes were published. */
  run(isForced?: boolean): Promise<number>;
}

export function createIncidentDetection(options: DetectIncidentsOptions): IncidentDetection {
  const known = {
    sums: createHourSums(options.tenant, options.metricHours),
    facts: createHourFacts(options.tenant, options.metricHours, options.scores),
  };
  const watch = createRuleWatch(options);
  return {
    async run(isForced = false) {
      await countHours(options);
      const changed = await options.metricHours.findToScan(options.tenant);
      if (changed.length > 0 && (isForced || isQuiet(changed, options))) {
        // Before they are marked as looked at: a crash in between would have rules forget them.
        await watch.note(changed.map(({ hour }) => hour));
        await scanChanged(changed, known, options);
      }
      await watch.run(known.facts);
      return publishIncidents(options);
    },
  };
}

/** What was read before: a look costs what has changed since the one before. */
interface Known {
  sums: HourSums;
  facts: HourFacts;
}

/** Whether days that are past have stopped changing. What changes in the newest day does not wait: that is how a day fills. */
function isQuiet(changed: readonly ChangedHour[], { now, quietMs }: DetectIncidentsOptions): boolean {
  const today = new Date(now()).toISOString().slice(0, 10);
  const past = changed.filter(({ hour }) => hour.slice(0, 10) < today);
  return past.every(({ changedAt }) => now() - changedAt.getTime() >= quietMs);
}

async function scanChanged(
  changed: readonly ChangedHour[],
  known: Known,
  options: DetectIncidentsOptions,
): Promise<void> {
  const { tenant, metricHours } = options;
  const range = await metricHours.range(tenant);
  if (range !== null) {
    const days = changed.map(({ hour }) => dayOf(hour));
    const last = Math.min(dayOf(range.to), Math.max(...days) + REACH_DAYS);
    const caution = await readCaution(tenant, options.findingFeedback);
    const scan = await scanRegion({ from: Math.min(...days), to: last, range, caution }, known, options);
    await keepChanges(scan, options);
  }
  await metricHours.markScanned(tenant, changed);
}

/** Days since 1970. */
const dayOf = (hour: string): number => Math.floor(Date.parse(`${hour.slice(0, 10)}T00:00:00.000Z`) / DAY_MS);
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

interface Region {
  /** Days that may have other candidates than before, both included. */
  from: number;
  to: number;
  range: { from: string; to: string };
  caution: Caution;
}

interface Scan {
  timelines: Timelines;
  candidates: Candidate[];
  find: FindOptions;
  /** Hours (since 1970) that the scan speaks for. */
  from: number;
  to: number;
}

/** Scans the days, and those around them until no candidate lies over an edge: what is chosen inside depends on nothing outside. */
async function scanRegion(
  { from, to, range, caution }: Region,
  { sums, facts }: Known,
  options: DetectIncidentsOptions,
): Promise<Scan> {
  const [firstDay, lastDay] = [dayOf(range.from), dayOf(range.to)];
  for (let margin = LONGEST_WINDOW_DAYS; ; margin *= 2) {
    const [low, high] = [Math.max(firstDay, from - margin), Math.min(lastDay, to + margin)];
    const start = Math.max(firstDay, low - REACH_DAYS);
    const { cells } = await sums.read(`${dateOf(start)}T00`, `${dateOf(high)}T23`);
    const timelines = toTimelines(cells, dateOf(start), dateOf(high));
    const find = { ...toFindOptions(timelines, range, facts, options), caution };
    const candidates = scanDays(timelines, low - start, high - start, find);
    const edges = [
      low === firstDay ? -Infinity : (low - start) * HOURS_A_DAY,
      high === lastDay ? Infinity : (high - start + 1) * HOURS_A_DAY,
    ];
    const isCut = candidates.some(({ window }) => edges.some((edge) => touches(window, edge)));
    if (!isCut) {
      const toHours = (day: number): number => day * HOURS_A_DAY;
      return { timelines, candidates, find, from: toHours(low), to: toHours(high + 1) };
    }
  }
}

/** Whether a window lies over an edge or within the day beside it: what continues there would be cut off. */
const touches = ({ from, to }: Candidate['window'], edge: number): boolean =>
  from < edge + HOURS_A_DAY && to > edge - HOURS_A_DAY;

function toFindOptions(
  { firstHour }: Timelines,
  range: Region['range'],
  facts: HourFacts,
  { falseAlarmsPerDay }: DetectIncidentsOptions,
): FindOptions {
  const nameHour = (hour: number): string => toHour(new Date((firstHour + hour) * HOUR_MS).toISOString());
  const hoursFrom = (hour: string): number => Date.parse(`${hour}:00:00.000Z`) / HOUR_MS - firstHour;
  return {
    firstDataHour: Math.max(0, Math.floor(hoursFrom(range.from) / HOURS_A_DAY) * HOURS_A_DAY),
    // The newest hour may still fill.
    horizon: hoursFrom(range.to),
    rate: falseAlarmsPerDay,
    readFacts: (from, to) => facts.read(nameHour(from), nameHour(to)),
  };
}

/** Stores what is new, has changed, or does not hold any more. */
async function keepChanges(
  { timelines, candidates, find, from, to }: Scan,
  options: DetectIncidentsOptions,
): Promise<void> {
  const { tenant, incidents } = options;
  const toInstant = (hour: number): string => new Date(hour * HOUR_MS).toISOString();
  const found = await Promise.all(
    groupByTime(candidates).map((group) => findIncidents(group, timelines, find)),
  );
  const standing = (await incidents.findOverlapping(tenant, toInstant(from), toInstant(to))).filter(
    ({ detector }) => !isOfARule(detector),
  );
  const changed = changesOf(found.flat(), standing);
  await storeChanges(changed, options);
}
