import { describe, expect, it } from '@jest/globals';
import type { MeasureRow, Store } from '@convoscope/store';
import { compareGroups } from './compare-groups.ts';

const sumOf = (n: number, mean: number, deviation: number) => ({
  ...{ n, sum: n * mean, squares: n * (mean * mean + deviation * deviation) },
});
const rowOf = (label: string, n: number, nWithErrors: number, sentiment: number): MeasureRow =>
  ({
    ...{ at: '2026-01-05', label, dimension: 'model', granularity: 'day' },
    ...{ nConversations: n, nMessages: n, nUserMessages: n, nAnswers: n, nErrors: 0, nWithLanguage: n },
    ...{ nUntranslated: 0, nCategorised: n, nWithErrors, nRefused: 0, nScored: n, nAnomalous: 0, issues: [] },
    ...{ sentiment: sumOf(n, sentiment, 0.3), quality: sumOf(n, 0.8, 0.1) },
    latencySeconds: { ...sumOf(n, 2, 1), histogram: [[10, n]] },
    durationSeconds: { ...sumOf(n, 60, 1), histogram: [] },
    turns: { ...sumOf(n, 4, 1), histogram: [] },
    characters: { ...sumOf(n, 100, 1), histogram: [] },
    users: '',
  }) as unknown as MeasureRow;

function storeOf(rows: MeasureRow[]) {
  const asked: unknown[] = [];
  const measures = {
    read: (query: unknown) => {
      asked.push(query);
      return Promise.resolve(rows);
    },
  };
  return { asked, store: { measures } as unknown as Pick<Store, 'measures'> };
}
const QUERY = { dimension: 'model', a: 'a', b: 'b', from: '2026-01-05', to: '2026-01-05' };

describe('two groups side by side', () => {
  it('says what differs by more than chance, corrected for all that was looked at', async () => {
    const { store } = storeOf([rowOf('a', 300, 45, 0.2), rowOf('b', 310, 80, 0.2)]);
    const { metrics, nA, nB } = await compareGroups(store, 't', QUERY);
    expect([nA, nB]).toEqual([300, 310]);
    const failed = metrics.find(({ metric }) => metric === 'failedShare');
    expect(failed).toMatchObject({ a: { n: 300, value: 0.15 }, isDifferent: true });
    // statsmodels 0.15: proportions_ztest and confint_proportions_2indep(method='newcomb').
    expect(failed?.pValue).toBeCloseTo(0.000947389714, 10);
    expect(failed?.low).toBeCloseTo(0.0441701848, 8);
    expect(failed?.adjustedPValue).toBeCloseTo(0.000947389714 * 7, 8);
    expect(failed?.alwaysValid?.low).toBeLessThan(failed?.low ?? 0);
    for (const { metric, isDifferent } of metrics)
      expect([metric, isDifferent]).toEqual([metric, metric === 'failedShare']);
  });

  it('tests nothing where there are too few, and says so', async () => {
    const { store } = storeOf([rowOf('a', 300, 45, 0.2), rowOf('b', 10, 9, -0.9)]);
    const { metrics, notes } = await compareGroups(store, 't', QUERY);
    for (const one of metrics)
      expect(one).toMatchObject({ pValue: null, difference: null, isDifferent: false });
    expect(notes.join()).toContain('fewer than 20');
  });

  it('sees that an assignment is broken, and says what is not known of one that was not made by chance', async () => {
    const { store } = storeOf([rowOf('a', 600, 45, 0.2), rowOf('b', 400, 30, 0.2)]);
    const assigned = await compareGroups(store, 't', { ...QUERY, shareOfB: 0.5 });
    expect(assigned.sampleRatio).toMatchObject({ isMismatch: true, shareOfB: 0.4 });
    expect(assigned.notes.join()).not.toContain('not assigned by chance');
    const found = await compareGroups(store, 't', QUERY);
    expect(found.sampleRatio).toBeNull();
    expect(found.notes.join()).toContain('not assigned by chance');
  });

  it('refuses a group that has no conversation', async () => {
    const { store } = storeOf([rowOf('a', 600, 45, 0.2)]);
    await expect(compareGroups(store, 't', QUERY)).rejects.toThrow('the model "b"');
  });

  it('reads the windows of its days, however many conversations there were', async () => {
    const { store, asked } = storeOf([rowOf('a', 9e6, 45, 0.2), rowOf('b', 9e6, 45, 0.2)]);
    await compareGroups(store, 't', QUERY);
    expect(asked).toHaveLength(1);
  });
});
