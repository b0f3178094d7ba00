import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import {
  combineByAverage,
  combineByAverageOfMaxima,
  combineByMaximum,
  combineByMaximumOfAverages,
  combineByRank,
  combineByPowerMean,
  combineLocally,
  unifyByMoments,
  unifyByNormal,
  weighByConsensus,
} from './combine.ts';

const scores = [Float64Array.of(1, 2, 9), Float64Array.of(3, 0, 6), Float64Array.of(5, 1, 0)];

describe('combinations', () => {
  it('average, maximum and rank, by hand', () => {
    expect([...combineByAverage(scores)]).toEqual([3, 1, 5]);
    expect([...combineByMaximum(scores)]).toEqual([5, 2, 9]);
    expect([...combineByRank(scores)].map((share) => Math.round(12 * share))).toEqual([6, 5, 7]);
  });

  it('with one group the average of maxima is the maximum, with one each the average', () => {
    expect(combineByAverageOfMaxima(scores, 1, 0)).toEqual(combineByMaximum(scores));
    combineByAverageOfMaxima(scores, 3, 0).forEach((score, i) => expect(score).toBeCloseTo([3, 1, 5][i], 12));
    combineByMaximumOfAverages(scores, 1, 0).forEach((score, i) =>
      expect(score).toBeCloseTo([3, 1, 5][i], 12),
    );
    expect(combineByMaximumOfAverages(scores, 3, 0)).toEqual(combineByMaximum(scores));
  });

  it('locally trusts the detector that follows the strongest opinion of the region', () => {
    const good = Float64Array.of(0, 1, 2, 3, 10);
    const contrary = Float64Array.of(0.4, 0.3, 0.2, 0.1, 0);
    expect([...combineLocally([good, contrary], () => [0, 1, 2, 3, 4], 0.5)]).toEqual([...good]);
  });

  it('unifies to mean 0 and variance 1, and to normal quantiles', () => {
    const unified = unifyByMoments(scores[0]);
    expect(unified.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
    expect([...unifyByMoments(Float64Array.of(2, 2))]).toEqual([0, 0]);
    expect([...unifyByNormal(Float64Array.of(5, 7, 6))][2]).toBeCloseTo(0, 12);
  });

  it('trusts detectors that agree with the others, and not the one that contradicts', () => {
    const random = createRandom(1);
    const truth = Float64Array.from({ length: 300 }, () => nextNormal(random));
    const noisy = (noise: number) => truth.map((value) => value + noise * nextNormal(random));
    const weights = weighByConsensus([noisy(0.3), noisy(0.3), noisy(2), truth.map((value) => -value)]);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(weights[0]).toBeGreaterThan(weights[2]);
    expect(weights[3]).toBe(0);
    expect([...weighByConsensus([truth, truth.map((value) => -value)])]).toEqual([0.5, 0.5]);
    expect([...weighByConsensus([truth])]).toEqual([1]);
  });

  it('the power mean goes from the mean to the maximum', () => {
    const even = Float64Array.of(1 / 3, 1 / 3, 1 / 3);
    expect(combineByPowerMean(scores, even, 1)[0]).toBeCloseTo(3, 12);
    expect(combineByPowerMean(scores, even, 200)[2]).toBeCloseTo(9, 0);
    expect(combineByPowerMean(scores, Float64Array.of(0, 1, 0), 3)[2]).toBeCloseTo(6, 12);
  });

  it('refuses nothing and scores of different rows', () => {
    expect(() => combineByAverage([])).toThrow('at least one detector');
    expect(() => combineByMaximum([scores[0], Float64Array.of(1)])).toThrow('the same rows');
  });
});
