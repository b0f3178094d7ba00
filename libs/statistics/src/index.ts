export { DataError, ParameterError } from './errors.ts';
export {
  createRandom,
  nextInteger,
  nextNormal,
  nextUint32,
  nextUniform,
  sampleWithoutReplacement,
  shuffleInPlace,
  type Random,
} from './random/random.ts';
export { mean, skewness, standardDeviation, variance } from './descriptive/moments.ts';
export {
  MAD_TO_SIGMA,
  median,
  medianAbsoluteDeviation,
  quantile,
  quantileSorted,
} from './descriptive/quantile.ts';
export { argSort, averageRanks, countAtMost, countBelow } from './descriptive/ranks.ts';
export { areaUnderRoc, averagePrecision } from './descriptive/ranking-metrics.ts';
export {
  chiSquaredCdf,
  chiSquaredQuantile,
  logGamma,
  regularizedGammaP,
  regularizedGammaQ,
} from './distributions/gamma.ts';
export { erf, normalCdf, normalQuantile } from './distributions/normal.ts';
export { columnMeans, covarianceMatrix } from './linear-algebra/covariance.ts';
export {
  choleskyDecompose,
  invertPositiveDefinite,
  solveLowerInPlace,
  solvePositiveDefinite,
} from './linear-algebra/cholesky.ts';
export {
  createRowProducts,
  createSingleRowProducts,
  type RowProducts,
} from './linear-algebra/row-products.ts';
export { symmetricEigen, type EigenDecomposition } from './linear-algebra/symmetric-eigen.ts';
export { regularizedBeta, studentTCdf, studentTQuantile } from './distributions/beta.ts';
export { transformFourier } from './series/fft.ts';
export { kolmogorovTail, testKolmogorovSmirnov } from './tests/kolmogorov-smirnov.ts';
export { addToCountMin, createCountMin, frequencyOf, type CountMin } from './sketches/count-min.ts';
export {
  addToDdSketch,
  createDdSketch,
  mergeDdSketch,
  quantileOfDdSketch,
  type DdSketch,
} from './sketches/ddsketch.ts';
export {
  addToHyperLogLog,
  countDistinct,
  createHyperLogLog,
  mergeHyperLogLog,
  type HyperLogLog,
} from './sketches/hyper-log-log.ts';
export {
  addToTDigest,
  createTDigest,
  mergeTDigest,
  quantileOfTDigest,
  type TDigest,
} from './sketches/t-digest.ts';
export { findChangePoints, gainsOfChanges, type ChangePointOptions } from './series/change-points.ts';
export { smoothLoess, type LoessOptions } from './series/loess.ts';
export {
  decomposeStl,
  oddAtLeast,
  robustnessWeights,
  type Decomposition,
  type StlOptions,
} from './series/stl.ts';
export { decomposeMstl, type MstlOptions, type MultiDecomposition } from './series/mstl.ts';
export { minimise, type Minimum } from './series/nelder-mead.ts';
export {
  expectedByHoltWinters,
  fitHoltWinters,
  rewindHoltWinters,
  updateHoltWinters,
  type HoltWinters,
  type HoltWintersOptions,
  type SeasonKind,
} from './series/holt-winters.ts';
export { forecastHoltWinters, type Forecast } from './series/holt-winters-forecast.ts';
export {
  expectedByArima,
  fewestValues,
  fitArima,
  updateArima,
  type Arima,
  type ArimaOrder,
  type LagWeights,
} from './series/arima.ts';
export { forecastArima } from './series/arima-forecast.ts';
export { selectArima, type ArimaSearch } from './series/select-arima.ts';
export { autocorrelation, findPeriod, findPeriods, type PeriodSearch } from './series/autocorrelation.ts';
export {
  countDifferences,
  differenceAt,
  longRunVariance,
  seasonalStrength,
  testKpss,
} from './series/stationarity.ts';
export { selectHoltWinters } from './series/select-holt-winters.ts';
export { theilSenSlope } from './series/theil-sen.ts';
export { createRunLengths, updateRunLengths, type RunLengths } from './series/online-change-points.ts';
export { alwaysValid } from './experiments/always-valid.ts';
export { bootstrapDifference, type BootstrapOptions } from './experiments/bootstrap.ts';
export { adjustByHistory } from './experiments/cuped.ts';
export { testMannWhitney, type Counted, type RankTest } from './experiments/mann-whitney.ts';
export { sampleVariance, testMeans, type Moments } from './experiments/means.ts';
export { adjustBenjaminiHochberg, adjustHolm } from './experiments/multiple-testing.ts';
export {
  detectableDifference,
  subjectsForMeans,
  subjectsForProportions,
  type PowerOptions,
} from './experiments/power.ts';
export {
  testProportions,
  wilsonInterval,
  type Difference,
  type Interval,
  type Proportion,
} from './experiments/proportions.ts';
export { testSampleRatio } from './experiments/sample-ratio.ts';
