import { median, theilSenSlope } from '@convoscope/statistics';
import type { ProcessSample, SoakSample } from './soak-sample.ts';

const HOUR_MS = 3_600_000;

/** What a soak must keep. */
export interface SoakLimits {
  /** Looks within this time count for nothing: caches fill, code is compiled. */
  readonly warmUpMs: number;
  /** A window's smallest resident memory counts, so that garbage not yet collected does not. */
  readonly windowMs: number;
  /** Fewer windows than this prove nothing, and the soak fails. */
  readonly minWindows: number;
  readonly memoryMiBPerHour: number;
  readonly handlesPerHour: number;
  /** For the median of the looks. */
  readonly eventLoopP99Ms: number;
  /** Smallest share of the first third's throughput that the last third must have. */
  readonly throughputKept: number;
}

export const SOAK_LIMITS: SoakLimits = {
  warmUpMs: 600_000,
  windowMs: 30_000,
  minWindows: 30,
  memoryMiBPerHour: 8,
  handlesPerHour: 10,
  eventLoopP99Ms: 200,
  throughputKept: 0.95,
};

/** How one process kept; NaN where there were too few looks. */
export interface ProcessVerdict {
  readonly process: string;
  readonly nWindows: number;
  readonly rssStartMiB: number;
  readonly rssPeakMiB: number;
  /** Slopes are Theil-Sen's, over the smallest value of each window after the warm-up. */
  readonly rssMiBPerHour: number;
  /** The same of the second half alone: growth that levels off is no leak, but counts against the limit all the same. */
  readonly lateRssMiBPerHour: number;
  readonly heapMiBPerHour: number;
  readonly eventLoopP99Ms: number;
  readonly eventLoopWorstMs: number;
  readonly nHandlesPeak: number;
  readonly handlesPerHour: number;
  readonly problems: readonly string[];
}

export interface ThroughputVerdict {
  readonly group: string;
  readonly settledPerSecond: number;
  /** Last third over first third, after the warm-up. */
  readonly kept: number;
  readonly maxLag: number;
  readonly problems: readonly string[];
}

interface Point {
  readonly hours: number;
  readonly sample: ProcessSample;
}

/** The smallest value of each window, at the middle of the window. */
function lowest(
  points: readonly Point[],
  windowMs: number,
  valueOf: (sample: ProcessSample) => number,
): { hours: number[]; values: number[] } {
  const windows = Map.groupBy(points, ({ hours }) => Math.floor((hours * HOUR_MS) / windowMs));
  return {
    hours: [...windows.keys()].map((window) => ((window + 0.5) * windowMs) / HOUR_MS),
    values: [...windows.values()].map((some) => Math.min(...some.map(({ sample }) => valueOf(sample)))),
  };
}

const slopeOf = ({ hours, values }: { hours: number[]; values: number[] }): number =>
  hours.length < 2 ? NaN : theilSenSlope(hours, values);

/** Judges one process. A number that could not be had is a problem, never a pass. */
export function judgeProcess(
  process: string,
  samples: readonly SoakSample[],
  limits: SoakLimits = SOAK_LIMITS,
  memoryLimitMiB = Infinity,
): ProcessVerdict {
  const points = samples.flatMap(({ atMs, processes }): Point[] => {
    const sample = processes[process];
    return sample === undefined || atMs < limits.warmUpMs ? [] : [{ hours: atMs / HOUR_MS, sample }];
  });
  const slope = (some: readonly Point[], valueOf: (sample: ProcessSample) => number): number =>
    slopeOf(lowest(some, limits.windowMs, valueOf));
  const ofAll = (valueOf: (sample: ProcessSample) => number): number[] =>
    points.map(({ sample }) => valueOf(sample));
  const rss = lowest(points, limits.windowMs, ({ rssMiB }) => rssMiB);
  const peaks = samples.flatMap(({ processes }) => processes[process]?.rssMiB ?? []);
  const verdict = {
    process,
    nWindows: rss.values.length,
    rssStartMiB: rss.values[0] ?? NaN,
    rssPeakMiB: peaks.length === 0 ? NaN : Math.max(...peaks),
    rssMiBPerHour: slopeOf(rss),
    lateRssMiBPerHour: slope(points.slice(points.length / 2), ({ rssMiB }) => rssMiB),
    heapMiBPerHour: slope(points, ({ heapMiB }) => heapMiB),
    eventLoopP99Ms: points.length === 0 ? NaN : median(ofAll(({ eventLoopP99Ms }) => eventLoopP99Ms)),
    eventLoopWorstMs: points.length === 0 ? NaN : Math.max(...ofAll(({ eventLoopP99Ms }) => eventLoopP99Ms)),
    nHandlesPeak: points.length === 0 ? NaN : Math.max(...ofAll(({ nHandles }) => nHandles)),
    handlesPerHour: slope(points, ({ nHandles }) => nHandles),
  };
  return { ...verdict, problems: problemsOf(verdict, limits, memoryLimitMiB) };
}

function problemsOf(
  verdict: Omit<ProcessVerdict, 'problems'>,
  limits: SoakLimits,
  memoryLimitMiB: number,
): string[] {
  const { process, nWindows } = verdict;
  if (nWindows < limits.minWindows)
    return [
      `${process}: ${nWindows} windows after the warm-up prove nothing, ${limits.minWindows} are needed`,
    ];
  const bounds: [what: string, value: number, limit: number, unit: string][] = [
    ['memory grows by', verdict.rssMiBPerHour, limits.memoryMiBPerHour, 'MiB/h'],
    ['open handles grow by', verdict.handlesPerHour, limits.handlesPerHour, 'an hour'],
    ['the event loop is late by', verdict.eventLoopP99Ms, limits.eventLoopP99Ms, 'ms at the 99th percentile'],
    ['peak memory is', verdict.rssPeakMiB, memoryLimitMiB, 'MiB'],
  ];
  // Written so that NaN is a problem.
  return bounds
    .filter(([, value, limit]) => !(value <= limit))
    .map(([what, value, limit, unit]) => `${process}: ${what} ${value.toFixed(1)} ${unit}, at most ${limit}`);
}

/** Judges what one consumer settled over time. */
export function judgeThroughput(
  group: string,
  samples: readonly SoakSample[],
  limits: SoakLimits = SOAK_LIMITS,
): ThroughputVerdict {
  let [total, before] = [0, 0];
  const points = samples.flatMap(({ atMs, settled }) => {
    const n = settled[group];
    if (n === undefined) return [];
    // A service that was started again counts from 0.
    total += n >= before ? n - before : n;
    before = n;
    return atMs < limits.warmUpMs ? [] : [{ atMs, n: total }];
  });
  const rateOver = (from: number, to: number): number => {
    const [first, last] = [points[Math.floor(from)], points[Math.ceil(to) - 1]];
    return first === undefined || last === undefined || last.atMs <= first.atMs
      ? NaN
      : ((last.n - first.n) * 1_000) / (last.atMs - first.atMs);
  };
  const third = points.length / 3;
  const verdict = {
    group,
    settledPerSecond: rateOver(0, points.length),
    kept: rateOver(2 * third, points.length) / rateOver(0, third),
    maxLag: Math.max(0, ...samples.map(({ lag }) => lag[group] ?? 0)),
  };
  const isKept = verdict.kept >= limits.throughputKept;
  const problem = `${group}: the last third has ${(verdict.kept * 100).toFixed(0)} % of the first third's throughput, at least ${limits.throughputKept * 100} % is asked for`;
  return { ...verdict, problems: isKept ? [] : [problem] };
}
