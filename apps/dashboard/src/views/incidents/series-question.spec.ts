import { describe, expect, it } from '@jest/globals';
import { daysOfIncident, daysOfIncidents } from './incident-days.ts';
import { bandOf, questionOf, untilKnown, valueWhenAbsent } from './series-question.ts';

const INCIDENT = {
  ...{ metric: 'share', startedAt: '2025-03-10T00:00:00.000Z', endedAt: '2025-03-12T00:00:00.000Z' },
  slice: { dimension: 'topic' as const, label: 'refunds' },
};

describe('the series of an incident', () => {
  it('is of its slice, four weeks before it and some days after', () =>
    expect(questionOf(INCIDENT)).toEqual({
      metric: 'conversations',
      days: { from: '2025-02-10', to: '2025-03-14' },
      query: {
        ...{ metrics: ['conversations'], dimension: 'topic', granularity: 'day', labels: ['refunds'] },
        ...{ from: '2025-02-10', to: '2025-03-14' },
      },
    }));

  it('is none where no such figures are kept', () => {
    expect(questionOf({ ...INCIDENT, metric: 'poor-quality' })).toBeNull();
    expect(questionOf({ ...INCIDENT, slice: { dimension: 'user', label: 'u' } })).toBeNull();
  });

  it('draws what is usual out of the days before it only, and only out of enough', () => {
    const dates = Array.from({ length: 22 }, (_, i) => `2025-03-${String(i + 1).padStart(2, '0')}`);
    const values = dates.map((_, i) => (i === 21 ? 1000 : i));
    expect(bandOf(dates, values, '2025-03-22')).toEqual({ low: 1, high: 19 });
    expect(bandOf(dates, values, '2025-03-10')).toBeNull();
    expect(
      bandOf(
        dates,
        values.map(() => null),
        '2025-03-22',
      ),
    ).toBeNull();
  });

  it('ends with the newest day that is known', () => {
    const days = { from: '2025-03-01', to: '2025-03-10' };
    expect(untilKnown(days, '2025-03-05')).toEqual({ from: '2025-03-01', to: '2025-03-05' });
    expect(untilKnown(days, '2025-02-05')).toEqual(days);
    expect(untilKnown(days, undefined)).toEqual(days);
  });

  it('counts a day without any as zero, and measures nothing on it', () => {
    expect(valueWhenAbsent('conversations')).toBe(0);
    expect(valueWhenAbsent('errorRate')).toBeNull();
  });
});

it('touches the days it has a moment of', () => {
  expect(daysOfIncident(INCIDENT)).toEqual({ from: '2025-03-10', to: '2025-03-11' });
  const hours = { startedAt: '2025-03-10T23:00:00.000Z', endedAt: '2025-03-11T01:00:00.000Z' };
  expect(daysOfIncident(hours)).toEqual({ from: '2025-03-10', to: '2025-03-11' });
  const byDay = daysOfIncidents([
    { ...INCIDENT, title: 'More' },
    { ...hours, title: 'Late' },
  ] as never);
  expect([...byDay]).toEqual([
    ['2025-03-10', ['More', 'Late']],
    ['2025-03-11', ['More', 'Late']],
  ]);
});
