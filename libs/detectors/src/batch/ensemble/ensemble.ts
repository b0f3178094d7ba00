import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { choice, integer, type Params } from '../../convention/params.ts';
import {
  combineByAverage,
  combineByAverageOfMaxima,
  combineByMaximum,
  combineByMaximumOfAverages,
  type ScoreTable,
} from '../../ensemble/combine.ts';
import { askCommittee, fitCommittee, type Committee } from '../../ensemble/committee.ts';

const params = {
  combination: choice(
    'rms',
    ['rms', 'average', 'maximum', 'aom', 'moa'],
    "How the members' surprises become one score; rms lies between average and maximum.",
  ),
  nGroups: integer(3, 1, 100, 'Random groups of members for aom and moa.'),
} as const;

function combine(surprises: ScoreTable, p: Params<typeof params> & { seed: number }): Float64Array {
  switch (p.combination) {
    case 'average':
      return combineByAverage(surprises);
    case 'maximum':
      return combineByMaximum(surprises);
    case 'aom':
      return combineByAverageOfMaxima(surprises, p.nGroups, p.seed);
    case 'moa':
      return combineByMaximumOfAverages(surprises, p.nGroups, p.seed);
    default:
      return combineByAverage(surprises.map((own) => own.map((value) => value * value))).map(Math.sqrt);
  }
}

/**
 * The committee of `auto`, with the combination to choose: `average` and `moa` want agreement, `maximum` and `aom`
 * let one sure member decide. Scale the features first. Cost: the sum of its members.
 * Source: Aggarwal and Sathe, SIGKDD Explorations 17 (2015).
 */
export const ensemble = defineBatchDetector<typeof params, Committee>({
  name: 'ensemble',
  summary: 'rows that a committee of unlike detectors finds surprising, combined as you choose',
  params,
  fit(table, p) {
    const roles = ['isolation', 'tails', 'distance', 'ellipse', 'density'] as const;
    const { committee, surprises } = fitCommittee(table, roles, p.seed);
    return { model: committee, scores: combine(surprises, p) };
  },
  score: (committee, table, p) => combine(askCommittee(committee, table), p),
});
