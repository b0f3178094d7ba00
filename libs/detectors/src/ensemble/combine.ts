import {
  averageRanks,
  createRandom,
  DataError,
  mean,
  normalQuantile,
  shuffleInPlace,
  standardDeviation,
} from '@convoscope/statistics';

/** One array of scores a detector, all over the same rows. */
export type ScoreTable = readonly Float64Array[];

function checkScores(scores: ScoreTable): void {
  if (scores.length === 0) throw new DataError('a combination needs at least one detector');
  if (scores.some((own) => own.length !== scores[0].length))
    throw new DataError('all detectors must score the same rows');
}

/** To mean 0 and variance 1; constants to 0. */
export function unifyByMoments(scores: Float64Array): Float64Array {
  const centre = mean(scores);
  const spread = standardDeviation(scores);
  return scores.map((score) => (spread > 0 ? (score - centre) / spread : 0));
}

/** To the ranks' shares in (0, 1): rank / (rows + 1), ties averaged. */
export const unifyByRank = (scores: Float64Array): Float64Array =>
  averageRanks(scores).map((rank) => rank / (scores.length + 1));

/** To normal quantiles of the rank shares: forgets how far apart scores lie, keeps the tails apart. */
export const unifyByNormal = (scores: Float64Array): Float64Array => unifyByRank(scores).map(normalQuantile);

const combineRows = (scores: ScoreTable, combine: (row: Float64Array) => number): Float64Array => {
  checkScores(scores);
  const row = new Float64Array(scores.length);
  return Float64Array.from(scores[0], (_, i) => {
    for (let d = 0; d < scores.length; d++) row[d] = scores[d][i];
    return combine(row);
  });
};

/** Mean over detectors of unified scores. */
export const combineByAverage = (scores: ScoreTable): Float64Array => combineRows(scores, mean);

/** Largest unified score: one sure detector is enough. */
export const combineByMaximum = (scores: ScoreTable): Float64Array =>
  combineRows(scores, (row) => row.reduce((most, score) => Math.max(most, score), -Infinity));

/** Deals the detectors into `nGroups` random groups as even as possible. */
function dealGroups(nDetectors: number, nGroups: number, seed: number): Int32Array[] {
  const order = Int32Array.from({ length: nDetectors }, (_, d) => d);
  shuffleInPlace(order, createRandom(seed));
  const count = Math.min(nGroups, nDetectors);
  return Array.from({ length: count }, (_, g) => order.filter((_, n) => n % count === g));
}

/** Average of maxima over random groups: milder than the maximum. Source: Aggarwal and Sathe, SIGKDD Explorations 17 (2015). */
export function combineByAverageOfMaxima(scores: ScoreTable, nGroups: number, seed: number): Float64Array {
  checkScores(scores);
  return combineByAverage(
    dealGroups(scores.length, nGroups, seed).map((group) =>
      combineByMaximum([...group].map((d) => scores[d])),
    ),
  );
}

/** Maximum of averages over random groups: bolder than the average. Source: as `combineByAverageOfMaxima`. */
export function combineByMaximumOfAverages(scores: ScoreTable, nGroups: number, seed: number): Float64Array {
  checkScores(scores);
  return combineByMaximum(
    dealGroups(scores.length, nGroups, seed).map((group) =>
      combineByAverage([...group].map((d) => scores[d])),
    ),
  );
}

/** Mean rank share over detectors (Borda). */
export const combineByRank = (scores: ScoreTable): Float64Array => combineByAverage(scores.map(unifyByRank));

function correlation(a: Float64Array, b: Float64Array, rows: ArrayLike<number>): number {
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
  for (let n = 0; n < rows.length; n++) {
    const [x, y] = [a[rows[n]], b[rows[n]]];
    sa += x;
    sb += y;
    saa += x * x;
    sbb += y * y;
    sab += x * y;
  }
  const n = rows.length;
  const spread = Math.sqrt(Math.max(0, (saa - (sa * sa) / n) * (sbb - (sb * sb) / n)));
  return spread > 0 ? (sab - (sa * sb) / n) / spread : 0;
}

/** A pass over all rows, for `correlation`. */
const everyRow = (scores: ScoreTable): Int32Array => Int32Array.from(scores[0], (_, i) => i);

/**
 * How far each detector is to be trusted, without labels: the fourth power of the correlation of its scores with the mean of the others', 0 where it is
 * negative; they sum to 1. A detector that fits the table badly contradicts the rest and counts little. All alike when none agrees.
 * Fails where most detectors err together. Source: consensus as in Zimek, Campello and Sander, SIGKDD Explorations 15 (2013), and
 * ModelCentrality of Ma, Zhao et al., SIGKDD Explorations 25 (2023).
 */
export function weighByConsensus(scores: ScoreTable): Float64Array {
  checkScores(scores);
  const nDetectors = scores.length;
  const total = combineRows(scores, (row) => row.reduce((sum, score) => sum + score, 0));
  const rows = everyRow(scores);
  const trust = Float64Array.from(scores, (own) => {
    const others = total.map((sum, i) => sum - own[i]);
    return Math.max(0, correlation(own, others, rows)) ** 4;
  });
  const sum = trust.reduce((all, weight) => all + weight, 0);
  return sum > 0 ? trust.map((weight) => weight / sum) : trust.fill(1 / nDetectors);
}

/**
 * Weighted power mean of non-negative unified scores: `power` 1 is the mean, larger ones lean towards the maximum.
 * `weights` sum to 1.
 */
export const combineByPowerMean = (scores: ScoreTable, weights: Float64Array, power: number): Float64Array =>
  combineRows(
    scores,
    (row) => row.reduce((sum, score, d) => sum + weights[d] * score ** power, 0) ** (1 / power),
  );

/**
 * LSCP: for each row the detectors that agree best, among the row's neighbours, with the strongest opinion there (the maximum);
 * their scores averaged. `neighbours(i)` gives the rows of the local region, as rows of `regionScores` (the detectors' scores of learnt rows);
 * `share` of the detectors is kept. Source: Zhao, Nasrullah, Hryniewicki and Li, SDM 2019.
 */
export function combineLocally(
  scores: ScoreTable,
  neighbours: (row: number) => ArrayLike<number>,
  share = 0.5,
  regionScores = scores,
): Float64Array {
  checkScores(scores);
  const target = combineByMaximum(regionScores);
  const nKept = Math.max(1, Math.round(share * scores.length));
  return Float64Array.from(scores[0], (_, i) => {
    const region = neighbours(i);
    const competence = regionScores.map((own) => correlation(own, target, region));
    const kept = competence
      .map((_, d) => d)
      .sort((a, b) => competence[b] - competence[a] || a - b)
      .slice(0, nKept);
    return kept.reduce((sum, d) => sum + scores[d][i], 0) / nKept;
  });
}
