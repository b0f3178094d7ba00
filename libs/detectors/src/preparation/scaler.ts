import { MAD_TO_SIGMA, median, medianAbsoluteDeviation } from '@convoscope/statistics';
import { columnOf, validateMatrix, type Matrix } from '../convention/matrix.ts';

/** What is subtracted from and divided out of each feature; plain data. */
export interface Scaler {
  readonly centre: Float64Array;
  readonly scale: Float64Array;
}

/** Spreads below this share of the level are rounding: the feature is constant. */
const CONSTANT = 1e-12;

const orOne = (spread: number, centre: number): number =>
  spread > CONSTANT * Math.max(1, Math.abs(centre)) ? spread : 1;

/** Above this level squares and sums could leave the range of a double. */
const HUGE = 1e140;

function standardOf(column: Float64Array): { centre: number; spread: number } {
  const most = column.reduce((found, value) => Math.max(found, Math.abs(value)), 0);
  const unit = most > HUGE ? most : 1;
  const centre = column.reduce((sum, value) => sum + value / unit, 0) / column.length;
  const squares = column.reduce((sum, value) => sum + (value / unit - centre) ** 2, 0);
  return { centre: centre * unit, spread: Math.sqrt(squares / column.length) * unit };
}

/** Median and MAD sigma; where more than half of the values are equal, the standard deviation. */
function robustOf(column: Float64Array): { centre: number; spread: number } {
  const centre = median(column);
  return { centre, spread: MAD_TO_SIGMA * medianAbsoluteDeviation(column) || standardOf(column).spread };
}

/**
 * Learns how to scale each feature: `standard` to mean 0 and variance 1, `robust` to median 0 and MAD sigma 1. Constant features are only centred.
 * Throws `DataError` on an empty table or NaN. Cost: linear; robust sorts each feature.
 */
export function fitScaler(table: Matrix, kind: 'standard' | 'robust' = 'standard'): Scaler {
  validateMatrix(table);
  const centre = new Float64Array(table.nFeatures);
  const scale = new Float64Array(table.nFeatures);
  for (let j = 0; j < table.nFeatures; j++) {
    const found = kind === 'standard' ? standardOf(columnOf(table, j)) : robustOf(columnOf(table, j));
    centre[j] = found.centre;
    scale[j] = orOne(found.spread, found.centre);
  }
  return { centre, scale };
}

/** Scales the table where it lies: for a table that nobody else has. Throws `DataError` on another width or NaN. */
export function scaleInPlace(scaler: Scaler, table: Matrix): void {
  const { data, nRows, nFeatures: p } = table;
  validateMatrix(table, scaler.centre.length);
  for (let i = 0; i < nRows; i++)
    for (let j = 0, at = i * p; j < p; j++, at++) data[at] = (data[at] - scaler.centre[j]) / scaler.scale[j];
}

/** A scaled copy of the table. Throws `DataError` on another width or NaN. */
export function applyScaler(scaler: Scaler, table: Matrix): Matrix {
  const copy = { ...table, data: table.data.slice() };
  scaleInPlace(scaler, copy);
  return copy;
}

/** A copy in which NaN of a feature is replaced by the median of its other values (0 where it has none). Infinities stay, for validation to refuse. */
export function fillMissing(table: Matrix): Matrix {
  const data = table.data.slice();
  for (let j = 0; j < table.nFeatures; j++) {
    const column = columnOf(table, j);
    const known = column.filter((value) => !Number.isNaN(value));
    if (known.length === column.length) continue;
    const filler = known.length > 0 ? median(known) : 0;
    for (let i = 0; i < table.nRows; i++) if (Number.isNaN(column[i])) data[i * table.nFeatures + j] = filler;
  }
  return { ...table, data };
}
