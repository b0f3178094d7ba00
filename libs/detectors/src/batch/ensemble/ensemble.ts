import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { choice, integer, type Params } from '../../convention/params.ts';
import {
  combineByAverage,
  combineByAverageOfMaxima,
  combineByMaximum,
  combineByMaximumOfAverages,
  combineByPowerMean,
  type ScoreTable,
} from '../../ensemble/combine.ts';
import {
  allRoles,
  askCommittee,
  combineByConsensus,
  fitCommittee,
  type Committee,
} from '../../ensemble/committee.ts';
import { combineInRegions, fitLocalRegions, type LocalRegions } from '../../ensemble/local-region.ts';

const params = {
  combination: choice(
    'average',
    ['consensus', 'average', 'rms', 'maximum', 'aom', 'moa', 'rank', 'lscp'],
    "How the members' surprises become one score: consensus trusts members that agree with the others, lscp those that are competent near the row.",
  ),
  nGroups: integer(3, 1, 100, 'Random groups of members for aom and moa.'),
} as const;

interface Model {
  readonly committee: Committee;
  /** Kept for `lscp` only. */
  readonly regions: LocalRegions | null;
}

/** The share of learnt rows that are less surprising: what a rank says, of rows not learnt as well. */
const toRankShare = (surprises: Float64Array): Float64Array => surprises.map((value) => 1 - Math.exp(-value));

function combine(
  { committee, regions }: Model,
  table: Matrix,
  surprises: ScoreTable,
  p: Params<typeof params> & { seed: number },
): Float64Array {
  switch (p.combination) {
    case 'consensus':
      return combineByConsensus(committee, surprises);
    case 'average':
      return combineByAverage(surprises);
    case 'rms':
      return combineByPowerMean(surprises, new Float64Array(surprises.length).fill(1 / surprises.length), 2);
    case 'maximum':
      return combineByMaximum(surprises);
    case 'aom':
      return combineByAverageOfMaxima(surprises, p.nGroups, p.seed);
    case 'moa':
      return combineByMaximumOfAverages(surprises, p.nGroups, p.seed);
    case 'rank':
      return combineByAverage(surprises.map(toRankShare));
    case 'lscp':
      return combineInRegions(regions!, table, surprises);
  }
}

/**
 * The committee of `auto`, with the combination to choose: `average`, `rank` and `moa` want agreement, `maximum` and `aom`
 * let one sure member decide, `rms` lies between, `lscp` chooses members for each row. `average` is the default, `consensus` is what `auto` does.
 * Scale the features first. Cost: the sum of its members; `lscp` 1000 x rows x features on top.
 * Source: Aggarwal and Sathe, SIGKDD Explorations 17 (2015); Zhao et al., SDM 2019.
 */
export const ensemble = defineBatchDetector<typeof params, Model>({
  name: 'ensemble',
  summary: 'rows that a committee of unlike detectors finds surprising, combined as you choose',
  params,
  fit(table, p) {
    const { committee, surprises } = fitCommittee(table, allRoles, p.seed);
    const regions = p.combination === 'lscp' ? fitLocalRegions(table, surprises, p.seed) : null;
    const model = { committee, regions };
    return { model, scores: combine(model, table, surprises, p) };
  },
  score: (model, table, p) => combine(model, table, askCommittee(model.committee, table), p),
});
