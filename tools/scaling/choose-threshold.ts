import { burstDay, officeDay, outageDay } from './days.ts';
import { simulateDay, type DayResult, type Stage } from './simulate-day.ts';

/**
 * A replica of half a core works off about 50 events a second (docs/benchmarks/pipeline.md); a pod is ready 20 s after it was asked for (image on the
 * node, connections made); the group stands still for 5 s when its members change (docs/benchmarks/recovery.md).
 */
export const STAGE: Stage = { partitions: 6, eventsPerSecond: 50, startSeconds: 20, rebalanceSeconds: 5 };

/** Two thirds of what six replicas can do, at the peak of the day. */
export const MEAN_EVENTS_PER_SECOND = 95;

export const THRESHOLDS = [250, 500, 750, 1_000, 1_250, 1_500, 1_750, 2_000, 3_000];

/** With the image on the node, and where it must be fetched first. */
export const START_SECONDS = [20, 60];

/** Freshness as it is promised: at most this share of a day later than a minute (tools/monitoring/objectives.ts). */
export const LATE_ALLOWED = 0.01;

export const days = { ordinary: officeDay, burst: burstDay, outage: outageDay } as const;
export type DayName = keyof typeof days;

export interface ThresholdResult {
  readonly lagThreshold: number;
  readonly startSeconds: number;
  readonly days: Readonly<Record<DayName, DayResult>>;
}

export function tryThreshold(lagThreshold: number, stage: Stage = STAGE): ThresholdResult {
  const rule = { lagThreshold, minReplicas: 1, maxReplicas: stage.partitions };
  const play = (name: DayName): DayResult => simulateDay(days[name](MEAN_EVENTS_PER_SECOND), rule, stage);
  return {
    ...{ lagThreshold, startSeconds: stage.startSeconds },
    days: { ordinary: play('ordinary'), burst: play('burst'), outage: play('outage') },
  };
}

export const tryAll = (): ThresholdResult[] =>
  START_SECONDS.flatMap((startSeconds) =>
    THRESHOLDS.map((threshold) => tryThreshold(threshold, { ...STAGE, startSeconds })),
  );

/**
 * The threshold that costs the fewest replica hours on an ordinary day, of those that keep the promise on it and on a day with a burst, however long
 * a pod takes to start. Throws RangeError where none does: then there are too few partitions.
 */
export function chooseThreshold(results: readonly ThresholdResult[]): number {
  const keeps = ({ days: { ordinary, burst } }: ThresholdResult): boolean =>
    ordinary.lateShare <= LATE_ALLOWED && burst.lateShare <= LATE_ALLOWED;
  const costOf = (ofThreshold: readonly ThresholdResult[]): number =>
    ofThreshold.reduce((sum, { days: { ordinary } }) => sum + ordinary.replicaHours, 0);
  const [best] = [...Map.groupBy(results, ({ lagThreshold }) => lagThreshold)]
    .filter(([, ofThreshold]) => ofThreshold.every(keeps))
    .sort(([, a], [, b]) => costOf(a) - costOf(b));
  if (best === undefined)
    throw new RangeError('no threshold keeps the promise: there are too few partitions');
  return best[0];
}
