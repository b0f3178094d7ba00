/** Why a detector differs from PyOD's: from reading both algorithms, not isolated one by one. */
const REASONS: Readonly<Record<string, string>> = {
  loda: 'a row counts to its own bin; PyOD looks the next edge up, so that rows count to the neighbouring bin, empty ones among them',
  abod: 'duplicates of a row are left out instead of making its variance meaningless',
  mcd: 'other random starts: the determinant has several minima that are nearly equal',
  cblof: 'another k-means start: small clusters come out otherwise',
  lof: 'order of equal distances among duplicates',
  cof: 'order of equal distances among duplicates',
  inne: 'other samples; few anomalies make one rank worth a lot',
  iforest: 'other samples; few anomalies make one rank worth a lot',
  pca: 'components without variance are left out, where PyOD divides by zero',
  kde: 'another bandwidth: here 1 in units of the scaled features, as PyOD, but no tree and no tolerance',
  gmm: 'one full covariance; another regularisation',
};

export const reasonFor = (detector: string): string => REASONS[detector] ?? 'not examined';
