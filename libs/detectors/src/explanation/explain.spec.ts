import { describe, expect, it } from '@jest/globals';
import { lof } from '../batch/lof/lof.ts';
import { ecod } from '../batch/ecod/ecod.ts';
import { iforest } from '../batch/iforest/iforest.ts';
import { knn } from '../batch/knn/knn.ts';
import { syntheticTable } from '../conformance/describe-detector.ts';
import { createMatrix, rowOf, type Matrix } from '../convention/matrix.ts';
import { ewma } from '../streaming/ewma/ewma.ts';
import { toTableDetector, type AttributionMethod, type ExplainableDetector } from './attribution.ts';
import { summarizeBackground } from './background.ts';
import { explain, explainSteps } from './explain.ts';
import { pauseBetween } from './steps.ts';
import { describeTails } from './tails.ts';

const { table } = syntheticTable(7, 300, 4, 0);
const odd = Float64Array.of(1.5, 1.5, 9, 1.5);
const methods: AttributionMethod[] = ['own', 'kernel-shap', 'lime', 'nearest-normal', 'counterfactual'];
const detectors = [knn, lof, iforest, ecod].map((factory) => {
  const detector = factory.create({ contamination: 0.02 });
  detector.fit(table);
  return detector;
});
const cases = detectors.flatMap((detector) =>
  methods.map((method) => [detector.name, method, detector] as const),
);

describe('one explanation for every detector and method', () => {
  it.each(cases)(
    '%s by %s: parts that sum to the score and blame the moved feature',
    (_, method, detector) => {
      const found = explain(detector, odd, { method, background: table });
      expect(found.contributions.reduce((sum, part) => sum + part, found.baseline)).toBeCloseTo(
        found.score,
        6,
      );
      expect(found.score).toBe(detector.score(createMatrix(odd, 1, 4))[0]);
      // The smallest mending change may be of another feature, where the moved one is far beyond all others anyway.
      if (method !== 'counterfactual')
        expect(found.contributions.indexOf(Math.max(...found.contributions))).toBe(2);
      expect(found.method).toBe(method);
      expect(found.isComplete).toBe(true);
      expect(found.standardErrors).toHaveLength(4);
      expect(found.fidelity).toBeGreaterThan(method === 'lime' ? 0.05 : 0.99);
    },
  );

  it.each(['nearest-normal', 'counterfactual'] as const)('%s shows an ordinary row', (method) => {
    const { reference, baseline } = explain(detectors[0], odd, { method, background: table });
    expect(detectors[0].predict(createMatrix(reference!, 1, 4))[0]).toBe(0);
    expect(detectors[0].score(createMatrix(reference!, 1, 4))[0]).toBeCloseTo(baseline, 9);
  });

  it('is the same for the same seed', () => {
    for (const method of ['kernel-shap', 'lime'] as const) {
      const options = { method, background: table, nCoalitions: 6, seed: 5 };
      expect(explain(detectors[0], odd, options)).toEqual(explain(detectors[0], odd, options));
    }
  });

  it('finds the parts of a sum by LIME within its error', () => {
    const slopes = [2, -3, 4, 0.5];
    const score = ({ data, nRows }: Matrix): Float64Array =>
      Float64Array.from({ length: nRows }, (_, i) =>
        slopes.reduce((sum, slope, j) => sum + slope * data[4 * i + j], 1),
      );
    const linear: ExplainableDetector = { ...detectors[0], score };
    const background = summarizeBackground(table);
    const { contributions, standardErrors, fidelity } = explain(linear, odd, { method: 'lime', background });
    slopes.forEach((slope, j) => {
      const { weights, table: rows } = background;
      const centre = weights.reduce((sum, w, i) => sum + w * rows.data[4 * i + j], 0);
      expect(Math.abs(contributions[j] - slope * (odd[j] - centre))).toBeLessThan(4 * standardErrors[j]);
    });
    expect(fidelity).toBeGreaterThan(0.6);
  });

  it('explains a record of a stream as it stands', () => {
    const stream = ewma.create();
    for (let i = 0; i < 300; i++) stream.learn(rowOf(table, i));
    const found = explain(toTableDetector(stream, 3), odd, { method: 'kernel-shap', background: table });
    expect(found.score).toBe(stream.score(odd));
    expect(found.contributions.indexOf(Math.max(...found.contributions))).toBe(2);
    expect(explain(toTableDetector(stream, 3), odd, { method: 'own' }).score).toBe(stream.score(odd));
  });

  it('says what is missing', () => {
    expect(() => explain(detectors[0], odd, { method: 'lime' })).toThrow('needs background rows');
    expect(() => explain(detectors[0], odd, { method: 'lime', background: table, rowsPerStep: 0 })).toThrow(
      '"rowsPerStep"',
    );
    expect(() =>
      explain(detectors[0], odd, { method: 'kernel-shap', background: table, rowsPerStep: 0 }),
    ).toThrow('"rowsPerStep"');
    const far = createMatrix(
      Float64Array.from({ length: 8 }, (_, at) => 50 + 9 * at),
      2,
      4,
    );
    expect(() => explain(detectors[0], odd, { method: 'nearest-normal', background: far })).toThrow(
      'ordinary',
    );
  });
});

describe('an explanation in steps', () => {
  it.each(methods.slice(1))(
    '%s never scores more rows at once than told, and can be read at any time',
    (method) => {
      let most = 0;
      const watched: ExplainableDetector = {
        explain: (row) => detectors[0].explain(row),
        score: (own) => ((most = Math.max(most, own.nRows)), detectors[0].score(own)),
        threshold: detectors[0].threshold,
      };
      const steps = explainSteps(watched, odd, { method, background: table, rowsPerStep: 10 });
      let [nSteps, share] = [0, 0];
      for (let step = steps.next(); !step.done; step = steps.next()) {
        const { score, baseline, contributions, isComplete } = step.value.read();
        expect(contributions.reduce((sum, part) => sum + part, baseline)).toBeCloseTo(score, 5);
        expect(isComplete && step.value.share < 1).toBe(false);
        expect(step.value.share).toBeGreaterThanOrEqual(share);
        share = step.value.share;
        nSteps++;
      }
      expect(nSteps).toBeGreaterThan(3);
      expect(most).toBeLessThanOrEqual(10);
    },
  );

  it.each(methods.slice(1))('%s stops when told and returns what it knows', (method) => {
    const controller = new AbortController();
    const steps = explainSteps(detectors[0], odd, {
      method,
      background: table,
      rowsPerStep: 10,
      signal: controller.signal,
    });
    steps.next();
    steps.next();
    controller.abort();
    const { done, value } = steps.next();
    expect(done).toBe(true);
    expect(value).toMatchObject({ isComplete: false });
  });

  it('comes nearer to the truth, and its error falls', () => {
    const { table: wide } = syntheticTable(3, 100, 14, 0);
    const detector = knn.create();
    detector.fit(wide);
    const row = Float64Array.from(rowOf(wide, 0)).with(5, 9);
    const background = summarizeBackground(wide, { nRows: 4 });
    const steps = explainSteps(detector, row, { method: 'kernel-shap', background, nCoalitions: 1200 });
    let early: number | undefined;
    for (;;) {
      const { done, value } = steps.next();
      if (done) {
        expect(value.standardErrors[5]).toBeLessThan(early!);
        return;
      }
      if (value.share > 0.1) early ??= value.read().standardErrors[5];
    }
  });

  it('lets other work go on between steps', async () => {
    let turns = 0;
    const pause = () => new Promise<void>((resolve) => setImmediate(() => (turns++, resolve())));
    const steps = pauseBetween(explainSteps(detectors[0], odd, { method: 'lime', background: table }), pause);
    let nSteps = 0;
    for await (const progress of steps) nSteps += progress.share > 0 ? 1 : 0;
    expect(nSteps).toBeGreaterThan(10);
    expect(turns).toBe(nSteps);
  });
});

describe('the background', () => {
  it('consists of rows of the table, weighted to 1, and near clusters by their size', () => {
    const { table: rows, weights } = summarizeBackground(table, { nRows: 6 });
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    const own = new Set(Array.from({ length: 300 }, (_, i) => rowOf(table, i).join()));
    for (let i = 0; i < rows.nRows; i++) expect(own.has(rowOf(rows, i).join())).toBe(true);
    const left = weights.reduce((sum, weight, i) => sum + (rows.data[4 * i] < 0 ? weight : 0), 0);
    expect(left).toBeCloseTo(0.5, 1);
    expect(summarizeBackground(rows).table).toBe(rows);
  });

  it('of equal rows is one row', () => {
    const equal = summarizeBackground(createMatrix(new Float64Array(100).fill(2), 50, 2));
    expect(equal.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });
});

describe('tails of single features', () => {
  it('counts, names the side and puts the most surprising first', () => {
    const column = createMatrix(
      Float64Array.from({ length: 200 }, (_, at) => Math.floor(at / 2)),
      100,
      2,
    );
    const [first, second] = describeTails(column, Float64Array.of(98, 1000));
    expect(first).toEqual({ feature: 1, side: 'high', tailShare: 0.005, surprise: -Math.log(0.005) });
    expect(second).toMatchObject({ feature: 0, side: 'high', tailShare: 0.02 });
    expect(describeTails(column, Float64Array.of(0, 50))[0]).toMatchObject({ side: 'low', tailShare: 0.01 });
    expect(() => describeTails(column, Float64Array.of(0, Number.NaN))).toThrow('feature 1');
  });

  it('is what ECOD adds up on a symmetric feature', () => {
    const line = createMatrix(
      Float64Array.from({ length: 101 }, (_, i) => i - 50),
      101,
      1,
    );
    const detector = ecod.create();
    detector.fit(line);
    expect(describeTails(line, Float64Array.of(45))[0].surprise).toBeLessThanOrEqual(
      detector.explain(Float64Array.of(45)).contributions[0] + 1e-12,
    );
  });
});
