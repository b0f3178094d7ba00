import { ParameterError } from '@convoscope/statistics';
import { abod } from './batch/abod/abod.ts';
import { cblof } from './batch/cblof/cblof.ts';
import { cof } from './batch/cof/cof.ts';
import { copod } from './batch/copod/copod.ts';
import { dbscan } from './batch/dbscan/dbscan.ts';
import { ecod } from './batch/ecod/ecod.ts';
import { extendedIforest } from './batch/extended-iforest/extended-iforest.ts';
import { gmm } from './batch/gmm/gmm.ts';
import { hbos } from './batch/hbos/hbos.ts';
import { iforest } from './batch/iforest/iforest.ts';
import { inne } from './batch/inne/inne.ts';
import { kde } from './batch/kde/kde.ts';
import { kmeans } from './batch/kmeans/kmeans.ts';
import { knn } from './batch/knn/knn.ts';
import { loda } from './batch/loda/loda.ts';
import { lof } from './batch/lof/lof.ts';
import { mahalanobis } from './batch/mahalanobis/mahalanobis.ts';
import { mcd } from './batch/mcd/mcd.ts';
import { pca } from './batch/pca/pca.ts';
import { ocsvm } from './batch/ocsvm/ocsvm.ts';
import { ocsvmApproximate } from './batch/ocsvm-approximate/ocsvm-approximate.ts';
import { hdbscan } from './batch/hdbscan/hdbscan.ts';
import { autoencoder } from './batch/autoencoder/autoencoder.ts';
import { vae } from './batch/vae/vae.ts';
import { deepSvdd } from './batch/deep-svdd/deep-svdd.ts';
import { auto } from './batch/auto/auto.ts';
import { sensorGroup } from './sensors/sensor-group.ts';
import { ensemble } from './batch/ensemble/ensemble.ts';
import { ewma } from './streaming/ewma/ewma.ts';
import { adwin } from './streaming/adwin/adwin.ts';
import { pageHinkley } from './streaming/page-hinkley/page-hinkley.ts';
import { kswin } from './streaming/kswin/kswin.ts';
import { knnCad } from './streaming/knn-cad/knn-cad.ts';
import { spectralResidual } from './streaming/spectral-residual/spectral-residual.ts';
import { matrixProfile } from './streaming/matrix-profile/matrix-profile.ts';
import { autoStream } from './streaming/auto/auto-stream.ts';
import { hst } from './streaming/hst/hst.ts';
import { rrcf } from './streaming/rrcf/rrcf.ts';
import { seasonal } from './streaming/seasonal/seasonal.ts';
import { zscore } from './streaming/zscore/zscore.ts';
import type { BatchDetector, BatchDetectorFactory } from './convention/batch-detector.ts';
import type { StreamingDetector, StreamingDetectorFactory } from './convention/streaming-detector.ts';
import type { Json } from './convention/serialize.ts';

/** Every batch detector; `name` is the one the command line and saved models use. */
export const batchDetectors: readonly BatchDetectorFactory[] = [
  iforest,
  extendedIforest,
  inne,
  lof,
  knn,
  dbscan,
  hbos,
  ecod,
  copod,
  pca,
  kde,
  gmm,
  mcd,
  cblof,
  loda,
  abod,
  cof,
  kmeans,
  mahalanobis,
  ocsvm,
  ocsvmApproximate,
  hdbscan,
  autoencoder,
  vae,
  deepSvdd,
  auto,
  sensorGroup,
  ensemble,
];

/** Every streaming detector. */
export const streamingDetectors: readonly StreamingDetectorFactory[] = [
  hst,
  rrcf,
  ewma,
  zscore,
  seasonal,
  adwin,
  pageHinkley,
  kswin,
  knnCad,
  spectralResidual,
  matrixProfile,
  autoStream,
];

function findByName<F extends { readonly name: string }>(factories: readonly F[], name: unknown): F {
  const found = factories.find((factory) => factory.name === name);
  if (found === undefined)
    throw new ParameterError('detector', `one of ${factories.map((f) => f.name).join(', ')}`, name);
  return found;
}

/** The maker of a kind of batch detector. Throws `ParameterError` for an unknown name. */
export const batchFactoryOf = (name: string): BatchDetectorFactory => findByName(batchDetectors, name);

/** A new batch detector. Throws `ParameterError` for an unknown name, an unknown parameter or a value out of bounds. */
export const createBatchDetector = (
  name: string,
  params: Readonly<Record<string, unknown>> = {},
): BatchDetector => findByName(batchDetectors, name).create(params);

/** A new streaming detector. Throws as `createBatchDetector` does. */
export const createStreamingDetector = (
  name: string,
  params: Readonly<Record<string, unknown>> = {},
): StreamingDetector => findByName(streamingDetectors, name).create(params);

const savedName = (json: Json): unknown => (json as { name?: unknown } | null)?.name;

/** A batch detector as `toJSON` saved it. */
export const restoreBatchDetector = (json: Json): BatchDetector =>
  findByName(batchDetectors, savedName(json)).fromJSON(json);

/** A streaming detector as `toJSON` saved it; it goes on with identical scores. */
export const restoreStreamingDetector = (json: Json): StreamingDetector =>
  findByName(streamingDetectors, savedName(json)).fromJSON(json);
