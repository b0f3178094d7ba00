/** Why a detector differs from PyOD's: from reading both algorithms, not isolated one by one. */
const REASONS: Readonly<Record<string, string>> = {
  loda: 'a row counts to its own bin; PyOD looks the next edge up, so that rows count to the neighbouring bin, empty ones among them',
  abod: 'duplicates of a row are left out instead of making its variance meaningless',
  mcd: 'other random starts: the determinant has several minima that are nearly equal',
  cblof: 'another k-means start: small clusters come out otherwise',
  hbos: 'a value on the edge of two bins has the density of the one that it was counted in; PyOD counts it to the upper and scores it as the lower (0 between -1 and 1 lies on an edge)',
  lof: 'order of equal distances among duplicates',
  cof: 'order of equal distances among duplicates',
  inne: 'other samples; few anomalies make one rank worth a lot',
  iforest: 'other samples; few anomalies make one rank worth a lot',
  pca: 'components without variance are left out, where PyOD divides by zero',
  kde: 'a row is left out of its own density, which PyOD drowns in it among many features',
  gmm: 'one full covariance; another regularisation',
};

export const reasonFor = (detector: string): string => REASONS[detector] ?? 'not examined';
