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
  const density = run.probability.map((_, r) => predictiveDensity(run, r, value));
  const joint = run.probability.map((probability, r) => probability * density[r]);
  const changed = joint.reduce((sum, part) => sum + part * run.hazard, 0);
  let grown = [changed, ...joint.map((part) => part * (1 - run.hazard))];
  const total = grown.reduce((sum, part) => sum + part, 0);
  // A value that no run explains at all says only that something changed.
  grown = total > 0 ? grown.map((part) => part / total) : grown.map((_, r) => (r === 0 ? 1 : 0));
  const fresh = { mean: 0, weight: 0.1, shape: 1, scale: 1 };
  const scale = run.scale.map(
    (b, r) => b + (run.weight[r] * (value - run.mean[r]) ** 2) / (2 * (run.weight[r] + 1)),
  );
  const mean = run.mean.map((m, r) => (run.weight[r] * m + value) / (run.weight[r] + 1));
  run.probability = grown;
  run.mean = [fresh.mean, ...mean];
  run.weight = [fresh.weight, ...run.weight.map((w) => w + 1)];
  run.shape = [fresh.shape, ...run.shape.map((a) => a + 0.5)];
  run.scale = [fresh.scale, ...scale];
  if (run.probability.length > run.maxRunLength) forgetLongest(run);
  return run.probability.slice(0, window + 1).reduce((sum, part) => sum + part, 0);
}

/** The longest run stands for all longer ones: the one before it, all but equal, is dropped and its probability added. */
function forgetLongest(run: RunLengths): void {
  const last = run.probability.length - 1;
  run.probability[last] += run.probability[last - 1];
  for (const values of [run.probability, run.mean, run.weight, run.shape, run.scale])
    values.splice(last - 1, 1);
}
