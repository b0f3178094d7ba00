import { defineBatchDetector } from '../../convention/batch-detector.ts';
import {
  allRoles,
  askCommittee,
  combineByConsensus,
  fitCommittee,
  type Committee,
} from '../../ensemble/committee.ts';

/**
 * The default when nothing is known: one detector for each idea of an anomaly (isolation, tails, distance, robust ellipse, mixture
 * density), those that suit the table's shape, combined by a power mean of their surprises (-log share of rows at least as anomalous), each
 * weighted by how well it agrees with the others on this table. Needs no labels and no parameters; scale the features first.
 * Cost: the sum of its members, about knn's.
 * Source: diverse committees and unified scores, Kriegel et al., SDM 2011; Aggarwal and Sathe (2015); weights: see `weighByConsensus`.
 */
export const auto = defineBatchDetector<Record<never, never>, Committee>({
  name: 'auto',
  summary: 'rows that several unlike detectors agree on',
  params: {},
  fit(table, { seed }) {
    const { committee, surprises } = fitCommittee(table, allRoles, seed);
    return { model: committee, scores: combineByConsensus(committee, surprises) };
  },
  score: (committee, table) => combineByConsensus(committee, askCommittee(committee, table)),
});
