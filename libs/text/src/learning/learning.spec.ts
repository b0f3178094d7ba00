import { describe, expect, it } from '@jest/globals';
import { fitSharpness, logLoss, softmaxInto } from './calibration.ts';
import { createSeededRandom, shuffle } from './seeded-random.ts';
import { createTextClassifier, type LabelledText, trainTextClassifier } from './text-classifier.ts';

const FRUIT = ['apple', 'pear', 'plum', 'cherry'];
const TOOLS = ['hammer', 'saw', 'drill', 'pliers'];
const BIRDS = ['sparrow', 'heron', 'finch', 'eagle'];

function examples(n: number): LabelledText[] {
  const random = createSeededRandom(7);
  const groups = [FRUIT, TOOLS, BIRDS].map((words, label) => ({
    words,
    label: ['fruit', 'tool', 'bird'][label]!,
  }));
  return Array.from({ length: n }, (_, at) => {
    const { words, label } = groups[at % 3]!;
    const word = (): string => words[Math.floor(random() * words.length)]!;
    return { text: `i see a ${word()} and the ${word()}`, label };
  });
}

describe.each(['linear-svm', 'logistic-regression'] as const)('a %s', (algorithm) => {
  const classifier = trainTextClassifier(examples(60), { algorithm });

  it('learns what separates the labels', () => {
    expect(classifier.predict('look, a heron').label).toBe('bird');
    expect(classifier.predict('where is the drill').label).toBe('tool');
  });

  it('gives probabilities that sum to one', () => {
    const { probability } = classifier.predict('a cherry');
    expect(probability).toBeGreaterThan(0.5);
    expect(probability).toBeLessThanOrEqual(1);
  });

  it('is the same each time it learns', () => {
    const again = trainTextClassifier(examples(60), { algorithm });
    expect(again.state.model.weights).toEqual(classifier.state.model.weights);
    expect(again.state.sharpness).toBe(classifier.state.sharpness);
  });

  it('predicts the same when rebuilt from its state', () => {
    expect(createTextClassifier(classifier.state).predict('an eagle')).toEqual(
      classifier.predict('an eagle'),
    );
  });
});

describe('trainTextClassifier', () => {
  it('refuses a single label', () => {
    expect(() => trainTextClassifier([{ text: 'a', label: 'x' }])).toThrow(RangeError);
  });

  it('does not see tokens it is told to ignore', () => {
    const ignores = (token: { norm: string }): boolean => token.norm === 'heron';
    const classifier = trainTextClassifier(examples(60), { ignores, calibrationFolds: 0 });
    expect(classifier.state.sharpness).toBe(1);
    const plain = trainTextClassifier(examples(60));
    expect(classifier.state.weighting.buckets.length).toBeLessThan(plain.state.weighting.buckets.length);
  });

  it('learns 2,000 short texts within seconds', () => {
    const started = performance.now();
    trainTextClassifier(examples(2000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('calibration', () => {
  it('sharpens scores that are too timid and flattens those too bold', () => {
    const timid = [Float64Array.of(0.1, 0), Float64Array.of(0, 0.1)];
    expect(fitSharpness(timid, [0, 1])).toBeGreaterThan(20);
    expect(fitSharpness([Float64Array.of(9, 0), Float64Array.of(9, 0)], [0, 1])).toBeLessThan(1);
    expect(fitSharpness([], [])).toBe(1);
  });

  it('turns scores into probabilities without overflow', () => {
    const scores = Float64Array.of(1000, 999, -1000);
    softmaxInto(scores, 1);
    expect(scores[0]! + scores[1]! + scores[2]!).toBeCloseTo(1);
    expect(logLoss([Float64Array.of(0, 0)], [0], 1)).toBeCloseTo(Math.log(2));
  });
});

describe('shuffle', () => {
  it('keeps every item and repeats for a seed', () => {
    const items = Array.from({ length: 50 }, (_, n) => n);
    const one = [...items];
    const two = [...items];
    shuffle(one, createSeededRandom(3));
    shuffle(two, createSeededRandom(3));
    expect(one).toEqual(two);
    expect(one).not.toEqual(items);
    expect(one.toSorted((a, b) => a - b)).toEqual(items);
  });
});
