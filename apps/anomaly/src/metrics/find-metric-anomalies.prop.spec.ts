import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { explainFinding } from './explain-finding.ts';
import { findMetricAnomalies } from './find-metric-anomalies.ts';
import { daysBetween, METRICS, toMetricSeries, type MetricSeries } from './metric-series.ts';

const DAYS = daysBetween('2026-01-01', '2026-03-31');

const aSeries = (metric: MetricSeries['metric'], values: readonly number[], weight = 50): MetricSeries => ({
  metric,
  group: {},
  points: values.map((value, index) => ({ date: DAYS[index] ?? '', value, weight })),
});

const metrics = fc.constantFrom(...METRICS);

describe('unusual days', () => {
  it('are never found in a constant series', () =>
    fc.assert(
      fc.property(
        metrics,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 90 }),
        (m, v, n) => expect(findMetricAnomalies(aSeries(m, Array<number>(n).fill(v)))).toEqual([]),
      ),
    ));

  it('do not change when later days arrive', () =>
    fc.assert(
      fc.property(
        metrics,
        fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 12, maxLength: 90 }),
        fc.integer({ min: 1, max: 90 }),
        (metric, values, n) => {
          const early = findMetricAnomalies(aSeries(metric, values.slice(0, n)));
          const late = findMetricAnomalies(aSeries(metric, values));
          expect(late.filter(({ date }) => date < (DAYS[n] ?? '9'))).toEqual(early);
        },
      ),
    ));

  it('are found where the volume jumps, with a score above a half', () => {
    const values = Array.from({ length: 40 }, (_, index) => 100 + (index % 3));
    values[30] = 300;
    const findings = findMetricAnomalies(aSeries('volume', values));
    expect(findings.map(({ date }) => date)).toEqual([DAYS[30]]);
    expect(findings[0]?.score).toBeGreaterThan(0.5);
    expect(findings[0]?.deviation).toBeGreaterThan(4);
  });

  it('are not good news', () => {
    const fall = [...Array<number>(30).fill(0.5), 0];
    expect(findMetricAnomalies(aSeries('error-rate', fall))).toEqual([]);
    expect(findMetricAnomalies(aSeries('sentiment', fall))).toHaveLength(1);
  });
});

describe('an explanation', () => {
  const row = (date: string, topic: string, nConversations: number) => ({
    ...{ date, topic, model: 'm', nConversations, sumSentiment: 0, sumQuality: 0, nAssistantMessages: 0 },
    ...{ nErrors: 0, sumLatencySeconds: 0, nWithLatency: 0 },
  });

  it('shares the score out among topics, the cause first', () => {
    const topics = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const days = DAYS.slice(0, 30);
    const rows = days.flatMap((date, day) =>
      topics.map((topic, i) => row(date, topic, day === 29 ? (i === 2 ? 300 : 22) : 20)),
    );
    const series = toMetricSeries(rows, { from: days[0] ?? '', to: days[29] ?? '' });
    const overall = series.find(
      ({ metric, group }) => metric === 'volume' && Object.keys(group).length === 0,
    );
    const [finding] = overall ? findMetricAnomalies(overall) : [];
    if (!finding) throw new Error('nothing was found');
    const contributions = explainFinding(finding, series);
    expect(contributions[0]?.feature).toBe('topic c');
    expect(contributions.at(-1)?.feature).toBe('all others');
    expect(contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(
      finding.score,
      10,
    );
  });

  it('has a point for every day, also those without conversations', () => {
    const series = toMetricSeries([row('2026-01-01', 'a', 3), row('2026-01-04', 'a', 5)], {
      from: '2026-01-01',
      to: '2026-01-04',
    });
    const volume = series.find(({ metric, group }) => metric === 'volume' && group.topic === 'a');
    expect(volume?.points.map(({ value }) => value)).toEqual([3, 0, 0, 5]);
  });
});
