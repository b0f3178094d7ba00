import { median } from '@convoscope/statistics';
import { integer, type Params } from '../../convention/params.ts';
import { defineStreamingDetector } from '../../convention/streaming-detector.ts';
import { createRange, excessOf, widenRange, type RecordRange } from './record-range.ts';

const params = {
  shortWindow: integer(12, 1, 1000, 'Records over which a level has to hold to count as a new level.'),
  longWindow: integer(72, 1, 1000, 'Records that are averaged before they are compared with the day before.'),
  warmUp: integer(200, 10, 100_000, 'Records before the first score above 0.'),
  quiet: integer(
    150,
    0,
    10_000,
    'After a score only a larger one is reported within this many records: one event, one alarm.',
  ),
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

interface State {
  /** The last values, and the averages of a day, in rings. */
  readonly values: Float64Array;
  readonly averages: Float64Array;
  nSeen: number;
  lastAtMs: number;
  /** Time between the first records, ms; the day's length in records comes from their median. */
  readonly gapsMs: Float64Array;
  /** Records a day: -1 until known, 0 when there is no daily comparison. */
  lag: number;
  readonly value: RecordRange;
  readonly lowest: RecordRange;
  readonly highest: RecordRange;
  readonly daily: RecordRange;
  /** Highest excess of late and how many records ago. */
  readonly recent: Float64Array;
}

const DAY_MS = 86_400_000;
const N_GAPS = 50;

/** Views of the newest value: itself, the lowest and highest of the short window, and the change of the average since the day before. */
interface Views {
  readonly value: number;
  readonly lowest: number;
  readonly highest: number;
  readonly average: number;
  readonly daily: number | undefined;
}

function viewsOf(state: State, value: number, p: Checked): Views {
  const size = state.values.length;
  let [lowest, highest, sum] = [value, value, value];
  const nBack = Math.min(p.longWindow - 1, state.nSeen);
  for (let back = 1; back <= nBack; back++) {
    const past = state.values[(state.nSeen - back) % size];
    sum += past;
    if (back >= p.shortWindow) continue;
    lowest = Math.min(lowest, past);
    highest = Math.max(highest, past);
  }
  const average = sum / (nBack + 1);
  const hasYesterday = state.lag > 0 && state.nSeen >= state.lag + p.longWindow;
  const daily = hasYesterday
    ? average - state.averages[(state.nSeen - state.lag) % state.averages.length]
    : undefined;
  return { value, lowest, highest, average, daily };
}

function excess(state: State, views: Views, p: Checked): number {
  return Math.max(
    excessOf(state.value, views.value, p.warmUp),
    excessOf(state.lowest, views.lowest, p.warmUp),
    excessOf(state.highest, views.highest, p.warmUp),
    views.daily === undefined ? 0 : excessOf(state.daily, views.daily, p.warmUp),
  );
}

/** An excess that a larger or equal one of late does not cover. */
function uncovered(state: State, found: number, p: Checked): number {
  for (let back = 1; back <= Math.min(p.quiet, state.nSeen); back++)
    if (state.recent[(state.nSeen - back) % state.recent.length] >= found) return 0;
  return found;
}

function learnInterval(state: State, atMs: number, p: Checked): void {
  if (state.nSeen > 0 && state.nSeen <= N_GAPS) state.gapsMs[state.nSeen - 1] = atMs - state.lastAtMs;
  if (state.nSeen === N_GAPS) {
    const gapMs = median(state.gapsMs);
    const lag = gapMs > 0 ? Math.round(DAY_MS / gapMs) : 0;
    state.lag = lag >= 2 && lag <= p.maxLag ? lag : 0;
  }
  state.lastAtMs = atMs;
}

/**
 * Novelty of a metric: by how many widths of its whole past range a value, a level held over the short window, or the change
 * against the same time of the day before leaves that range. Needs no tuning to the metric's unit, and learns what it reported:
 * the same again is no news. Scores of .05 and more are worth a look; constant streams score 0; at most 10. The daily view needs the
 * instants of the records. A value that leaves the range slowly
 * scores by each step, not by the sum. Blind to unusual values inside the past range (use `knn-cad`, `matrix-profile`). One series.
 * Cost: O(long window + quiet) a record, memory O(maxLag).
 */
export const autoStream = defineStreamingDetector({
  name: 'auto',
  summary: 'values, levels and daily changes outside of everything seen before',
  params,
  nFeatures: 1,
  start: (p): State => ({
    values: new Float64Array(Math.max(p.longWindow, p.shortWindow)),
    averages: new Float64Array(p.maxLag + 1),
    nSeen: 0,
    lastAtMs: 0,
    gapsMs: new Float64Array(N_GAPS),
    lag: -1,
    value: createRange(),
    lowest: createRange(),
    highest: createRange(),
    daily: createRange(),
    recent: new Float64Array(p.quiet + 1),
  }),
  score: (state, values, p) => uncovered(state, excess(state, viewsOf(state, values[0], p), p), p),
  learn(state, values, p, atMs) {
    const value = values[0];
    const views = viewsOf(state, value, p);
    state.recent[state.nSeen % state.recent.length] = excess(state, views, p);
    learnInterval(state, atMs, p);
    widenRange(state.value, views.value, p.blockSize);
    if (state.nSeen >= p.shortWindow) {
      widenRange(state.lowest, views.lowest, p.blockSize);
      widenRange(state.highest, views.highest, p.blockSize);
    }
    if (views.daily !== undefined) widenRange(state.daily, views.daily, p.blockSize);
    state.averages[state.nSeen % state.averages.length] = views.average;
    state.values[state.nSeen % state.values.length] = value;
    state.nSeen++;
  },
});
