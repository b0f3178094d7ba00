import { median } from '@convoscope/statistics';
import { integer, number, type Params } from '../../convention/params.ts';
import { defineStreamingDetector } from '../../convention/streaming-detector.ts';
import { createRange, excessOf, widenRange, type RecordRange } from './record-range.ts';

const params = {
  levelHours: number(1, 0, 1000, 'Hours over which a level has to hold to count as a new level.'),
  averageHours: number(6, 0, 1000, 'Hours that are averaged before they are compared with the day before.'),
  quietHours: number(
    24,
    0,
    1000,
    'After a score only a larger one is reported for so long: one event, one alarm.',
  ),
  warmUp: integer(144, 10, 100_000, 'Records before the first score above 0.'),
  blockSize: integer(
    20_000,
    100,
    1e9,
    'Records after which extremes begin to be forgotten (for good after twice as many).',
  ),
  maxLag: integer(
    3000,
    0,
    1_000_000,
    'Longest day, in records, that the daily comparison keeps; 0 switches it off.',
  ),
} as const;
type Checked = Params<typeof params>;

/** Lengths in records; a day of 0 records: no daily comparison. */
interface Lengths {
  readonly level: number;
  readonly average: number;
  readonly quiet: number;
  readonly day: number;
}

interface State {
  /** The last values, the averages of a day, and the last excesses. */
  readonly values: Float64Array;
  readonly averages: Float64Array;
  readonly recent: Float64Array;
  nSeen: number;
  lastAtMs: number;
  /** Time between the first records, ms; their median turns hours into records. */
  readonly gapsMs: Float64Array;
  lengths: Lengths;
  readonly value: RecordRange;
  readonly lowest: RecordRange;
  readonly highest: RecordRange;
  readonly daily: RecordRange;
}

const HOUR_MS = 3_600_000;
const N_GAPS = 50;
/** Time between records without instants: the five minutes that metrics are mostly collected at. */
const USUAL_GAP_MS = 300_000;
/** Longest level and average, in records: each costs a look at every record of it. */
const MAX_WINDOW = 1000;
const MAX_QUIET = 2000;

/** Views of the newest value: itself, the lowest and highest of the level's window, the average, and its change since the day before. */
interface Views {
  readonly value: number;
  readonly lowest: number;
  readonly highest: number;
  readonly average: number;
  readonly daily: number | undefined;
}

function viewsOf(state: State, value: number, { level, average: window, day }: Lengths): Views {
  const { values, nSeen, averages } = state;
  const size = values.length;
  let [lowest, highest, sum] = [value, value, value];
  const nBack = Math.min(Math.max(window, level) - 1, nSeen);
  for (let back = 1, at = nSeen % size; back <= nBack; back++) {
    at = at === 0 ? size - 1 : at - 1;
    const past = values[at];
    if (back < window) sum += past;
    if (back >= level) continue;
    if (past < lowest) lowest = past;
    if (past > highest) highest = past;
  }
  const average = sum / Math.min(window, nSeen + 1);
  const hasYesterday = day > 0 && nSeen >= day + window;
  const daily = hasYesterday ? average - averages[(nSeen - day) % averages.length] : undefined;
  return { value, lowest, highest, average, daily };
}

function excess(state: State, views: Views, { warmUp }: Checked): number {
  return Math.max(
    excessOf(state.value, views.value, warmUp),
    excessOf(state.lowest, views.lowest, warmUp),
    excessOf(state.highest, views.highest, warmUp),
    views.daily === undefined ? 0 : excessOf(state.daily, views.daily, warmUp),
  );
}

/** An excess that a larger or equal one of late does not cover. */
function uncovered({ recent, nSeen }: State, found: number, quiet: number): number {
  if (found === 0) return 0;
  const size = recent.length;
  for (let back = 1, at = nSeen % size; back <= Math.min(quiet, nSeen); back++) {
    at = at === 0 ? size - 1 : at - 1;
    if (recent[at] >= found) return 0;
  }
  return found;
}

/** Hours as records `gapMs` apart, from `least` to `most`. */
const toRecords = (hours: number, gapMs: number, least: number, most: number): number =>
  Math.max(least, Math.min(most, Math.round((hours * HOUR_MS) / gapMs)));

function toLengths(gapMs: number, p: Checked): Lengths {
  const gap = gapMs > 0 ? gapMs : USUAL_GAP_MS;
  const day = gapMs > 0 ? Math.round((24 * HOUR_MS) / gap) : 0;
  return {
    level: toRecords(p.levelHours, gap, 1, MAX_WINDOW),
    average: toRecords(p.averageHours, gap, 1, MAX_WINDOW),
    quiet: toRecords(p.quietHours, gap, 0, MAX_QUIET),
    day: day >= 2 && day <= p.maxLag ? day : 0,
  };
}

function learnInterval(state: State, atMs: number, p: Checked): void {
  if (state.nSeen > 0 && state.nSeen <= N_GAPS) state.gapsMs[state.nSeen - 1] = atMs - state.lastAtMs;
  if (state.nSeen === N_GAPS) state.lengths = toLengths(median(state.gapsMs), p);
  state.lastAtMs = atMs;
}

function learnViews(state: State, views: Views, p: Checked): void {
  state.recent[state.nSeen % state.recent.length] = excess(state, views, p);
  if (state.nSeen >= state.lengths.level) {
    widenRange(state.lowest, views.lowest, p.blockSize);
    widenRange(state.highest, views.highest, p.blockSize);
  }
  if (views.daily !== undefined) widenRange(state.daily, views.daily, p.blockSize);
  state.averages[state.nSeen % state.averages.length] = views.average;
}

/**
 * Novelty of a metric: how far a value, a level held for an hour, or the change of a six-hour average against the same time of the day
 * before leaves its whole past range, in units of what new extremes of this very series usually exceed old ones by: spiky and calm
 * series share one threshold. Needs no tuning to the metric's unit, and learns what it reported: the same again is no news. Scores of .2
 * and more are worth a look; constant streams score 0; at most 50. Hours become records by the median time between the first fifty;
 * without instants records count as five minutes apart, and there is no daily view.
 * A value that leaves the range slowly scores by each step, not by the sum. Blind to unusual values inside the past range (use
 * `knn-cad`, `matrix-profile`). One series. Cost: O(records of the average) a record, memory O(maxLag).
 */
export const autoStream = defineStreamingDetector({
  name: 'auto',
  summary: 'values, levels and daily changes outside of everything seen before',
  params,
  nFeatures: 1,
  start: (p): State => ({
    values: new Float64Array(MAX_WINDOW),
    averages: new Float64Array(p.maxLag + 1),
    recent: new Float64Array(MAX_QUIET),
    nSeen: 0,
    lastAtMs: 0,
    gapsMs: new Float64Array(N_GAPS),
    lengths: toLengths(0, p),
    value: createRange(),
    lowest: createRange(),
    highest: createRange(),
    daily: createRange(),
  }),
  score(state, values, p) {
    const found = excess(state, viewsOf(state, values[0], state.lengths), p);
    return uncovered(state, found, state.lengths.quiet);
  },
  learn(state, values, p, atMs) {
    const value = values[0];
    learnViews(state, viewsOf(state, value, state.lengths), p);
    learnInterval(state, atMs, p);
    widenRange(state.value, value, p.blockSize);
    state.values[state.nSeen % MAX_WINDOW] = value;
    state.nSeen++;
  },
});
