import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '@convoscope/testing';
import { meanEstimate } from './estimates.ts';
import { findSentimentDriver, findVolumeDriver } from './find-drivers.ts';
import type { MeasuredRange } from './measure-range.ts';
import type { Measures } from '@convoscope/reports';

interface Said {
  topic: string;
  model: string;
  sentiment: number;
}

function toMeasures(some: readonly Said[]): Measures {
  const sum = some.reduce((total, { sentiment }) => total + sentiment, 0);
  const squares = some.reduce((total, { sentiment }) => total + sentiment ** 2, 0);
  return {
    ...{ nConversations: some.length, nMessages: 0, nUserMessages: 0, nAnomalous: 0, errorRate: null },
    ...{ quality: null, meanLatencySeconds: null, meanDurationSeconds: null },
    sentiment: meanEstimate(some.length, sum, squares),
  };
}

function toRange(some: readonly Said[]): MeasuredRange {
  const by = (of: 'topic' | 'model') =>
    new Map([...Map.groupBy(some, (one) => one[of])].map(([label, those]) => [label, toMeasures(those)]));
  const none = new Map<string, Measures>();
  return {
    totals: { ...toMeasures(some), nUsers: 0 },
    by: {
      ...{ topic: by('topic'), model: by('model') },
      ...{ intent: none, sentiment: none, language: none, day: none, hour: none, source: none },
    },
    ...{ issues: new Map(), users: [], volumes: [] },
    gaps: { nWithoutCategory: 0, nWithoutLanguage: 0, nWithoutScore: 0, nUntranslated: 0 },
  };
}

const TOPICS = ['billing', 'delivery', 'account-access', 'feedback'];

function aWeek(seed: number, n: number, change: (one: Said) => Said = (one) => one): MeasuredRange {
  const random = seededRandom(seed);
  const some = Array.from({ length: n }, () => ({
    topic: TOPICS[Math.floor(random() * 4)] ?? '',
    model: random() < 0.3 ? 'aurora-3' : 'aurora-2',
    sentiment: 0.16 + (random() - 0.5) * 0.8,
  }));
  return toRange(some.map(change));
}

describe('what explains a change', () => {
  it('is the model of a bad release, not the topic that happened to fall most with it', () => {
    const hurt = (one: Said): Said =>
      one.model === 'aurora-3' ? { ...one, sentiment: one.sentiment - 0.41 } : one;
    const driver = findSentimentDriver(aWeek(1, 800, hurt), aWeek(2, 800));
    expect(driver).toMatchObject({ dimension: 'model', label: 'aurora-3' });
    expect(driver?.explained).toBeGreaterThan(0.8);
  });

  it('is a release that was not there before', () => {
    const renewed = (one: Said): Said =>
      one.model === 'aurora-3' ? { ...one, model: 'aurora-4', sentiment: -0.25 } : one;
    const before = (one: Said): Said => ({ ...one, model: 'aurora-2' });
    const driver = findSentimentDriver(aWeek(1, 600, renewed), aWeek(2, 600, before));
    expect(driver).toMatchObject({ label: 'aurora-4', before: null });
  });

  it('is nothing where everything fell alike', () => {
    const allFell = (one: Said): Said => ({ ...one, sentiment: one.sentiment - 0.3 });
    expect(findSentimentDriver(aWeek(1, 800, allFell), aWeek(2, 800))).toBeNull();
  });

  it('is seldom something where there is only chance', () => {
    const found = Array.from({ length: 200 }, (_, i) =>
      findSentimentDriver(aWeek(2 * i, 300), aWeek(2 * i + 1, 300)),
    );
    expect(found.filter((driver) => driver !== null).length).toBeLessThanOrEqual(14);
  });

  it('is a topic that grew, and no gap in the data', () => {
    const more = (one: Said): Said => (one.topic === 'delivery' ? { ...one, topic: 'billing' } : one);
    const grown = findVolumeDriver(aWeek(1, 900, more), aWeek(2, 500), { now: 7, before: 7 });
    expect(grown).toMatchObject({ dimension: 'topic', label: 'billing' });
    expect(findVolumeDriver(aWeek(1, 900), aWeek(2, 500), { now: 9, before: 5 })).toBeNull();
  });
});
