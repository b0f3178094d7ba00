/** The families of detectors that have a page and a picture of their own. */
export const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  proximity: ['knn', 'lof', 'cof', 'abod'],
  density: ['hbos', 'ecod', 'copod', 'loda', 'kde'],
  linear: ['pca', 'mahalanobis', 'mcd', 'gmm', 'ocsvm', 'ocsvm-approximate'],
  forests: ['iforest', 'extended-iforest', 'inne'],
  clustering: ['kmeans', 'cblof', 'dbscan', 'hdbscan'],
  neural: ['autoencoder', 'vae', 'deep-svdd'],
  streaming: [
    'auto', 'seasonal', 'ewma', 'zscore', 'hst', 'rrcf', 'adwin', 'page-hinkley', 'kswin', 'knn-cad', 'spectral-residual', 'matrix-profile',
  ],
}; // prettier-ignore
