import {
  differenceAt,
  kolmogorovTail,
  longRunVariance,
  normalCdf,
  ParameterError,
} from '@convoscope/statistics';
import { columnOf, validateMatrix, type Matrix } from '../convention/matrix.ts';
import { controlFalseDiscoveries } from '../thresholds/thresholds.ts';
import {
  correlationInfluence,
  correlationOf,
  normalScores,
  standardise,
  type CorrelationMethod,
} from './correlation.ts';

/** How correlations are compared. */
export interface CorrelationBreakOptions {
  /** Default `spearman`: one wild value breaks nothing. */
  readonly method?: CorrelationMethod;
  /** Largest share of the reported pairs that may be false, in (0, 1), default .05 (Benjamini-Hochberg over all pairs). */
  readonly falseDiscoveryRate?: number;
  /** Compare the changes from row to row instead of the values: for sensors whose levels wander or jump. */
  readonly isDifferenced?: boolean;
  /** Fewest rows on each side of a break, default 20. */
  readonly minRows?: number;
}

/** Two sensors whose correlation did not stay what it was. */
export interface CorrelationBreak {
  /** Columns of the pair, `first` < `second`. */
  readonly first: number;
  readonly second: number;
  /** Row from which the correlation is another one. */
  readonly at: number;
  /** Correlation in the rows from the last break (or the start) to `at`, and from there to the next (or the end). */
  readonly before: number;
  readonly after: number;
  /** Probability of so large a change by chance, for this pair alone. */
  readonly pValue: number;
}

interface Options {
  readonly method: CorrelationMethod;
  readonly rate: number;
  readonly isDifferenced: boolean;
  readonly minRows: number;
}

function completed(options: CorrelationBreakOptions): Options {
  const {
    method = 'spearman',
    falseDiscoveryRate: rate = 0.05,
    isDifferenced = false,
    minRows = 20,
  } = options;
  if (!(rate > 0 && rate < 1)) throw new ParameterError('falseDiscoveryRate', 'in (0, 1)', rate);
  if (!(Number.isInteger(minRows) && minRows >= 5))
    throw new ParameterError('minRows', 'an integer >= 5', minRows);
  return { method, rate, isDifferenced, minRows };
}

function sensorsOf(table: Matrix, { isDifferenced }: Options): Float64Array[] {
  validateMatrix(table);
  return Array.from({ length: table.nFeatures }, (_, j) => {
    const column = columnOf(table, j);
    return isDifferenced ? differenceAt(column, 1) : column;
  });
}

const prepared = (values: Float64Array, method: CorrelationMethod): Float64Array =>
  standardise(method === 'spearman' ? normalScores(values) : values);

/** Neighbouring rows are alike: this many lags of that are reckoned with. */
const lagsOf = (n: number): number => Math.floor(2 * Math.cbrt(n));

interface Largest {
  readonly at: number;
  readonly pValue: number;
}

/** Of two prepared sensors: where the running sum of influences is furthest from 0, and how improbable that is for a constant correlation. */
function largestBreak(x: Float64Array, y: Float64Array, options: Options): Largest | undefined {
  const n = x.length;
  if (n < 2 * options.minRows) return undefined;
  const influence = correlationInfluence(x, y, correlationOf(x, y));
  const variance = longRunVariance(influence, lagsOf(n));
  if (!(variance > 1e-18)) return undefined;
  let [sum, most, at] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    sum += influence[i];
    const isInside = i + 1 >= options.minRows && n - i - 1 >= options.minRows;
    if (isInside && Math.abs(sum) > most) [most, at] = [Math.abs(sum), i + 1];
  }
  return { at, pValue: kolmogorovTail(most / Math.sqrt(n * variance)) };
}

/** All breaks of one pair: the largest, then those of the rows before and after it. */
function breaksWithin(
  a: Float64Array,
  b: Float64Array,
  from: number,
  first: Largest,
  options: Options,
): { at: number; pValue: number }[] {
  const inner = (start: number, end: number) => {
    const [x, y] = [a.subarray(start, end), b.subarray(start, end)];
    const found = largestBreak(prepared(x, options.method), prepared(y, options.method), options);
    return found !== undefined && found.pValue <= options.rate
      ? breaksWithin(x, y, from + start, found, options)
      : [];
  };
  return [...inner(0, first.at), { at: from + first.at, pValue: first.pValue }, ...inner(first.at, a.length)];
}

/**
 * Which pairs of sensors changed their correlation, when and from what to what: a table with a row an instant and a column a sensor. Pairs
 * are tested by the running sum of their influences on the correlation (its largest distance from 0 is that of a Brownian bridge while the correlation
 * stays), with serial dependence reckoned in, and false discoveries are controlled over all pairs. Breaks within a broken pair follow by halving.
 * Empty when nothing broke. Fails on breaks shorter than `minRows`, on a few dozen rows, and takes a jump of a level for a break unless
 * `isDifferenced`. Cost: O(pairs x nRows^(4/3)).
 * Source: Wied, Kraemer, Dehling, Econometric Theory 28 (2012), in its linearised form; Benjamini, Hochberg (1995).
 */
export function findCorrelationBreaks(
  table: Matrix,
  options: CorrelationBreakOptions = {},
): CorrelationBreak[] {
  const all = completed(options);
  const sensors = sensorsOf(table, all);
  const ready = sensors.map((sensor) => prepared(sensor, all.method));
  const pairs = sensors.flatMap((a, first) =>
    sensors.slice(first + 1).flatMap((b, offset) => {
      const second = first + 1 + offset;
      const largest = largestBreak(ready[first], ready[second], all);
      return largest === undefined ? [] : [{ a, b, first, second, largest }];
    }),
  );
  const isBroken = controlFalseDiscoveries(
    pairs.map(({ largest }) => largest.pValue),
    all.rate,
  );
  const shift = all.isDifferenced ? 1 : 0;
  return pairs.flatMap(({ a, b, first, second, largest }, p) => {
    if (isBroken[p] === 0) return [];
    const breaks = breaksWithin(a, b, 0, largest, all);
    return breaks.map(({ at, pValue }, k) => {
      const [start, end] = [breaks[k - 1]?.at ?? 0, breaks[k + 1]?.at ?? a.length];
      const between = (from: number, to: number): number =>
        correlationOf(a.subarray(from, to), b.subarray(from, to), all.method);
      return { first, second, at: at + shift, before: between(start, at), after: between(at, end), pValue };
    });
  });
}

/** A pair of sensors whose correlation differs between two tables. */
export type CorrelationChange = Omit<CorrelationBreak, 'at'>;

/** Of two prepared sensors: their correlation and what they say about its uncertainty. */
function uncertainCorrelation(x: Float64Array, y: Float64Array) {
  const correlation = correlationOf(x, y);
  const variance = longRunVariance(correlationInfluence(x, y, correlation), lagsOf(x.length)) / x.length;
  // Fisher's transformation makes the difference normal also for correlations near 1.
  const bounded = Math.max(-0.999999, Math.min(0.999999, correlation));
  return { z: Math.atanh(bounded), variance: variance / (1 - bounded * bounded) ** 2 };
}

/**
 * Which pairs of sensors are correlated otherwise in `current` than in `reference` (a good period), most certain first. The same tests as
 * `findCorrelationBreaks` for two tables with the same columns; `pValue` of each pair alone, false discoveries controlled over all pairs.
 * Throws `DataError` for unlike widths. Cost: O(pairs x nRows).
 */
export function compareCorrelations(
  reference: Matrix,
  current: Matrix,
  options: CorrelationBreakOptions = {},
): CorrelationChange[] {
  const all = completed(options);
  validateMatrix(current, reference.nFeatures);
  const [before, after] = [sensorsOf(reference, all), sensorsOf(current, all)];
  const [readyBefore, readyAfter] = [before, after].map((sensors) =>
    sensors.map((sensor) => prepared(sensor, all.method)),
  );
  const changes = before.flatMap((a, first) =>
    before.slice(first + 1).map((b, offset) => {
      const second = first + 1 + offset;
      const then = uncertainCorrelation(readyBefore[first], readyBefore[second]);
      const now = uncertainCorrelation(readyAfter[first], readyAfter[second]);
      const deviation = Math.sqrt(Math.max(then.variance + now.variance, 1e-18));
      return {
        first,
        second,
        before: correlationOf(a, b, all.method),
        after: correlationOf(after[first], after[second], all.method),
        pValue: 2 * normalCdf(-Math.abs(now.z - then.z) / deviation),
      };
    }),
  );
  const isChanged = controlFalseDiscoveries(
    changes.map(({ pValue }) => pValue),
    all.rate,
  );
  return changes.filter((_, p) => isChanged[p] === 1).sort((x, y) => x.pValue - y.pValue);
}
