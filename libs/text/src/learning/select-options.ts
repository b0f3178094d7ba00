import { crossValidate } from './cross-validate.ts';
import { createSeededRandom, shuffle } from './seeded-random.ts';
import { type LabelledText, prepareTexts, type TextClassifierOptions } from './text-classifier.ts';

export interface Selection {
  readonly options: Pick<TextClassifierOptions, 'cost' | 'readsFeelings'>;
  /** Cross-validated mean of accuracy and macro-F1 of each that was tried, best first; empty where nothing was. */
  readonly tried: readonly {
    readonly cost: number;
    readonly readsFeelings: boolean;
    readonly score: number;
  }[];
}

const COSTS = [0.03, 0.1, 0.3, 1, 3];
const FOLDS = 4;
/** More rows than this do not change which is best, only how long it takes. */
const MOST_ROWS = 4000;
/** With more labels the default is near the best, and trying is dear. */
const MOST_LABELS = 20;
const FEWEST_ROWS_PER_LABEL = 8;

/**
 * Chooses the cost of an error and whether feelings are features by cross-validation over the given texts.
 * Where labels are many or rows few it keeps the defaults. Deterministic for a seed.
 */
export function selectOptions(examples: readonly LabelledText[], seed = 1): Selection {
  const nLabels = new Set(examples.map(({ label }) => label)).size;
  if (nLabels > MOST_LABELS || examples.length < nLabels * FEWEST_ROWS_PER_LABEL)
    return { options: {}, tried: [] };
  const order = examples.map((_, at) => at);
  shuffle(order, createSeededRandom(seed));
  const rows = order.slice(0, MOST_ROWS).map((at) => examples[at]!);
  const tried = [false, true].flatMap((readsFeelings) => {
    const problem = prepareTexts(rows, { readsFeelings });
    return COSTS.map((cost) => {
      const { accuracy, macroF1 } = crossValidate(problem, FOLDS, { cost, seed });
      return { cost, readsFeelings, score: (accuracy + macroF1) / 2 };
    });
  });
  tried.sort((a, b) => b.score - a.score);
  const { cost, readsFeelings } = tried[0]!;
  return { options: { cost, readsFeelings }, tried };
}
