import { DataError } from '@convoscope/statistics';
import { columnOf, createMatrix, rowOf, selectRows, type Matrix } from '../convention/matrix.ts';
import { takeOutSeason } from '../series/without-season.ts';
import { findCorrelationBreaks } from './correlation-breaks.ts';
import { createHealth, updateHealth } from './health.ts';
import { sensorGroup } from './sensor-group.ts';
import { estimateTimeToThreshold, type TimeToThreshold } from './time-to-threshold.ts';

export interface MachineOptions {
  /** Rows at the begin in which all was well; at least 20. */
  readonly nGood: number;
  /** Values that sensors must not reach, by their column. */
  readonly thresholds?: ReadonlyMap<number, number>;
  /** Rows after which an event counts half in the health, default 12. */
  readonly halfLife?: number;
}

/** How a machine is, by its sensors. */
export interface MachineAssessment {
  /** After each row from `nGood` on, 0 to 100: 95 = as every second time in the good period, 50 = as once in a thousand, 0 = once in a million or rarer. */
  readonly health: Float64Array;
  /** Of each sensor: its own health at the end, and its part of what the score is above usual at the end (together 1; 0 where it is not above). */
  readonly parts: readonly { readonly sensor: number; readonly health: number; readonly share: number }[];
  /** Pairs of sensors that no longer go together as they did, from which row on. */
  readonly breaks: ReturnType<typeof findCorrelationBreaks>;
  /** When sensors reach their thresholds, if they go on as they do since row `from`. */
  readonly thresholds: readonly (TimeToThreshold & {
    readonly sensor: number;
    readonly threshold: number;
    readonly from: number;
  })[];
}

/** Part of the reported breaks that may be false. */
const FALSE_BREAKS = 0.01;
/** Below it a machine is not as it was: so high a score comes up once in a thousand rows of the good period. */
export const UNWELL = 50;
/** Rows that a trend is read from at least. */
const FEWEST_OF_A_TREND = 24;

/** The row from which on a trend towards a threshold is read: that since which the machine is unwell without a break, else the first after the good ones. */
function trendFrom(health: Float64Array, nGood: number): number {
  const since = health.findLastIndex((value) => value >= UNWELL) + 1;
  return nGood + (health.length - since >= FEWEST_OF_A_TREND ? since : 0);
}

/** Health after each row that follows the good ones. */
function healthOf(table: Matrix, { nGood, halfLife }: MachineOptions) {
  const detector = sensorGroup.create();
  const good = detector.fit(rowsOf(table, 0, nGood));
  const scores = detector.score(rowsOf(table, nGood, table.nRows));
  const health = createHealth(good, halfLife);
  return { detector, health: scores.map((score) => updateHealth(health, score)), weight: health.weight };
}

const rowsOf = (table: Matrix, from: number, to: number): Matrix =>
  selectRows(
    table,
    Uint32Array.from({ length: to - from }, (_, i) => from + i),
  );

/** What each sensor adds to the score at the end, smoothed as the health is, above its mean in the good period. */
function excessOf(
  table: Matrix,
  nGood: number,
  { detector, weight }: ReturnType<typeof healthOf>,
): Float64Array {
  const usual = new Float64Array(table.nFeatures);
  for (let i = 0; i < nGood; i++)
    detector.explain(Float64Array.from(rowOf(table, i))).contributions.forEach((part, j) => (usual[j] += part / nGood)); // prettier-ignore
  const smoothed = usual.slice();
  for (let i = nGood; i < table.nRows; i++)
    detector
      .explain(Float64Array.from(rowOf(table, i)))
      .contributions.forEach((part, j) => (smoothed[j] += weight * (part - smoothed[j])));
  return smoothed.map((part, j) => Math.max(0, part - usual[j]));
}

/**
 * Assesses a machine by a table with a row an instant (even steps) and a column a sensor, of which the first `nGood` rows are known to be good: health in
 * [0, 100] with the part of each sensor in it, correlations that broke (of changes from row to row, so that a level that wanders breaks nothing), and the
 * time that is left until sensors reach their thresholds, their season taken out.
 * Throws `DataError` where there are too few rows. Cost: O(rows x sensors^2 + pairs x rows^(4/3)).
 */
export function assessMachine(table: Matrix, options: MachineOptions): MachineAssessment {
  const { nGood, thresholds = new Map<number, number>() } = options;
  if (nGood < 20 || table.nRows <= nGood)
    throw new DataError(
      `${table.nRows} steps of which ${nGood} are good: at least 20 good ones and one after them are needed`,
    );
  const whole = healthOf(table, options);
  const excess = excessOf(table, nGood, whole);
  const total = excess.reduce((sum, part) => sum + part, 0);
  const parts = Array.from({ length: table.nFeatures }, (_, sensor) => {
    const column = createMatrix(columnOf(table, sensor), table.nRows, 1);
    return {
      sensor,
      health: healthOf(column, options).health.at(-1)!,
      share: total > 0 ? excess[sensor] / total : 0,
    };
  });
  const from = trendFrom(whole.health, nGood);
  return {
    health: whole.health,
    parts: parts.sort((a, b) => b.share - a.share || a.sensor - b.sensor),
    breaks: findCorrelationBreaks(table, { isDifferenced: true, falseDiscoveryRate: FALSE_BREAKS }),
    thresholds: [...thresholds].map(([sensor, threshold]) => ({
      ...{ sensor, threshold, from },
      ...estimateTimeToThreshold(takeOutSeason(columnOf(table, sensor), 0).level.subarray(from), {
        threshold,
      }),
    })),
  };
}
