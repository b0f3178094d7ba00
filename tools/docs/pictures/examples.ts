/** Two-dimensional examples: each shows something that one kind of detector sees and another does not. */
import { createMatrix, type Matrix } from '@convoscope/detectors';
import { createRandom, nextNormal, nextUniform, type Random } from '@convoscope/statistics';

export interface Example {
  readonly title: string;
  /** Standardised; the first rows are ordinary. */
  readonly table: Matrix;
  readonly nOrdinary: number;
}

type Point = readonly [x: number, y: number];

const times = (n: number, of: (i: number) => Point): Point[] => Array.from({ length: n }, (_, i) => of(i));
const around = (random: Random, [x, y]: Point, spread: number): Point => [
  x + spread * nextNormal(random),
  y + spread * nextNormal(random),
];

function standardised(points: readonly Point[]): Matrix {
  const data = new Float64Array(points.length * 2);
  for (const axis of [0, 1] as const) {
    const values = points.map((point) => point[axis]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    values.forEach((value, i) => (data[2 * i + axis] = (value - mean) / deviation));
  }
  return createMatrix(data, points.length, 2);
}

const example = (title: string, ordinary: readonly Point[], odd: readonly Point[]): Example => ({
  title,
  table: standardised([...ordinary, ...odd]),
  nOrdinary: ordinary.length,
});

/** A tight and a loose cluster: rows beside the tight one are odd for it, and would be ordinary in the loose one. */
function twoDensities(): Example {
  const random = createRandom(3);
  const ordinary = [
    ...times(120, () => around(random, [-2, -1.5], 0.22)),
    ...times(120, () => around(random, [2, 1], 0.9)),
  ];
  return example('two densities', ordinary, [[-2, 0.1], [-0.6, -1.6], [-3.3, -1.2], [-2.6, -2.8], [4.8, -2.4], [-3, 3]]); // prettier-ignore
}

/** A ring: what lies in its middle is inside the range of every feature. */
function ring(): Example {
  const random = createRandom(4);
  const ordinary = times(240, () => {
    const angle = 2 * Math.PI * nextUniform(random);
    const radius = 3 + 0.22 * nextNormal(random);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  return example('ring', ordinary, [[0, 0], [0.5, -0.4], [-0.5, 0.6], [1.4, 0.9], [3.8, 3.4], [-4, -3.2]]); // prettier-ignore
}

/** Two features that go together: rows that break the rule with ordinary values of each. */
function correlation(): Example {
  const random = createRandom(5);
  const ordinary = times(240, () => {
    const x = 1.5 * nextNormal(random);
    return [x, 0.8 * x + 0.3 * nextNormal(random)];
  });
  return example('broken correlation', ordinary, [[1.6, -1.4], [-1.5, 1.3], [2.4, -0.6], [-2, 0.6], [0.4, 2.2], [5.2, 4.3]]); // prettier-ignore
}

export const createExamples = (): Example[] => [twoDensities(), ring(), correlation()];
