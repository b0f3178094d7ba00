import { ParameterError } from '@convoscope/statistics';
import type { SeriesDetector, SeriesDetectorFactory } from '../convention/series-detector.ts';
import type { Json } from '../convention/serialize.ts';
import { arimaDetector } from './arima/arima.ts';
import { bocpd } from './bocpd/bocpd.ts';
import { holtWinters } from './holt-winters/holt-winters.ts';
import { seriesMatrixProfile } from './matrix-profile/matrix-profile.ts';
import { pelt } from './pelt/pelt.ts';
import { seriesSpectralResidual } from './spectral-residual/spectral-residual.ts';
import { mstl, stl } from './stl/stl.ts';

/** Every detector over one whole series; `name` is the one the command line and saved models use. */
export const seriesDetectors: readonly SeriesDetectorFactory[] = [
  stl,
  mstl,
  holtWinters,
  arimaDetector,
  seriesMatrixProfile,
  seriesSpectralResidual,
  pelt,
  bocpd,
];

function findSeriesDetector(name: unknown): SeriesDetectorFactory {
  const found = seriesDetectors.find((factory) => factory.name === name);
  if (found === undefined)
    throw new ParameterError('detector', `one of ${seriesDetectors.map((f) => f.name).join(', ')}`, name);
  return found;
}

/** A new series detector. Throws `ParameterError` for an unknown name, an unknown parameter or a value out of bounds. */
export const createSeriesDetector = (
  name: string,
  params: Readonly<Record<string, unknown>> = {},
): SeriesDetector => findSeriesDetector(name).create(params);

/** A series detector as `toJSON` saved it; it scores what follows the fitted series identically. */
export const restoreSeriesDetector = (json: Json): SeriesDetector =>
  findSeriesDetector((json as { name?: unknown } | null)?.name).fromJSON(json);
