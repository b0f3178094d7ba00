import { DataError, median, ParameterError } from '@convoscope/statistics';
import { columnOf, validateMatrix, type Matrix } from '../convention/matrix.ts';
import { decode, encode, type Json } from '../convention/serialize.ts';
import { featureNames, learnEncoding, writeFeatures, type Encoding } from './column-encoders.ts';
import { columnRoles, guessRole, type ColumnRole } from './column-role.ts';
import { columnByName, type DataTable } from './data-table.ts';
import { fitScaler, scaleInPlace, type Scaler } from './scaler.ts';
import {
  checkWindows,
  windowFeatureNames,
  writeWindowFeatures,
  type WindowOptions,
} from './window-features.ts';

/** How a table becomes features. */
export interface FeatureOptions {
  /** `standard`: mean 0, variance 1; `robust`: median 0, MAD sigma 1; `none`. Default `standard`. */
  readonly scale?: 'standard' | 'robust' | 'none';
  /**
   * A missing value becomes the median of its feature; `indicator` adds a feature that is 1 where it was missing; `keep` leaves NaN, for
   * what understands it (drift), with neither scaling nor windows. Default `median`.
   */
  readonly missing?: 'median' | 'indicator' | 'keep';
  /** Most features that one column of categories may take, the rarest share one more; default 12. */
  readonly maxCategories?: number;
  /** What columns are, where the guess from their values is to be overruled. */
  readonly roles?: Readonly<Record<string, ColumnRole>>;
  /** Rows before, as features of a row; default none. */
  readonly windows?: WindowOptions;
}

/** A number that a detector sees, and the column it came from. */
export interface Feature {
  readonly name: string;
  readonly column: string;
}

/** What became of a column. */
export interface UsedColumn {
  readonly name: string;
  readonly role: ColumnRole;
  readonly reason: string;
}

/** Turns tables of numbers, texts and gaps into tables of finite numbers (but for `missing: 'keep'`), as it learnt from the first. */
export interface FeaturePipeline {
  /** Learns and transforms. Throws `DataError` where nothing is left to learn from. Fitting again starts over. */
  fit(table: DataTable): Matrix;
  /** The features of other rows. Throws `DataError` before `fit` and where a column that was learnt is not there; others are not looked at. */
  transform(table: DataTable): Matrix;
  readonly features: readonly Feature[];
  readonly columns: readonly UsedColumn[];
  /** Everything learnt, as plain JSON. */
  toJSON(): Json;
}

interface FittedColumn extends UsedColumn {
  /** Absent for a column that is left out. */
  readonly encoding?: Encoding;
}

interface Fitted {
  readonly columns: readonly FittedColumn[];
  /** Encoded features that vary enough to be kept; others are left out. */
  readonly kept: Int32Array;
  /** Kept features that had missing values when learnt, and have an indicator. */
  readonly indicated: Int32Array;
  /** Kept features that windows are taken of. */
  readonly rolled: Int32Array;
  readonly features: readonly Feature[];
  /** What stands for a missing value of each kept feature. */
  readonly fillers: Float64Array;
  readonly scaler: Scaler | null;
}

const NO_WINDOWS: WindowOptions = { lags: [], windows: [] };

function checkOptions(options: FeatureOptions): Required<FeatureOptions> {
  const {
    scale = 'standard',
    missing = 'median',
    maxCategories = 12,
    roles = {},
    windows = NO_WINDOWS,
  } = options;
  if (!['standard', 'robust', 'none'].includes(scale))
    throw new ParameterError('scale', 'one of standard, robust, none', scale);
  if (!['median', 'indicator', 'keep'].includes(missing))
    throw new ParameterError('missing', 'one of median, indicator, keep', missing);
  if (missing === 'keep' && (scale !== 'none' || windows.lags.length + windows.windows.length > 0))
    throw new ParameterError('missing', 'other than keep with scaling or windows', missing);
  if (!Number.isInteger(maxCategories) || maxCategories < 1)
    throw new ParameterError('maxCategories', 'an integer from 1 on', maxCategories);
  for (const [name, role] of Object.entries(roles))
    if (!columnRoles.includes(role))
      throw new ParameterError(`roles.${name}`, `one of ${columnRoles.join(', ')}`, role);
  checkWindows(windows);
  return { scale, missing, maxCategories, roles, windows };
}

function learnColumns(table: DataTable, options: Required<FeatureOptions>): FittedColumn[] {
  for (const name of Object.keys(options.roles)) columnByName(table, name);
  return table.columns.map((column) => {
    const wanted = options.roles[column.name];
    const { role, reason } =
      wanted === undefined ? guessRole(column) : { role: wanted, reason: 'as it was said' };
    const used = { name: column.name, role, reason };
    return role === 'omit' ? used : { ...used, encoding: learnEncoding(column, role, options.maxCategories) };
  });
}

interface EncodedFeature extends Feature {
  readonly role: ColumnRole;
}

const encodedFeatures = (columns: readonly FittedColumn[]): EncodedFeature[] =>
  columns.flatMap(({ name, role, encoding }) =>
    encoding ? featureNames(name, encoding).map((feature) => ({ name: feature, column: name, role })) : [],
  );

/** The kept features, with NaN where a value is missing. */
function encodeTable(
  columns: readonly FittedColumn[],
  kept: Int32Array | undefined,
  table: DataTable,
): Matrix {
  const width = encodedFeatures(columns).length;
  const place = new Int32Array(width).fill(-1);
  if (kept) kept.forEach((feature, at) => (place[feature] = at));
  else place.forEach((_, at) => (place[at] = at));
  const nFeatures = kept?.length ?? width;
  const data = new Float64Array(table.nRows * nFeatures);
  let from = 0;
  for (const { name, encoding } of columns) {
    if (!encoding) continue;
    const start = from;
    writeFeatures(columnByName(table, name), encoding, (row, feature, value) => {
      const at = place[start + feature];
      if (at >= 0) data[row * nFeatures + at] = value;
    });
    from += featureNames(name, encoding).length;
  }
  return { data, nRows: table.nRows, nFeatures };
}

/** Derived features (of dates and texts) that are the same in every row say nothing; a column of numbers is kept as it is. */
function chooseFeatures(encoded: Matrix, features: readonly EncodedFeature[]): Int32Array {
  const varies = ({ role }: EncodedFeature, j: number): boolean => {
    if (role !== 'date' && role !== 'text') return true;
    const known = columnOf(encoded, j).filter((value) => !Number.isNaN(value));
    return known.some((value) => Math.abs(value - known[0]) > 1e-9);
  };
  return Int32Array.from(features.keys()).filter((j) => varies(features[j], j));
}

function fillerOf(encoded: Matrix, feature: number): { filler: number; hasGaps: boolean } {
  let hasGaps = false;
  for (let at = feature; at < encoded.data.length && !hasGaps; at += encoded.nFeatures)
    hasGaps = Number.isNaN(encoded.data[at]);
  if (!hasGaps) return { filler: 0, hasGaps };
  const known = columnOf(encoded, feature).filter((value) => !Number.isNaN(value));
  return { filler: known.length > 0 ? median(known) : 0, hasGaps };
}

/** Adds indicators and window features, and fills the gaps. */
function complete(encoded: Matrix, fitted: Omit<Fitted, 'scaler'>, windows: WindowOptions): Matrix {
  const { indicated, rolled, fillers, features } = fitted;
  const nFeatures = features.length;
  const { nRows, nFeatures: nEncoded } = encoded;
  const isPlain = nFeatures === nEncoded;
  const result = isPlain ? encoded : { data: new Float64Array(nRows * nFeatures), nRows, nFeatures };
  for (let i = 0; i < nRows; i++)
    for (let j = 0; j < nEncoded; j++) {
      const value = encoded.data[i * nEncoded + j];
      result.data[i * nFeatures + j] = Number.isNaN(value) ? fillers[j] : value;
    }
  indicated.forEach((feature, k) => {
    for (let i = 0; i < nRows; i++)
      result.data[i * nFeatures + nEncoded + k] = Number.isNaN(encoded.data[i * nEncoded + feature]) ? 1 : 0;
  });
  const width = windowFeatureNames('', windows).length;
  rolled.forEach((feature, k) =>
    writeWindowFeatures(columnOf(result, feature), windows, result, nEncoded + indicated.length + k * width),
  );
  return result;
}

function learnFeatures(
  table: DataTable,
  options: Required<FeatureOptions>,
): { fitted: Fitted; matrix: Matrix } {
  if (table.nRows === 0) throw new DataError('the table has no rows');
  const columns = learnColumns(table, options);
  const all = encodedFeatures(columns);
  const everything = encodeTable(columns, undefined, table);
  const kept = chooseFeatures(everything, all);
  if (kept.length === 0) {
    const reasons = columns.map(({ name, reason }) => `"${name}": ${reason}`).slice(0, 10);
    throw new DataError(`no column can be used as a feature (${reasons.join('; ') || 'there are none'})`);
  }
  const encoded = kept.length === all.length ? everything : encodeTable(columns, kept, table);
  const chosen = Array.from(kept, (feature) => all[feature]);
  const gaps = chosen.map((_, j) => fillerOf(encoded, j));
  const everyPlace = Int32Array.from(chosen.keys());
  const indicated = everyPlace.filter((j) => options.missing === 'indicator' && gaps[j].hasGaps);
  const hasWindows = windowFeatureNames('', options.windows).length > 0;
  const rolled = everyPlace.filter((j) => hasWindows && chosen[j].role === 'number');
  const toFeature = ({ name, column }: Feature): Feature => ({ name, column });
  const partial = {
    columns,
    kept,
    indicated,
    rolled,
    fillers: Float64Array.from(gaps, ({ filler }) => (options.missing === 'keep' ? NaN : filler)),
    features: [
      ...chosen.map(toFeature),
      ...Array.from(indicated, (j) => ({ name: `${chosen[j].name}.missing`, column: chosen[j].column })),
      ...Array.from(rolled, (j) => chosen[j]).flatMap(({ name, column }) =>
        windowFeatureNames(name, options.windows).map((feature) => ({ name: feature, column })),
      ),
    ],
  };
  const matrix = complete(encoded, partial, options.windows);
  const scaler = options.scale === 'none' ? null : fitScaler(matrix, options.scale);
  if (scaler) scaleInPlace(scaler, matrix);
  return { fitted: { ...partial, scaler }, matrix };
}

function build(given: FeatureOptions, saved?: Fitted): FeaturePipeline {
  const options = checkOptions(given);
  let fitted = saved;
  const learnt = (): Fitted => {
    if (fitted === undefined) throw new DataError('the feature pipeline has not been fitted');
    return fitted;
  };
  return {
    fit(table) {
      const found = learnFeatures(table, options);
      fitted = found.fitted;
      return found.matrix;
    },
    transform(table) {
      const own = learnt();
      if (table.nRows === 0) throw new DataError('the table has no rows');
      const matrix = complete(encodeTable(own.columns, own.kept, table), own, options.windows);
      if (own.scaler) scaleInPlace(own.scaler, matrix);
      if (options.missing !== 'keep') validateMatrix(matrix);
      return matrix;
    },
    get features() {
      return learnt().features;
    },
    get columns() {
      return learnt().columns.map(({ name, role, reason }) => ({ name, role, reason }));
    },
    toJSON: () => encode({ kind: 'features', version: 1, options, fitted: learnt() }),
  };
}

/** A pipeline that has learnt nothing yet. Throws `ParameterError` for an option out of bounds. */
export const createFeaturePipeline = (options: FeatureOptions = {}): FeaturePipeline => build(options);

/** A pipeline as `toJSON` saved it: it transforms to the same bits. */
export function restoreFeaturePipeline(json: Json): FeaturePipeline {
  const saved = decode(json) as { kind?: string; options: FeatureOptions; fitted: Fitted } | null;
  if (saved?.kind !== 'features') throw new DataError('this is not a saved feature pipeline');
  return build(saved.options, saved.fitted);
}
