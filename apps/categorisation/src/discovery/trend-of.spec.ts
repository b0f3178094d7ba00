import { describe, expect, it } from '@jest/globals';
import { recentFrom, trendOf } from './trend-of.ts';

const of = (recent: number, before: number, nTopics = 1) =>
  trendOf({ recent, before, allRecent: 300, allBefore: 700, nTopics });

describe('the trend of a topic', () => {
  it('is steady where it has its share of recent conversations', () => {
    expect(of(30, 70)).toMatchObject({ kind: 'steady', recent: 30, before: 70 });
    expect(of(2, 0).kind).toBe('steady');
  });

  it('is emerging or fading where chance does not explain it', () => {
    expect(of(40, 10).kind).toBe('emerging');
    expect(of(2, 60).kind).toBe('fading');
  });

  it('is the exact binomial test, two-sided by doubling', () => {
    // P(X >= 9), X ~ B(10, 0.3) = 10 * 0.3^9 * 0.7 + 0.3^10
    expect(of(9, 1).pValue).toBeCloseTo(2 * (10 * 0.3 ** 9 * 0.7 + 0.3 ** 10), 10);
  });

  it('asks more where many topics are looked at', () => {
    expect(of(10, 5).pValue! * 50).toBeCloseTo(of(10, 5, 50).pValue!, 10);
    expect(of(10, 5).kind).toBe('emerging');
    expect(of(10, 5, 50).kind).toBe('steady');
  });

  it('says nothing before there is a before', () => {
    expect(trendOf({ recent: 9, before: 0, allRecent: 90, allBefore: 0, nTopics: 3 })).toEqual({
      ...{ kind: 'steady', recent: 9, before: 0, pValue: null },
    });
  });

  it('counts seven days back from the newest conversation, not from the clock', () => {
    expect(recentFrom(['2026-01-01T00:00:00Z', '2026-01-20T12:00:00Z'])).toBe('2026-01-13T12:00:00.000Z');
  });
});
