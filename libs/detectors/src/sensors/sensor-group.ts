import { choleskyDecompose, MAD_TO_SIGMA, median, medianAbsoluteDeviation } from '@convoscope/statistics';
import { defineBatchDetector } from '../convention/batch-detector.ts';
import { columnOf, createMatrix, rowOf, type Matrix } from '../convention/matrix.ts';
import { choice, number, type Params } from '../convention/params.ts';
import { correlationMatrix } from './correlation.ts';

const params = {
  combination: choice(
    'joint',
    ['joint', 'average', 'maximum'],
    'joint: distance measured along the correlations; average: of the squared sensors; maximum: of the most unusual one.',
  ),
  shrinkage: number(
    0.1,
    0.001,
    1,
    'How much correlations are drawn to 0: more for short fits and many sensors.',
  ),
} as const;
type Checked = Params<typeof params>;

interface Model {
  readonly centres: Float64Array;
  readonly scales: Float64Array;
  /** Inverse of the shrunk correlations, row-major. */
  readonly precision: Float64Array;
}

/** A sensor that never moved may still move later: its unit is a billionth of its level. */
const ROUNDING = 1e-9;
/** Further out is as far out, and squares stay finite. */
const FARTHEST = 1e9;
/** Fitted values count for the correlations up to this many sigmas, so that what is unusual does not hide itself. */
const WINSOR_AT = 3;

function inverse(matrix: Float64Array, n: number): Float64Array {
  const lower = choleskyDecompose(matrix, n);
  const result = new Float64Array(n * n);
  for (let column = 0; column < n; column++) {
    const x = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let sum = i === column ? 1 : 0;
      for (let k = 0; k < i; k++) sum -= lower[i * n + k] * x[k];
      x[i] = sum / lower[i * n + i];
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) x[i] -= lower[k * n + i] * x[k];
      x[i] /= lower[i * n + i];
    }
    for (let i = 0; i < n; i++) result[i * n + column] = x[i];
  }
  return result;
}

function scaleOf(values: Float64Array): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const floor = Math.max(ROUNDING * largest, 1e-300);
  const byMedian = MAD_TO_SIGMA * medianAbsoluteDeviation(values);
  if (byMedian > floor) return byMedian;
  // More than half of the values are equal: the plain deviation is what is left.
  const centre = median(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.max(Math.sqrt(squares / values.length), floor);
}

const standardisedRow = (model: Pick<Model, 'centres' | 'scales'>, row: Float64Array): Float64Array =>
  row.map((value, j) =>
    Math.max(-FARTHEST, Math.min(FARTHEST, (value - model.centres[j]) / model.scales[j])),
  );

function fitModel(table: Matrix, p: Checked): Model {
  const k = table.nFeatures;
  const columns = Array.from({ length: k }, (_, j) => columnOf(table, j));
  const unit = { centres: Float64Array.from(columns, median), scales: Float64Array.from(columns, scaleOf) };
  const winsorised = new Float64Array(table.data.length);
  for (let i = 0; i < table.nRows; i++)
    standardisedRow(unit, rowOf(table, i)).forEach(
      (value, j) => (winsorised[i * k + j] = Math.max(-WINSOR_AT, Math.min(WINSOR_AT, value))),
    );
  const correlations = correlationMatrix(createMatrix(winsorised, table.nRows, k));
  const shrunk = correlations.map((value, at) =>
    Math.floor(at / k) === at % k ? 1 : (1 - p.shrinkage) * value,
  );
  return { ...unit, precision: inverse(shrunk, k) };
}

/** What each sensor adds to the score of a row. */
function partsOf(model: Model, row: Float64Array, p: Checked): Float64Array {
  const z = standardisedRow(model, row);
  const k = z.length;
  if (p.combination === 'average') return z.map((value) => (value * value) / k);
  if (p.combination === 'maximum') {
    const worst = z.reduce((at, value, j) => (Math.abs(value) > Math.abs(z[at]) ? j : at), 0);
    return z.map((value, j) => (j === worst ? value * value : 0));
  }
  return z.map((value, i) => {
    let along = 0;
    for (let j = 0; j < k; j++) along += model.precision[i * k + j] * z[j];
    return (value * along) / k;
  });
}

const scoreRows = (model: Model, table: Matrix, p: Checked): Float64Array =>
  Float64Array.from({ length: table.nRows }, (_, i) =>
    Math.max(
      0,
      partsOf(model, rowOf(table, i), p).reduce((sum, part) => sum + part, 0),
    ),
  );

/**
 * One score for a group of sensors: squared distance from the usual readings a sensor, in robust sigmas, about 1 for ordinary rows. `joint` also
 * sees readings that are each usual and do not go together. Its parts say which sensor did it (with `joint`, a part may be negative: the reading
 * is nearer than the others let expect). Fails when more than half of the fitted rows are unusual. Rows are judged alone: trends and
 * seasons are for the series detectors. Cost: O(nRows x nSensors^2).
 */
export const sensorGroup = defineBatchDetector({
  name: 'sensor-group',
  summary: 'rows in which the sensors of a group are unusual together',
  params,
  fit(table: Matrix, p: Checked) {
    const model = fitModel(table, p);
    return { model, scores: scoreRows(model, table, p) };
  },
  score: scoreRows,
  explain(model: Model, row, p) {
    return { baseline: 0, contributions: partsOf(model, row, p), method: 'additive' };
  },
});
