import { createRandom } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { createActivations, createNetwork, forward, type DenseNetwork } from '../../neural/dense-network.ts';
import { huberSlope } from '../../neural/huber.ts';
import { trainNetwork } from '../../neural/train-network.ts';
import { fitScaling, latentSizeOf, loadRow, trainingParams, type Scaling } from '../../neural/training.ts';

const params = {
  ...trainingParams,
  nSteps: { ...trainingParams.nSteps, default: 300 },
  learningRate: { ...trainingParams.learningRate, default: 0.001 },
  weightDecay: { ...trainingParams.weightDecay, default: 1e-3 },
} as const;

interface Model {
  readonly network: DenseNetwork;
  readonly scaling: Scaling;
  readonly centre: Float64Array;
}

function scoreRows({ network, scaling, centre }: Model, table: Matrix): Float64Array {
  const activations = createActivations(network);
  return Float64Array.from({ length: table.nRows }, (_, i) => {
    loadRow(scaling, table, i, activations[0]);
    const output = forward(network, activations);
    let sum = 0;
    for (let z = 0; z < centre.length; z++) sum += (output[z] - centre[z]) ** 2;
    return sum;
  });
}

/** The mean output of the untrained network, moved away from zero where a network without biases could reach it by zero weights. */
function initialCentre(network: DenseNetwork, scaling: Scaling, table: Matrix): Float64Array {
  const activations = createActivations(network);
  const centre = new Float64Array(activations[activations.length - 1].length);
  for (let i = 0; i < table.nRows; i++) {
    loadRow(scaling, table, i, activations[0]);
    forward(network, activations).forEach((value, z) => (centre[z] += value / table.nRows));
  }
  return centre.map((value) => (Math.abs(value) < 0.1 ? (value < 0 ? -0.1 : 0.1) : value));
}

/**
 * Deep SVDD: squared distance from a centre in the space of a network trained to pull the rows together. It has no biases,
 * so it cannot map everything to the centre; few steps keep it from flattening what it should tell apart.
 * Wants many rows; weaker than `iforest` on small tables. Cost: O(steps x batch x weights). Source: Ruff et al., ICML 2018.
 */
export const deepSvdd = defineBatchDetector<typeof params, Model>({
  name: 'deep-svdd',
  summary: 'rows that a network cannot pull to the common centre',
  params,
  fit(table, p) {
    const random = createRandom(p.seed);
    const network = createNetwork(
      [table.nFeatures, p.hiddenSize, latentSizeOf(p.latentSize, table.nFeatures)],
      false,
      random,
    );
    const scaling = fitScaling(table);
    const centre = initialCentre(network, scaling, table);
    trainNetwork(network, { table, scaling }, p, random, (output, z) => huberSlope(output - centre[z]));
    const model: Model = { network, scaling, centre };
    return { model, scores: scoreRows(model, table) };
  },
  score: scoreRows,
});
