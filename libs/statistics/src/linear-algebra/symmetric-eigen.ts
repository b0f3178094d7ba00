/** Eigenvalues in descending order; eigenvector `i` is row `i` of `vectors`, of length one. */
export interface EigenDecomposition {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/**
 * Householder reduction to tridiagonal form; `v` holds the transformation afterwards, transposed: inner loops run along rows
 * (EISPACK tred2, after JAMA).
 */
function tridiagonalize(v: Float64Array, d: Float64Array, e: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) d[j] = v[j * n + n - 1];
  for (let i = n - 1; i > 0; i--) {
    let scale = 0;
    let h = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(d[k]);
    if (scale === 0) {
      e[i] = d[i - 1];
      for (let j = 0; j < i; j++) {
        d[j] = v[j * n + i - 1];
        v[j * n + i] = 0;
        v[i * n + j] = 0;
      }
    } else {
      for (let k = 0; k < i; k++) {
        d[k] /= scale;
        h += d[k] * d[k];
      }
      const f0 = d[i - 1];
      const g0 = f0 > 0 ? -Math.sqrt(h) : Math.sqrt(h);
      e[i] = scale * g0;
      h -= f0 * g0;
      d[i - 1] = f0 - g0;
      for (let j = 0; j < i; j++) e[j] = 0;
      for (let j = 0; j < i; j++) {
        const f = d[j];
        v[i * n + j] = f;
        let g = e[j] + v[j * n + j] * f;
        for (let k = j + 1; k < i; k++) {
          g += v[j * n + k] * d[k];
          e[k] += v[j * n + k] * f;
        }
        e[j] = g;
      }
      let f = 0;
      for (let j = 0; j < i; j++) {
        e[j] /= h;
        f += e[j] * d[j];
      }
      const hh = f / (h + h);
      for (let j = 0; j < i; j++) e[j] -= hh * d[j];
      for (let j = 0; j < i; j++) {
        for (let k = j; k < i; k++) v[j * n + k] -= d[j] * e[k] + e[j] * d[k];
        d[j] = v[j * n + i - 1];
        v[j * n + i] = 0;
      }
    }
    d[i] = h;
  }
  accumulate(v, d, n);
  e[0] = 0;
}

function accumulate(v: Float64Array, d: Float64Array, n: number): void {
  for (let i = 0; i < n - 1; i++) {
    v[i * n + n - 1] = v[i * n + i];
    v[i * n + i] = 1;
    const h = d[i + 1];
    if (h !== 0) {
      for (let k = 0; k <= i; k++) d[k] = v[(i + 1) * n + k] / h;
      for (let j = 0; j <= i; j++) {
        let g = 0;
        for (let k = 0; k <= i; k++) g += v[(i + 1) * n + k] * v[j * n + k];
        for (let k = 0; k <= i; k++) v[j * n + k] -= g * d[k];
      }
    }
    for (let k = 0; k <= i; k++) v[(i + 1) * n + k] = 0;
  }
  for (let j = 0; j < n; j++) {
    d[j] = v[j * n + n - 1];
    v[j * n + n - 1] = 0;
  }
  v[(n - 1) * n + n - 1] = 1;
}

/** Implicit QL iteration on the tridiagonal form (EISPACK tql2, after JAMA). */
function diagonalize(v: Float64Array, d: Float64Array, e: Float64Array, n: number): void {
  for (let i = 1; i < n; i++) e[i - 1] = e[i];
  e[n - 1] = 0;
  let f = 0;
  let largest = 0;
  for (let l = 0; l < n; l++) {
    largest = Math.max(largest, Math.abs(d[l]) + Math.abs(e[l]));
    let m = l;
    while (m < n - 1 && Math.abs(e[m]) > 2.220446049250313e-16 * largest) m++;
    for (let iteration = 0; m > l && iteration < 100; iteration++) {
      f += rotate(v, d, e, { n, l, m });
      if (Math.abs(e[l]) <= 2.220446049250313e-16 * largest) break;
    }
    d[l] += f;
    e[l] = 0;
  }
}

function rotate(
  v: Float64Array,
  d: Float64Array,
  e: Float64Array,
  at: { n: number; l: number; m: number },
): number {
  const { n, l, m } = at;
  const g = d[l];
  let p = (d[l + 1] - g) / (2 * e[l]);
  let r = Math.hypot(p, 1) * (p < 0 ? -1 : 1);
  d[l] = e[l] / (p + r);
  d[l + 1] = e[l] * (p + r);
  const next = d[l + 1];
  const shift = g - d[l];
  for (let i = l + 2; i < n; i++) d[i] -= shift;
  p = d[m];
  let c = 1;
  let c2 = 1;
  let c3 = 1;
  const el1 = e[l + 1];
  let s = 0;
  let s2 = 0;
  for (let i = m - 1; i >= l; i--) {
    c3 = c2;
    c2 = c;
    s2 = s;
    const ce = c * e[i];
    const cp = c * p;
    r = Math.hypot(p, e[i]);
    e[i + 1] = s * r;
    s = e[i] / r;
    c = p / r;
    p = c * d[i] - s * ce;
    d[i + 1] = cp + s * (c * ce + s * d[i]);
    const at2 = i * n;
    const below = at2 + n;
    for (let k = 0; k < n; k++) {
      const h = v[below + k];
      v[below + k] = s * v[at2 + k] + c * h;
      v[at2 + k] = c * v[at2 + k] - s * h;
    }
  }
  p = (-s * s2 * c3 * el1 * e[l]) / next;
  e[l] = s * p;
  d[l] = c * p;
  return shift;
}

/**
 * All eigenvalues and eigenvectors of a symmetric matrix (row-major, `n` x `n`); only symmetry is assumed.
 * Cost: O(n^3) time, O(n^2) memory. Source: Wilkinson and Reinsch, Handbook for Automatic Computation II (tred2, tql2).
 */
export function symmetricEigen(matrix: Float64Array, n: number): EigenDecomposition {
  const v = Float64Array.from(matrix);
  const d = new Float64Array(n);
  const e = new Float64Array(n);
  tridiagonalize(v, d, e, n);
  diagonalize(v, d, e, n);
  return sortDescending(v, d, n);
}

function sortDescending(v: Float64Array, d: Float64Array, n: number): EigenDecomposition {
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => d[b] - d[a]);
  const values = Float64Array.from(order, (i) => d[i]);
  const vectors = new Float64Array(n * n);
  order.forEach((column, row) => {
    vectors.set(v.subarray(column * n, (column + 1) * n), row * n);
  });
  return { values, vectors };
}
