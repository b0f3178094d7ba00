/** Why a detector differs from PyOD's: from reading both algorithms, not isolated one by one. */
const REASONS: Readonly<Record<string, string>> = {
  loda: 'an empty bin counts a hundredth of a row here and 1e-12 there, where one empty bin outweighs a hundred directions',
  abod: 'ten neighbours instead of five; duplicates of a row are left out instead of making its variance meaningless',
  mcd: 'other random starts: the determinant has several minima that are nearly equal',
  cblof: 'another k-means start: small clusters come out otherwise',
  lof: 'order of equal distances among duplicates',
  cof: 'order of equal distances among duplicates',
  inne: 'other samples; few anomalies make one rank worth a lot',
  iforest: 'other samples; few anomalies make one rank worth a lot',
  pca: 'another count or weight of components',
  kde: 'another bandwidth: here 1 in units of the scaled features, as PyOD, but no tree and no tolerance',
  gmm: 'one full covariance; another regularisation',
};

export const reasonFor = (detector: string): string => REASONS[detector] ?? 'not examined';
