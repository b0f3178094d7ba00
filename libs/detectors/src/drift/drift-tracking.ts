import { createRandom, DataError, ParameterError, sampleWithoutReplacement } from '@convoscope/statistics';
import { selectRows, type Matrix } from '../convention/matrix.ts';
import { detectDrift, type DriftOptions, type FeatureDrift } from './drift.ts';

/** One window of a stream of batches, compared with the reference and with the window before. */
export interface DriftWindow {
  /** Counts windows from 0. */
  readonly index: number;
  readonly sinceReference: FeatureDrift[];
  /** Undefined for the first window. */
  readonly sincePrevious: FeatureDrift[] | undefined;
  /** For each feature: windows in a row, this one included, that differed from the reference. */
  readonly streaks: Int32Array;
  /** Features whose streak has reached `patience`: a single window differs by chance now and then. */
  readonly lasting: number[];
}

export interface DriftTrackingOptions extends DriftOptions {
  /** Rows of a window: fewer see large changes only. */
  readonly windowRows?: number;
  /** Windows in a row that make a lasting drift. */
  readonly patience?: number;
  readonly seed?: number;
}

/** Where the tracking stands; plain data of bounded size. */
export interface DriftTracking {
  readonly options: Required<DriftTrackingOptions>;
  readonly reference: Matrix;
  readonly open: Float64Array;
  nOpen: number;
  previous: Matrix | undefined;
  readonly streaks: Int32Array;
  nWindows: number;
}

/** Rows kept of the reference. */
const MAX_REFERENCE_ROWS = 5000;
const DEFAULTS = {
  windowRows: 500,
  patience: 2,
  rate: 0.05,
  correction: 'benjamini-hochberg',
  seed: 0,
} as const;

/**
 * Starts to compare a stream of batches with `reference` in windows of `windowRows` rows. At most 5000 rows of the reference are kept (drawn).
 * Throws `DataError` on an empty reference, `ParameterError` on a window under 10 rows.
 */
export function startDriftTracking(reference: Matrix, given: DriftTrackingOptions = {}): DriftTracking {
  const options = { ...DEFAULTS, ...given };
  const { windowRows, patience, seed } = options;
  if (reference.nRows === 0 || reference.nFeatures === 0) throw new DataError('the reference is empty');
  if (!(Number.isInteger(windowRows) && windowRows >= 10))
    throw new ParameterError('windowRows', 'an integer of at least 10', windowRows);
  if (!(patience >= 1)) throw new ParameterError('patience', 'at least 1', patience);
  const kept = sampleWithoutReplacement(reference.nRows, MAX_REFERENCE_ROWS, createRandom(seed));
  return {
    options,
    reference: selectRows(reference, kept),
    open: new Float64Array(windowRows * reference.nFeatures),
    nOpen: 0,
    previous: undefined,
    streaks: new Int32Array(reference.nFeatures),
    nWindows: 0,
  };
}

function closeWindow(tracking: DriftTracking): DriftWindow {
  const { options, reference, open, previous, streaks } = tracking;
  const current = { data: open.slice(), nRows: options.windowRows, nFeatures: reference.nFeatures };
  const sinceReference = detectDrift(reference, current, options);
  sinceReference.forEach(({ hasDrifted }, j) => (streaks[j] = hasDrifted ? streaks[j] + 1 : 0));
  tracking.previous = current;
  return {
    index: tracking.nWindows++,
    sinceReference,
    sincePrevious: previous && detectDrift(previous, current, options),
    streaks: streaks.slice(),
    lasting: [...streaks.keys()].filter((j) => streaks[j] >= options.patience),
  };
}

/**
 * Takes in a batch of any size and returns the windows it filled, oldest first. The rows of an unfilled window wait for the next batch.
 * Throws `DataError` on another width. Cost: that of two `detectDrift` a window.
 */
export function trackDrift(tracking: DriftTracking, batch: Matrix): DriftWindow[] {
  const { options, reference, open } = tracking;
  const p = reference.nFeatures;
  if (batch.nFeatures !== p)
    throw new DataError(`the reference has ${p} features, the batch ${batch.nFeatures}`);
  const windows: DriftWindow[] = [];
  for (let at = 0; at < batch.nRows;) {
    const taken = Math.min(options.windowRows - tracking.nOpen, batch.nRows - at);
    open.set(batch.data.subarray(at * p, (at + taken) * p), tracking.nOpen * p);
    tracking.nOpen += taken;
    at += taken;
    if (tracking.nOpen < options.windowRows) continue;
    windows.push(closeWindow(tracking));
    tracking.nOpen = 0;
  }
  return windows;
}
