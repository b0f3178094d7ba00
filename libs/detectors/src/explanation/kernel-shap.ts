import { createRandom, ParameterError } from '@convoscope/statistics';
import { createMatrix, type Matrix } from '../convention/matrix.ts';
import type { Attribution, AttributionProgress, AttributionSteps } from './attribution.ts';
import type { Background } from './background.ts';
import { planCoalitions, type Layer } from './coalitions.ts';
import { ShapleyRegression } from './shapley-regression.ts';

export interface KernelShapRequest {
  readonly score: (table: Matrix) => Float64Array;
  readonly row: Float64Array;
  readonly background: Background;
  /** Coalitions to evaluate at most; each costs as many scores as the background has rows. */
  readonly nCoalitions: number;
  /** Rows scored between two yields. */
  readonly rowsPerStep: number;
  readonly seed: number;
  readonly signal?: { readonly aborted: boolean } | undefined;
}

/** The order of work: heavy layers ahead, but all of them from the beginning, so that the parts can be read at any time. */
function scheduleLayers(layers: readonly Layer[]): { layer: number; mask: Uint8Array }[] {
  const done = layers.map(() => 0);
  const total = layers.reduce((sum, { masks }) => sum + masks.length, 0);
  return Array.from({ length: total }, () => {
    let layer = -1;
    layers.forEach(({ masks, mass }, l) => {
      if (
        done[l] < masks.length &&
        (layer < 0 || (done[l] + 1) / mass < (done[layer] + 1) / layers[layer].mass)
      )
        layer = l;
    });
    return { layer, mask: layers[layer].masks[done[layer]++] };
  });
}

/** A set of players: `mask` as it is, or its complement. */
interface Coalition {
  readonly mask: Uint8Array;
  readonly inside: 0 | 1;
}

/** Features in which the row differs from some background row: the others cannot have contributed. */
function findPlayers(row: Float64Array, { table }: Background): number[] {
  const differs = (j: number): boolean => {
    for (let i = 0; i < table.nRows; i++) if (table.data[i * table.nFeatures + j] !== row[j]) return true;
    return false;
  };
  return [...row.keys()].filter(differs);
}

/** What a coalition is worth: the mean score of the background with the coalition's features taken from the row. */
class Game {
  readonly players: number[];
  nScored = 0;
  readonly #request: KernelShapRequest;

  constructor(request: KernelShapRequest) {
    this.#request = request;
    this.players = findPlayers(request.row, request.background);
  }

  scoreRow(): number {
    const { row, score } = this.#request;
    this.nScored++;
    return score(createMatrix(row, 1, row.length))[0];
  }

  /** Values of coalitions, in pieces of at most `rowsPerStep` scores; yields after each piece. */
  *evaluate(coalitions: readonly Coalition[]): Generator<void, Float64Array, void> {
    const { background, row, rowsPerStep, score } = this.#request;
    const nBackground = background.table.nRows;
    const values = new Float64Array(coalitions.length);
    const nRows = coalitions.length * nBackground;
    for (let start = 0; start < nRows; start += rowsPerStep) {
      const size = Math.min(rowsPerStep, nRows - start);
      const data = new Float64Array(size * row.length);
      for (let i = 0; i < size; i++) this.#mix(data, i, coalitions, start + i);
      const scores = score(createMatrix(data, size, row.length));
      for (let i = 0; i < size; i++)
        values[Math.floor((start + i) / nBackground)] +=
          background.weights[(start + i) % nBackground] * scores[i];
      this.nScored += size;
      yield;
    }
    return values;
  }

  #mix(data: Float64Array, at: number, coalitions: readonly Coalition[], index: number): void {
    const { background, row } = this.#request;
    const { nRows, nFeatures } = background.table;
    const from = (index % nRows) * nFeatures;
    data.set(background.table.data.subarray(from, from + nFeatures), at * nFeatures);
    const { mask, inside } = coalitions[Math.floor(index / nRows)];
    this.players.forEach((feature, player) => {
      if (mask[player] === inside) data[at * nFeatures + feature] = row[feature];
    });
  }
}

/**
 * Kernel SHAP: Shapley values of a row's score against a background, by weighted least squares over coalitions of features in pairs with
 * their complements. Sums exactly to score - expected score of the background; exact when `nCoalitions` >= 2^features - 2.
 * Features of the row that equal the whole background get 0. Each step scores at most `rowsPerStep` rows.
 * Cost: `nCoalitions` x background rows scores, and features^2 each. Source: Lundberg and Lee, NeurIPS 2017; Covert and Lee, AISTATS 2021.
 */
export function* kernelShapSteps(request: KernelShapRequest): AttributionSteps {
  if (!(request.rowsPerStep >= 1))
    throw new ParameterError('rowsPerStep', 'an integer of at least 1', request.rowsPerStep);
  const game = new Game(request);
  const { players } = game;
  const score = game.scoreRow();
  const layers = planCoalitions(players.length, request.nCoalitions, createRandom(request.seed));
  const schedule = scheduleLayers(layers);
  const regression = new ShapleyRegression(players.length, layers);
  let [baseline, nPairs] = [score, 0];
  const progress = (): AttributionProgress => ({
    share: schedule.length === 0 ? 0 : nPairs / schedule.length,
    read: () => describe(request, game, regression, { score, baseline, isComplete: false }),
  });
  const evaluate = function* (coalitions: readonly Coalition[]) {
    const pieces = game.evaluate(coalitions);
    for (let piece = pieces.next(); ; piece = pieces.next()) {
      if (piece.done) return piece.value;
      if (request.signal?.aborted) return undefined;
      yield progress();
    }
  };

  const nobody = { mask: new Uint8Array(players.length), inside: 1 } as const;
  const expected = players.length === 0 ? undefined : yield* evaluate([nobody]);
  if (expected !== undefined) baseline = expected[0];
  const pairsPerStep = Math.max(1, Math.floor(request.rowsPerStep / (2 * request.background.table.nRows)));
  for (let at = 0; at < schedule.length; at += pairsPerStep) {
    const pairs = schedule.slice(at, at + pairsPerStep);
    const values = request.signal?.aborted
      ? undefined
      : yield* evaluate(
          pairs.flatMap(({ mask }): Coalition[] => [
            { mask, inside: 1 },
            { mask, inside: 0 },
          ]),
        );
    if (values === undefined)
      return describe(request, game, regression, { score, baseline, isComplete: false });
    pairs.forEach(({ mask, layer }, n) =>
      regression.addPair(layer, mask, values[2 * n] - baseline, values[2 * n + 1] - baseline),
    );
    nPairs += pairs.length;
  }
  return describe(request, game, regression, { score, baseline, isComplete: true });
}

function describe(
  { row }: KernelShapRequest,
  { players, nScored }: Game,
  regression: ShapleyRegression,
  ends: { score: number; baseline: number; isComplete: boolean },
): Attribution {
  const { parts, errors } = regression.solve(ends.score - ends.baseline);
  const contributions = new Float64Array(row.length);
  const standardErrors = new Float64Array(row.length);
  players.forEach((feature, player) => {
    contributions[feature] = parts[player];
    standardErrors[feature] = errors[player];
  });
  return { ...ends, contributions, standardErrors, method: 'kernel-shap', fidelity: 1, nScored };
}
