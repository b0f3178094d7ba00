import type { Json } from '../convention/serialize.ts';
import { createRandom, sampleWithoutReplacement } from '@convoscope/statistics';
import type { BatchDetector, BatchDetectorFactory } from '../convention/batch-detector.ts';
import { selectRows, type Matrix } from '../convention/matrix.ts';
import { ecod } from '../batch/ecod/ecod.ts';
import { gmm } from '../batch/gmm/gmm.ts';
import { iforest } from '../batch/iforest/iforest.ts';
import { knn } from '../batch/knn/knn.ts';
import { mcd } from '../batch/mcd/mcd.ts';
import { combineByPowerMean, weighByConsensus, type ScoreTable } from './combine.ts';
import { fitScale, surpriseOf, type ScoreScale } from './surprise.ts';

/** A detector on the committee; `role` is the idea of an anomaly that it stands for. */
export interface Seat {
  readonly role: 'isolation' | 'ellipse' | 'density' | 'distance' | 'tails';
  readonly factory: BatchDetectorFactory;
  readonly params: Readonly<Record<string, unknown>>;
  /** Whether it can learn from a table of this shape within reason. */
  suits(nRows: number, nFeatures: number): boolean;
  /** Most rows it learns from; the others are only scored. */
  maxRows(nRows: number, nFeatures: number): number;
}

const anyShape = (): boolean => true;
/** A covariance wants several rows a feature, and its cost grows with the square of the features. */
const isEstimable = (nRows: number, nFeatures: number): boolean => nRows > 5 * nFeatures && nFeatures <= 200;
const allRows = (nRows: number): number => nRows;
/** Comparing all rows with the learnt ones should stay within some 4e9 operations. */
const comparable = (nRows: number, nFeatures: number): number =>
  Math.max(1000, Math.min(20_000, Math.floor(4e9 / (nRows * nFeatures))));

/** One detector for each idea of an anomaly, so that they err on different rows. */
export const seats: readonly Seat[] = [
  { role: 'isolation', factory: iforest, params: {}, suits: anyShape, maxRows: allRows },
  { role: 'tails', factory: ecod, params: {}, suits: anyShape, maxRows: () => 50_000 },
  { role: 'distance', factory: knn, params: {}, suits: anyShape, maxRows: comparable },
  { role: 'ellipse', factory: mcd, params: {}, suits: isEstimable, maxRows: () => 50_000 },
  { role: 'density', factory: gmm, params: { nComponents: 3 }, suits: isEstimable, maxRows: () => 20_000 },
];

interface Member {
  readonly role: Seat['role'];
  /** The saved detector as text: nested plain JSON would be decoded along with the committee. */
  readonly detector: string;
  readonly scale: ScoreScale;
}

/** Fitted members as plain data. */
export interface Committee {
  readonly members: Member[];
  /** How far each member is trusted on this table; they sum to 1. */
  readonly weights: Float64Array;
}

/** Restored detectors of a committee, so that scoring does not restore them every time. */
const restored = new WeakMap<Committee, BatchDetector[]>();

function detectorsOf(committee: Committee): BatchDetector[] {
  let detectors = restored.get(committee);
  if (detectors === undefined) {
    detectors = committee.members.map(({ role, detector }) =>
      seats.find((seat) => seat.role === role)!.factory.fromJSON(JSON.parse(detector) as Json),
    );
    restored.set(committee, detectors);
  }
  return detectors;
}

/** Every role, in the order of `seats`. */
export const allRoles: readonly Seat['role'][] = seats.map(({ role }) => role);

/** Fits every seat that suits the table's shape; returns the committee and the surprise of each training row, a member each. */
export function fitCommittee(table: Matrix, roles: readonly Seat['role'][], seed: number) {
  const surprises: Float64Array[] = [];
  const members: Member[] = [];
  const detectors: BatchDetector[] = [];
  for (const seat of seats.filter(({ role }) => roles.includes(role))) {
    if (!seat.suits(table.nRows, table.nFeatures)) continue;
    const detector = seat.factory.create({ ...seat.params, seed });
    const maxRows = seat.maxRows(table.nRows, table.nFeatures);
    let scores: Float64Array;
    if (table.nRows <= maxRows) scores = detector.fit(table);
    else {
      detector.fit(selectRows(table, sampleWithoutReplacement(table.nRows, maxRows, createRandom(seed))));
      scores = detector.score(table);
    }
    const scale = fitScale(scores);
    surprises.push(scores.map((score) => surpriseOf(scale, score)));
    members.push({ role: seat.role, detector: JSON.stringify(detector), scale });
    detectors.push(detector);
  }
  const committee: Committee = { members, weights: weighByConsensus(surprises) };
  restored.set(committee, detectors);
  return { committee, surprises };
}

/** The surprise of each row to each member. */
export function askCommittee(committee: Committee, table: Matrix): Float64Array[] {
  return detectorsOf(committee).map((detector, m) => {
    const { scale } = committee.members[m];
    return detector.score(table).map((score) => surpriseOf(scale, score));
  });
}

/** Between mean and maximum: agreement counts, and so does one sure member. Chosen with one table of the benchmark left out in turn. */
const CONSENSUS_POWER = 2;

/** One score a row: the power mean of the members' surprises, each weighted by how well it agrees with the others on the learnt table. */
export const combineByConsensus = ({ weights }: Committee, surprises: ScoreTable): Float64Array =>
  combineByPowerMean(surprises, weights, CONSENSUS_POWER);
