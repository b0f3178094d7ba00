import { logGamma } from '../distributions/gamma.ts';
import { ParameterError } from '../errors.ts';

/** Beliefs about how long ago the last change was; plain data, so that it can be saved in the middle of a series. */
export interface RunLengths {
  readonly hazard: number;
  readonly maxRunLength: number;
  /** Probability of each run length, and the normal-gamma posterior of mean and precision for each. */
  probability: number[];
  mean: number[];
  weight: number[];
  shape: number[];
  scale: number[];
}

/**
 * Starts the online detection of changes of mean and variance, with a change expected every `meanRunLength` values and values
 * standardised to about mean 0 and variance 1. Source: Adams and MacKay, arXiv 0710.3742 (BOCPD).
 */
export function createRunLengths(meanRunLength = 250, maxRunLength = 1000): RunLengths {
  if (!(meanRunLength > 1)) throw new ParameterError('meanRunLength', '> 1', meanRunLength);
  if (!(Number.isInteger(maxRunLength) && maxRunLength >= 10))
    throw new ParameterError('maxRunLength', 'an integer >= 10', maxRunLength);
  return {
    hazard: 1 / meanRunLength,
    maxRunLength,
    probability: [1],
    mean: [0],
    weight: [0.1],
    shape: [1],
    scale: [1],
  };
}

/** Logarithm of the factor of Student's density for a whole number of degrees, by that number: the same ones come at every value. */
const logFactors: number[] = [];

function logFactor(degrees: number): number {
  return (logFactors[degrees] ??=
    logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - 0.5 * Math.log(degrees * Math.PI));
}

/** Density of the next value after a run: Student's t of the posterior. */
function predictiveDensity(run: RunLengths, r: number, value: number): number {
  const degrees = 2 * run.shape[r];
  const variance = (run.scale[r] * (run.weight[r] + 1)) / (run.shape[r] * run.weight[r]);
  const square = (value - run.mean[r]) ** 2 / variance;
  const logs = logFactor(degrees) - 0.5 * Math.log(variance);
  return Math.exp(logs - ((degrees + 1) / 2) * Math.log1p(square / degrees));
}

/**
 * Takes the next value in and returns the probability that the last change was within the last `window` values.
 * Cost: O(maxRunLength) time and memory.
 */
export function updateRunLengths(run: RunLengths, value: number, window = 10): number {
  const { probability, mean, weight, shape, scale, hazard } = run;
  const nRuns = probability.length;
  let [total, changed] = [0, 0];
  // From the longest run down, so that each can move one place up where it stands.
  for (let r = nRuns - 1; r >= 0; r--) {
    const joint = probability[r] * predictiveDensity(run, r, value);
    total += joint;
    changed += joint * hazard;
    const distance = value - mean[r];
    probability[r + 1] = joint * (1 - hazard);
    scale[r + 1] = scale[r] + (weight[r] * distance * distance) / (2 * (weight[r] + 1));
    mean[r + 1] = mean[r] + distance / (weight[r] + 1);
    weight[r + 1] = weight[r] + 1;
    shape[r + 1] = shape[r] + 0.5;
  }
  [probability[0], mean[0], weight[0], shape[0], scale[0]] = [changed, 0, 0.1, 1, 1];
  // A value that no run explains at all says only that something changed.
  for (let r = 0; r <= nRuns; r++) probability[r] = total > 0 ? probability[r] / total : r === 0 ? 1 : 0;
  if (probability.length > run.maxRunLength) forgetLongest(run);
  let recent = 0;
  for (let r = 0; r < probability.length && r <= window; r++) recent += probability[r];
  return recent;
}

/** The longest run stands for all longer ones: the one before it, all but equal, is dropped and its probability added. */
function forgetLongest(run: RunLengths): void {
  const last = run.probability.length - 1;
  run.probability[last] += run.probability[last - 1];
  for (const values of [run.probability, run.mean, run.weight, run.shape, run.scale])
    values.splice(last - 1, 1);
}
