import { describe, expect, it } from '@jest/globals';
import { packClassifier, unpackClassifier } from '../learning/classifier-file.ts';
import { createSeededRandom } from '../learning/seeded-random.ts';
import { createEmbeddedClassifier } from './embedded-classifier.ts';
import { solveKernelRidge, type KernelMatrix } from './kernel-ridge.ts';
import { labelWords } from './label-words.ts';
import { labelTexts, trainEmbeddedClassifier } from './train-embedded-classifier.ts';
import type { Vectors } from './vectors.ts';

const WIDTH = 6;
const IDENTITY = { name: 'test', fingerprint: 'f', nDimensions: WIDTH, origin: 'test' };
const LABELS = ['lost_card', 'late_parcel', 'open_account'];

/** Vectors around a point of each label, as a good model would give them. */
function toVectors(labels: readonly string[], random: () => number): Vectors {
  const values = new Float32Array(labels.length * WIDTH);
  labels.forEach((label, row) => {
    for (let k = 0; k < WIDTH; k++)
      values[row * WIDTH + k] = (k === LABELS.indexOf(label) ? 1 : 0) + 0.5 * (random() - 0.5) + 3;
  });
  return { nRows: labels.length, width: WIDTH, values };
}

function toExamples(n: number) {
  const random = createSeededRandom(n);
  const examples = Array.from({ length: n }, (_, at) => ({
    text: `word${at % 7} text`,
    label: LABELS[at % 3]!,
  }));
  const texts = labelTexts(examples);
  return {
    examples,
    vectors: toVectors(
      examples.map(({ label }) => label),
      random,
    ),
    labelVectors: toVectors(
      texts.map(({ label }) => label),
      random,
    ),
  };
}

describe('a classifier on n-grams and embeddings', () => {
  it.each([12, 3000])(
    'tells %s rows by their vectors where words say nothing, and comes back from a file',
    (n) => {
      const { state, method } = trainEmbeddedClassifier(toExamples(n), IDENTITY);
      expect(method).toBe(n === 12 ? 'kernel ridge' : 'linear SVM');
      const saved = unpackClassifier(packClassifier({ kind: 'embeddings', state }));
      if (saved.kind !== 'embeddings') throw new Error(saved.kind);
      const [before, after] = [createEmbeddedClassifier(state), createEmbeddedClassifier(saved.state)];
      const unseen = toVectors(LABELS, createSeededRandom(99));
      LABELS.forEach((label, row) => {
        const vector = unseen.values.slice(row * WIDTH, (row + 1) * WIDTH);
        expect(before.predict('word3 text', vector).label).toBe(label);
        expect(after.predict('word3 text', vector)).toEqual(before.predict('word3 text', vector));
      });
    },
  );

  it('refuses vectors that do not go with it', () => {
    const given = toExamples(12);
    expect(() => trainEmbeddedClassifier({ ...given, examples: given.examples.slice(1) }, IDENTITY)).toThrow(
      /12 vectors for 11/,
    );
    const { state } = trainEmbeddedClassifier(given, IDENTITY);
    expect(() => createEmbeddedClassifier(state).predict('x', new Float32Array(3))).toThrow(
      /3 numbers, where 6/,
    );
  });

  it('gives the same model for the same seed', () => {
    const twice = [1, 2].map(() =>
      packClassifier({ kind: 'embeddings', state: trainEmbeddedClassifier(toExamples(30), IDENTITY).state }),
    );
    expect(twice[0]!.equals(twice[1]!)).toBe(true);
  });
});

describe('kernel ridge regression', () => {
  it('knows what leaving a row out would give, as the long way shows', () => {
    const n = 9;
    const random = createSeededRandom(3);
    const points = Array.from({ length: n }, () => [random(), random()] as const);
    const kernelOf = (rows: readonly number[]): KernelMatrix => ({
      n: rows.length,
      values: Float64Array.from(
        rows.flatMap((a) =>
          rows.map((b) =>
            Math.exp(-((points[a]![0] - points[b]![0]) ** 2) - (points[a]![1] - points[b]![1]) ** 2),
          ),
        ),
      ),
    });
    const y = points.map(([x]) => (x > 0.5 ? 1 : 0));
    const all = points.map((_, row) => row);
    const { leftOut } = solveKernelRidge(kernelOf(all), y, 2, 0.1);
    const full = kernelOf(all);
    for (const out of all) {
      const rest = all.filter((row) => row !== out);
      const { coefficients } = solveKernelRidge(
        kernelOf(rest),
        rest.map((row) => y[row]!),
        2,
        0.1,
      );
      const score = rest.reduce(
        (sum, row, at) => sum + full.values[out * n + row]! * coefficients[at * 2]!,
        0,
      );
      expect(leftOut[out * 2]!).toBeCloseTo(score, 8);
    }
  });
});

describe('what a label says', () => {
  it.each([
    ['card_arrival', 'card arrival'],
    ['cardArrival', 'card arrival'],
    ['Refund-not.showing/up', 'Refund not showing up'],
    ['7', undefined],
    ['A1', undefined],
    ['__', undefined],
  ])('of %s is %s', (label, words) => {
    const found = labelWords(label);
    expect(found?.toLowerCase()).toBe(words?.toLowerCase());
  });
});
