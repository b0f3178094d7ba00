import { describe, expect, it } from '@jest/globals';
import { createRandom, DataError, nextNormal, nextUniform, ParameterError } from '@convoscope/statistics';
import type { Json } from '../convention/serialize.ts';
import { textColumn, type DataTable } from '../preparation/data-table.ts';
import { batchDetectors } from '../registry.ts';
import { restoreTableModel } from './table-model.ts';
import { trainModel, trainSteps } from './train-model.ts';

const COUNTRIES = ['DE', 'FR', '1.0', 'AT'];
const NOTES = ['a short note', 'a note that is much longer than the other ones', 'words and words'];
/** Fewer epochs and trees than the defaults: the exam is about what is kept, not about quality. */
const QUICK: Readonly<Record<string, Record<string, unknown>>> = {
  autoencoder: { nSteps: 30 },
  vae: { nSteps: 30 },
  'deep-svdd': { nSteps: 30 },
};
const kinds = batchDetectors.map(({ name }) => name);

function aTable(seed: number, nRows = 120): DataTable {
  const random = createRandom(seed);
  const amounts = Float64Array.from({ length: nRows }, (_, i) =>
    i % 17 === 3 ? NaN : i % 40 === 5 ? 900 : 50 + 10 * nextNormal(random),
  );
  const pick = (values: readonly string[]) => values[Math.floor(nextUniform(random) * values.length)];
  const texts = (values: readonly string[]) => Array.from({ length: nRows }, () => pick(values));
  const days = Array.from({ length: nRows }, (_, i) => `2026-01-${String(1 + (i % 28)).padStart(2, '0')}T0${i % 10}:00:00Z`); // prettier-ignore
  return {
    nRows,
    columns: [
      { kind: 'number', name: 'amount', values: amounts },
      textColumn('country', texts(COUNTRIES)),
      textColumn('at', days),
      textColumn('note', texts(NOTES)),
    ],
  };
}

const rowsOf = ({ nRows, columns }: DataTable): DataTable[] =>
  Array.from({ length: nRows }, (_, row) => ({
    nRows: 1,
    columns: columns.map((column) =>
      column.kind === 'number'
        ? { ...column, values: column.values.slice(row, row + 1) }
        : textColumn(column.name, [column.categories[column.codes[row]]]),
    ),
  }));

describe.each(kinds)('a model of %s', (detector) => {
  const table = aTable(1);
  const { model } = trainModel(table, { detector, params: QUICK[detector] ?? {} });

  it('answers the same bits after a journey through JSON', () => {
    const restored = restoreTableModel(JSON.parse(JSON.stringify(model.toJSON())) as Json);
    const fresh = aTable(2, 40);
    expect(restored.score(fresh)).toEqual(model.score(fresh));
    expect(restored.threshold).toBe(model.threshold);
    expect(restored.columns).toEqual(model.columns);
  });

  it('scores a row alone as among others', () => {
    const fresh = aTable(3, 12);
    expect(rowsOf(fresh).flatMap((one) => model.score(one))).toEqual(model.score(fresh));
  });

  it('answers with rank and probability that rise with the score', () => {
    const scores = model.score(aTable(4)).sort((a, b) => a.score - b.score);
    scores.forEach(({ rank, probability, score, isAnomaly }, i) => {
      const before = scores[Math.max(0, i - 1)];
      expect(rank).toBeGreaterThanOrEqual(before.rank);
      expect(probability).toBeGreaterThanOrEqual(before.probability);
      expect(rank >= 0 && rank <= 1 && probability >= 0 && probability <= 1).toBe(true);
      expect(isAnomaly).toBe(score > model.threshold);
    });
  });
});

describe('training a model', () => {
  it('takes a number and its text for the same category, whatever else stands in the file', () => {
    const { model } = trainModel(aTable(1), { detector: 'ecod' });
    const asText = aTable(5, 8);
    const asNumber: DataTable = {
      nRows: 1,
      columns: [
        { kind: 'number', name: 'country', values: Float64Array.of(1) },
        ...rowsOf(asText)[0].columns.filter(({ name }) => name !== 'country'),
      ],
    };
    const same = {
      ...asNumber,
      columns: [textColumn('country', [' 1.0']), ...asNumber.columns.slice(1)],
    };
    expect(model.score(asNumber)).toEqual(model.score(same));
  });

  it('stands in for columns that lack, and refuses where all do', () => {
    const { model } = trainModel(aTable(1), { detector: 'ecod' });
    const amount = aTable(2, 5).columns[0];
    expect(model.score({ nRows: 5, columns: [amount] })).toHaveLength(5);
    expect(() => model.score({ nRows: 5, columns: [{ ...amount, name: 'other' }] })).toThrow(
      'it looks at amount, country, at, note',
    );
  });

  it('names the column that makes the scores', () => {
    const random = createRandom(3);
    const noise = (name: string, scale: number) => ({
      ...({ kind: 'number', name } as const),
      values: Float64Array.from({ length: 200 }, (_, i) =>
        name === 'a' && i % 20 === 0 ? 60 + 10 * i : scale * nextNormal(random),
      ),
    });
    const table = {
      nRows: 200,
      columns: [noise('a', 1), { ...noise('b', 0), values: new Float64Array(200) }],
    };
    const { importances } = trainModel(table, { detector: 'knn' });
    expect(importances[0]).toEqual({ column: 'a', share: 1 });
    const { model } = trainModel(table, { detector: 'knn' });
    expect(model.explain(table, [0])[0][0].column).toBe('a');
  });

  it('measures on rows held back, and calibrates by labels', () => {
    const table = aTable(6, 400);
    const labels = Uint8Array.from({ length: 400 }, (_, i) => (i % 40 === 5 ? 1 : 0));
    const { heldBack, model } = trainModel(table, { detector: 'mahalanobis', labels });
    expect(heldBack).toMatchObject({ nRows: 100, expectedShare: 0.1 });
    expect(heldBack?.auroc).toBeGreaterThan(0.9);
    const scores = model.score(table);
    const mean = (wanted: number) => {
      const own = scores.filter((_, i) => labels[i] === wanted).map(({ probability }) => probability);
      return own.reduce((sum, value) => sum + value, 0) / own.length;
    };
    expect(mean(1)).toBeGreaterThan(10 * mean(0));
  });

  it('tells the trials of tuning and why the winner won, and keeps to its budget', () => {
    const table = aTable(1, 250);
    const steps = trainSteps(table, { detector: 'tune', budget: { maxFits: 20 } });
    const phases = new Set<string>();
    let step = steps.next();
    for (; !step.done; step = steps.next()) phases.add(step.value.phase);
    const { tuning, model } = step.value;
    expect([...phases]).toEqual(['features', 'tuning', 'fitting', 'held-back', 'importances']);
    expect(tuning?.isCutShort).toBe(true);
    expect(tuning?.nFits).toBeLessThan(26);
    expect(tuning?.leaderboard[0].detector).toBe(model.detector);
    expect(tuning?.why).toMatch(/came first of \d+ candidates on 2\d\d rows/);
  });

  it.each([
    ['an unknown detector', { detector: 'nothing' }, ParameterError],
    ['parameters beside tune', { detector: 'tune', params: { k: 3 } }, ParameterError],
    ['labels of other rows', { detector: 'ecod', labels: Uint8Array.of(1) }, DataError],
  ])('refuses %s', (_, options, kind) => {
    expect(() => trainModel(aTable(1), options)).toThrow(kind);
  });

  it('refuses what is no saved model', () => {
    expect(() => restoreTableModel({ kind: 'features' })).toThrow(DataError);
  });
});
