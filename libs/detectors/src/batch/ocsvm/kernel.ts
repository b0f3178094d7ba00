import type { Matrix } from '../../convention/matrix.ts';

/** A kernel between rows; plain data, so that it travels inside the model. */
export interface Kernel {
  readonly kind: 'rbf' | 'linear' | 'poly';
  readonly gamma: number;
  readonly degree: number;
  readonly offset: number;
}

/** Kernel values of one row against every row of `table`, written to `into`. Cost: O(rows x features). */
export function kernelRow(
  kernel: Kernel,
  table: Matrix,
  row: { data: Float64Array; at: number },
  into: Float32Array | Float64Array,
): void {
  const { data, nRows, nFeatures: p } = table;
  const { kind, gamma, degree, offset } = kernel;
  for (let i = 0, from = 0; i < nRows; i++) {
    let sum = 0;
    if (kind === 'rbf') {
      for (let j = 0; j < p; j++, from++) {
        const d = data[from] - row.data[row.at + j];
        sum += d * d;
      }
      into[i] = Math.exp(-gamma * sum);
    } else {
      for (let j = 0; j < p; j++, from++) sum += data[from] * row.data[row.at + j];
      into[i] = kind === 'linear' ? sum : (gamma * sum + offset) ** degree;
    }
  }
}

/** Keeps the most recently used kernel rows of a table within a memory limit. */
export class KernelCache {
  readonly #rows = new Map<number, Float32Array>();
  readonly #capacity: number;
  readonly #kernel: Kernel;
  readonly #table: Matrix;

  constructor(kernel: Kernel, table: Matrix, maxBytes: number) {
    this.#kernel = kernel;
    this.#table = table;
    this.#capacity = Math.max(2, Math.floor(maxBytes / (4 * table.nRows)));
  }

  row(i: number): Float32Array {
    let found = this.#rows.get(i);
    if (found) this.#rows.delete(i);
    else {
      const oldest = this.#rows.size >= this.#capacity ? this.#rows.keys().next().value : undefined;
      found = oldest === undefined ? new Float32Array(this.#table.nRows) : this.#rows.get(oldest)!;
      if (oldest !== undefined) this.#rows.delete(oldest);
      kernelRow(this.#kernel, this.#table, { data: this.#table.data, at: i * this.#table.nFeatures }, found);
    }
    this.#rows.set(i, found);
    return found;
  }
}
