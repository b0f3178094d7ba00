import { ParameterError } from '@convoscope/statistics';
import type { Matrix } from '../convention/matrix.ts';

/** Which past rows become features of a row, for tables whose rows follow each other in time. */
export interface WindowOptions {
  /** Values so many rows before. */
  readonly lags: readonly number[];
  /** Lengths of the windows, in rows and ending with the row itself, whose mean, deviation, minimum and maximum are taken. */
  readonly windows: readonly number[];
}

const WINDOW_STATISTICS = ['mean', 'deviation', 'minimum', 'maximum'] as const;

/** Throws `ParameterError` for a lag or window that is no whole number of rows. */
export function checkWindows({ lags, windows }: WindowOptions): void {
  for (const lag of lags)
    if (!Number.isInteger(lag) || lag < 1) throw new ParameterError('lags', 'integers from 1 on', lag);
  for (const window of windows)
    if (!Number.isInteger(window) || window < 2)
      throw new ParameterError('windows', 'integers from 2 on', window);
}

/** Names of the features that `writeWindowFeatures` adds to one feature. */
export const windowFeatureNames = (name: string, { lags, windows }: WindowOptions): string[] => [
  ...lags.flatMap((lag) => [`${name}.lag${lag}`, `${name}.change${lag}`]),
  ...windows.flatMap((window) => WINDOW_STATISTICS.map((statistic) => `${name}.${statistic}${window}`)),
];

/** Lowest and highest of `values[from..to]`. */
function extremesOf(values: Float64Array, from: number, to: number): [number, number] {
  let [lowest, highest] = [Infinity, -Infinity];
  for (let i = from; i <= to; i++) {
    if (values[i] < lowest) lowest = values[i];
    if (values[i] > highest) highest = values[i];
  }
  return [lowest, highest];
}

/** Statistics of the window that ends at each row, shorter at the start; a window's sums are updated, its extremes searched again when one leaves. */
function rollWindow(
  values: Float64Array,
  window: number,
  write: (row: number, found: number[]) => void,
): void {
  let [mean, squares, lowest, highest] = [0, 0, Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const first = Math.max(0, i - window + 1);
    const size = i - first + 1;
    const leaving = i >= window ? values[i - window] : undefined;
    if (leaving === undefined) {
      const difference = values[i] - mean;
      mean += difference / size;
      squares += difference * (values[i] - mean);
    } else {
      const before = mean;
      mean += (values[i] - leaving) / size;
      squares += (values[i] - leaving) * (values[i] - mean + leaving - before);
    }
    if (leaving === lowest || leaving === highest) [lowest, highest] = extremesOf(values, first, i);
    else {
      if (values[i] < lowest) lowest = values[i];
      if (values[i] > highest) highest = values[i];
    }
    write(i, [mean, Math.sqrt(Math.max(0, squares) / size), lowest, highest]);
  }
}

/**
 * Writes the lags, changes and window statistics of one column of `table` to the features from `offset` on. Causal: a row's features come
 * from it and the rows before it; where there are none before it, its own value stands for them. Takes finite numbers.
 * Cost: linear in rows, a window that falls or rises throughout costs its length a row. Source of the updates: Welford (1962).
 */
export function writeWindowFeatures(
  values: Float64Array,
  { lags, windows }: WindowOptions,
  { data, nFeatures }: Matrix,
  offset: number,
): void {
  let at = offset;
  for (const lag of lags) {
    for (let i = 0; i < values.length; i++) {
      const past = values[Math.max(0, i - lag)];
      data[i * nFeatures + at] = past;
      data[i * nFeatures + at + 1] = values[i] - past;
    }
    at += 2;
  }
  for (const window of windows) {
    const start = at;
    rollWindow(values, window, (row, found) => {
      for (let s = 0; s < found.length; s++) data[row * nFeatures + start + s] = found[s];
    });
    at += WINDOW_STATISTICS.length;
  }
}
