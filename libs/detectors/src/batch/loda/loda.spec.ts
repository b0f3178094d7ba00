import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal, sampleWithoutReplacement } from '@convoscope/statistics';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { matrixFromRows, rowOf } from '../../convention/matrix.ts';
import { loda } from './loda.ts';

describeDetector(loda, { minAuroc: 0.95 });

const NUMBER_OF = { rows: 120, features: 6, directions: 20, bins: 7, used: 2 };
const { table } = syntheticTable(3, NUMBER_OF.rows, NUMBER_OF.features, 5);

/** The same directions as the detector draws from seed 4: all weights first, then the features of each. */
function drawDirections() {
  const random = createRandom(4);
  const weights = Array.from({ length: NUMBER_OF.directions }, () =>
    Array.from({ length: NUMBER_OF.used }, () => nextNormal(random)),
  );
  return weights.map((own) => ({
    weights: own,
    features: [...sampleWithoutReplacement(NUMBER_OF.features, NUMBER_OF.used, random)],
  }));
}

/** Mean over directions of -log of the share of rows in the row's bin, counted for each row and direction anew. */
function naiveScore(row: ArrayLike<number>): number {
  const surprises = drawDirections().map(({ weights, features }) => {
    const project = (own: ArrayLike<number>): number =>
      features.reduce((sum, feature, u) => sum + weights[u] * own[feature], 0);
    const learnt = Array.from({ length: NUMBER_OF.rows }, (_, i) => project(rowOf(table, i)));
    const low = Math.min(...learnt);
    const width = (Math.max(...learnt) - low) / NUMBER_OF.bins;
    const binOf = (value: number): number =>
      value === Math.max(...learnt) ? NUMBER_OF.bins - 1 : Math.floor((value - low) / width);
    const share = learnt.filter((value) => binOf(value) === binOf(project(row))).length / NUMBER_OF.rows;
    return -Math.log(share || 0.5 / NUMBER_OF.rows);
  });
  return surprises.reduce((sum, surprise) => sum + surprise, 0) / surprises.length;
}

describe('loda', () => {
  const detector = loda.create({ nProjections: NUMBER_OF.directions, nBins: NUMBER_OF.bins, seed: 4 });
  const scores = detector.fit(table);

  it('scores as counting every bin for every row does', () => {
    scores.forEach((score, i) => expect(score).toBeCloseTo(naiveScore(rowOf(table, i)), 9));
  });

  it('scores new rows, inside and far outside, by the same count', () => {
    const fresh = [[0.3, -1, 2, 0, 1, -2], new Array<number>(6).fill(50), new Array<number>(6).fill(-50)];
    detector
      .score(matrixFromRows(fresh))
      .forEach((score, i) => expect(score).toBeCloseTo(naiveScore(fresh[i]), 9));
  });
});
