import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { combineByAverage } from '../../ensemble/combine.ts';
import { askCommittee, fitCommittee, type Committee } from '../../ensemble/committee.ts';

/**
 * The default when nothing is known: one detector for each idea of an anomaly (isolation, tails, distance, robust ellipse, mixture
 * density), those that suit the table's shape, combined by the mean of their surprises (-log share of rows at least as anomalous).
 * Needs no labels and no parameters; scale the features first. Cost: the sum of its members, about knn's.
 * Source: diverse committees and unified scores, Kriegel et al., SDM 2011; Aggarwal and Sathe (2015).
 */
export const auto = defineBatchDetector<Record<never, never>, Committee>({
  name: 'auto',
  summary: 'rows that several unlike detectors agree on',
  params: {},
  fit(table, { seed }) {
    const { committee, surprises } = fitCommittee(
      table,
      ['isolation', 'tails', 'distance', 'ellipse', 'density'],
      seed,
    );
    return { model: committee, scores: combineByAverage(surprises) };
  },
  score: (committee, table) => combineByAverage(askCommittee(committee, table)),
});
