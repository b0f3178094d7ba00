import { createRandom, type Random } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import type { Params } from '../../convention/params.ts';
import { createActivations, createNetwork, forward, type DenseNetwork } from '../../neural/dense-network.ts';
import { huberSlope } from '../../neural/huber.ts';
import { trainNetwork } from '../../neural/train-network.ts';
import { fitScaling, latentSizeOf, loadRow, trainingParams, type Scaling } from '../../neural/training.ts';

interface Model {
  readonly network: DenseNetwork;
  readonly scaling: Scaling;
}

function train(table: Matrix, p: Params<typeof trainingParams>, random: Random): Model {
  const { nFeatures } = table;
  const scaling = fitScaling(table);
  const widths = [nFeatures, p.hiddenSize, latentSizeOf(p.latentSize, nFeatures), p.hiddenSize, nFeatures];
  const network = createNetwork(widths, true, random);
  trainNetwork(network, { table, scaling }, p, random, (output, j, input) => huberSlope(output - input[j]));
  return { network, scaling };
}

/** Squared error of each feature of one row. */
function errorsOf(
  { network, scaling }: Model,
  table: Matrix,
  i: number,
  activations: Float64Array[],
): Float64Array {
  loadRow(scaling, table, i, activations[0]);
  return forward(network, activations).map((value, j) => (value - activations[0][j]) ** 2);
}

function scoreRows(model: Model, table: Matrix): Float64Array {
  const activations = createActivations(model.network);
  return Float64Array.from({ length: table.nRows }, (_, i) =>
    errorsOf(model, table, i, activations).reduce((sum, error) => sum + error, 0),
  );
}

/**
 * Dense autoencoder: squared error of squeezing a row through a narrow layer and back, on features it standardises itself.
 * Contributions are the errors a feature. Wants a few thousand rows; fails when anomalies are common enough to be learnt.
 * Cost: O(steps x batch x weights). Source: Hawkins et al., DaWaK 2002; Adam.
 */
export const autoencoder = defineBatchDetector<typeof trainingParams, Model>({
  name: 'autoencoder',
  summary: 'rows that a narrow neural network cannot reproduce',
  params: trainingParams,
  fit(table, p) {
    const model = train(table, p, createRandom(p.seed));
    return { model, scores: scoreRows(model, table) };
  },
  score: scoreRows,
  explain: (model, row) => ({
    baseline: 0,
    contributions: errorsOf(
      model,
      { data: row, nRows: 1, nFeatures: row.length },
      0,
      createActivations(model.network),
    ),
    method: 'additive',
  }),
});
