import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { selectRows, type Matrix } from '../../convention/matrix.ts';
import { choice, integer, number } from '../../convention/params.ts';
import { kernelRow, type Kernel } from './kernel.ts';
import { solveOneClass } from './smo.ts';

const params = {
  nu: number(
    0.5,
    0.0001,
    1,
    'Upper bound on the share of training rows outside, lower bound on that of support vectors.',
  ),
  kernel: choice('rbf', ['rbf', 'linear', 'poly'], 'Similarity of two rows.'),
  gamma: number(0, 0, 1e6, 'Scale of the rbf and poly kernels; 0: 1 / features.'),
  degree: integer(3, 1, 10, 'Degree of the poly kernel.'),
  coefficient: number(0, 0, 1e6, 'Constant inside the poly kernel.'),
  tolerance: number(1e-3, 1e-9, 1, 'Violation of the optimality conditions at which the solver stops.'),
} as const;

interface Model {
  readonly kernel: Kernel;
  readonly vectors: Matrix;
  readonly weights: Float64Array;
  readonly rho: number;
}

function scoreRows({ kernel, vectors, weights, rho }: Model, table: Matrix): Float64Array {
  const similarities = new Float64Array(vectors.nRows);
  return Float64Array.from({ length: table.nRows }, (_, i) => {
    kernelRow(kernel, vectors, { data: table.data, at: i * table.nFeatures }, similarities);
    let sum = 0;
    for (let v = 0; v < weights.length; v++) sum += weights[v] * similarities[v];
    return rho - sum;
  });
}

/**
 * One-class SVM: signed distance beyond the boundary around the training rows, in the kernel's units (0 is the boundary).
 * Scale features first. `nu` is the share expected outside; at .5, PyOD's default, it acts as a density estimate.
 * Cost: fit O(rows^2) time, at most 128 MiB for kernel rows; score O(rows x support vectors). Use `ocsvm-approximate` above 20,000 rows.
 * Source: Schoelkopf et al., Neural Computation 13 (2001).
 */
export const ocsvm = defineBatchDetector<typeof params, Model>({
  name: 'ocsvm',
  summary: 'rows outside the smooth boundary that holds most rows',
  params,
  fit(table, p) {
    const gamma = p.gamma === 0 ? 1 / table.nFeatures : p.gamma;
    const kernel: Kernel = { kind: p.kernel, gamma, degree: p.degree, offset: p.coefficient };
    const { alpha, gradient, rho } = solveOneClass(kernel, table, p.nu, p.tolerance);
    const support = Int32Array.from(alpha.keys()).filter((i) => alpha[i] > 0);
    const model: Model = {
      kernel,
      vectors: selectRows(table, support),
      weights: Float64Array.from(support, (i) => alpha[i]),
      rho,
    };
    return { model, scores: gradient.map((value) => rho - value) };
  },
  score: scoreRows,
});
