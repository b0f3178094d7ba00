import { expect, it } from '@jest/globals';
import { createRandom, nextUniform } from '@convoscope/statistics';
import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { decode } from '../../convention/serialize.ts';
import { hst } from './hst.ts';

describeStreamingDetector(hst, { params: { windowSize: 100 }, maxConstantScore: 0.95 });

interface Trees {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
}

/** The nodes that a record passes on its way down a tree. */
function pathOf(
  { feature, threshold }: Trees,
  tree: number,
  height: number,
  record: readonly number[],
): number[] {
  const nInner = 2 ** height - 1;
  const path = [0];
  for (let node = 0; node < nInner; path.push(node)) {
    const at = tree * nInner + node;
    node = 2 * node + (record[feature[at]] > threshold[at] ? 2 : 1);
  }
  return path;
}

it('scores as sending the whole last window down the trees for every record does', () => {
  const random = createRandom(4);
  const [nTrees, height, windowSize] = [5, 4, 40];
  const records = Array.from({ length: 160 }, () => [nextUniform(random), nextUniform(random) ** 3]);
  const detector = hst.create({ nTrees, height, windowSize });
  records.forEach((record, i) => {
    const score = detector.update(record);
    if (i < windowSize) return expect(score).toBe(0);
    const trees = (decode(detector.toJSON()) as { state: Trees }).state;
    const from = Math.floor(i / windowSize) * windowSize - windowSize;
    const window = records.slice(from, from + windowSize);
    let sum = 0;
    for (let tree = 0; tree < nTrees; tree++) {
      const paths = window.map((other) => pathOf(trees, tree, height, other));
      const massOf = (node: number): number => paths.filter((path) => path.includes(node)).length;
      const own = pathOf(trees, tree, height, record);
      const depth = own.findIndex(
        (node, level) => level === height || massOf(node) < Math.max(1, 0.1 * windowSize),
      );
      sum += Math.log2(1 + (massOf(own[depth]) * 2 ** depth) / windowSize);
    }
    expect(score).toBeCloseTo(Math.max(0, 1 - sum / (nTrees * (height + 1))), 10);
  });
});
