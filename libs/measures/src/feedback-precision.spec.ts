import { expect, it } from '@jest/globals';
import { precisionOf } from './feedback-precision.ts';

const judged = (givenAt: string, kind: string, verdict: 'confirmed' | 'rejected' | 'false-alarm') => ({
  ...{ tenant: 't', subjectId: `${kind}-${givenAt}`, kind, verdict, reason: null, strength: 2 },
  ...{ givenBy: 'ana', givenAt },
});

it('says how many findings were right, by month and by kind, and nothing of none', () => {
  expect(precisionOf([])).toEqual({ nJudged: 0, nConfirmed: 0, precision: null, months: [], kinds: [] });
  const all = precisionOf([
    judged('2026-03-02T00:00:00.000Z', 'latency/up', 'false-alarm'),
    judged('2026-02-02T00:00:00.000Z', 'volume/up', 'confirmed'),
    judged('2026-03-01T00:00:00.000Z', 'latency/up', 'confirmed'),
    judged('2026-03-03T00:00:00.000Z', 'latency/up', 'rejected'),
  ]);
  expect(all).toMatchObject({ nJudged: 4, nConfirmed: 2, precision: 0.5 });
  expect(all.months.map(({ month, precision }) => [month, precision])).toEqual([
    ['2026-02', 1],
    ['2026-03', 0.3333],
  ]);
  expect(all.kinds.map(({ kind, nJudged }) => [kind, nJudged])).toEqual([
    ['latency/up', 3],
    ['volume/up', 1],
  ]);
});
