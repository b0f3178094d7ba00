import { describe, expect, it } from '@jest/globals';
import type { MeasuredConversation } from '@convoscope/store';
import fc from 'fast-check';
import { quantileOf } from './distribution.ts';
import { measureHour } from './measure-hour.ts';
import { mergeMeasures, mergeParts, OTHER_LABEL } from './merge-measures.ts';
import { countUsers } from './user-sketch.ts';

const aRow = (over: Partial<MeasuredConversation> & { conversationId: string }): MeasuredConversation => ({
  ...{ source: 's', startedAt: '2026-03-12T14:00:00Z', endedAt: '2026-03-12T14:05:00Z', userId: 'ada' },
  ...{ model: 'm', nMessages: 4, nUserMessages: 2, nCharacters: 100, durationSeconds: 60 },
  ...{ language: null, category: null, anomaly: null },
  ...over,
});

const aCategory = (latency: number | null, topic = 'billing') => ({
  ...{ topic, intent: 'i', sentiment: 'neutral', sentimentScore: 0.5, quality: 1, qualityIssues: [] },
  ...{ nErrors: 0, meanLatencySeconds: latency },
});

describe('measures of an hour', () => {
  const rows = fc.array(
    fc.record({
      userId: fc.option(fc.constantFrom('ada', 'bob', 'cy')),
      durationSeconds: fc.double({ min: 0, max: 1e5, noNaN: true }),
      category: fc.option(fc.double({ min: 0, max: 100, noNaN: true }).map((latency) => aCategory(latency))),
    }),
    { maxLength: 30 },
  );

  it('do not depend on the order of the conversations', () => {
    fc.assert(
      fc.property(rows, fc.integer(), (some, seed) => {
        const given = some.map((row, i) => aRow({ conversationId: `c-${i}`, ...row }));
        const mixed = given
          .toSorted((a, b) => ((a.nCharacters + seed) % 7) - ((b.nCharacters + seed) % 7))
          .reverse();
        expect(measureHour('2026-03-12T14', mixed)).toEqual(measureHour('2026-03-12T14', given));
      }),
    );
  });

  it('say quantiles within two per cent', () => {
    const latencies = Array.from({ length: 1_000 }, (_, i) => (i + 1) / 10);
    const given = latencies.map((latency, i) =>
      aRow({ conversationId: `c-${i}`, category: aCategory(latency) }),
    );
    const [all] = measureHour('2026-03-12T14', given).measures;
    for (const p of [0.5, 0.95, 0.99]) {
      const truth = latencies[Math.floor(p * 999)] ?? 0;
      expect(Math.abs((quantileOf(all!.latencySeconds, p) ?? 0) - truth)).toBeLessThanOrEqual(0.021 * truth);
    }
    expect(quantileOf(mergeMeasures([]).latencySeconds, 0.5)).toBeNull();
  });

  it('count a conversation for how it ended and for each signal that it shows', () => {
    const category = { ...aCategory(1), outcome: 'refused', signals: ['refusal', 'frustration'] };
    const given = [
      aRow({ conversationId: 'c-1', category }),
      aRow({ conversationId: 'c-2', category: { ...category, signals: ['refusal'] } }),
      aRow({ conversationId: 'of-an-older-version', category: aCategory(1) }),
    ];
    const counts = (wanted: string) =>
      measureHour('2026-03-12T14', given)
        .measures.filter(({ dimension }) => dimension === wanted)
        .map(({ label, nConversations }) => [label, nConversations]);
    expect(counts('outcome')).toEqual([['refused', 2]]);
    expect(counts('signal')).toEqual([
      ['frustration', 1],
      ['refusal', 2],
    ]);
  });

  it('count few users exactly and many nearly', () => {
    const ofUsers = (from: number, to: number) =>
      measureHour(
        'h',
        Array.from({ length: to - from }, (_, i) =>
          aRow({ conversationId: `c-${from + i}`, userId: `u-${from + i}` }),
        ),
      ).measures[0]!;
    expect(countUsers([ofUsers(0, 600).users, ofUsers(300, 900).users])).toBe(900);
    const many = countUsers([ofUsers(0, 6_000).users, ofUsers(3_000, 9_000).users, ofUsers(10, 20).users]);
    expect(Math.abs(many / 9_000 - 1)).toBeLessThan(0.04);
    expect(mergeMeasures([ofUsers(0, 700), ofUsers(400, 1_400)]).users).toBe(ofUsers(0, 1_400).users);
  });

  it('fold the rarest of too many labels into one, and lose none', () => {
    const given = Array.from({ length: 1_200 }, (_, i) =>
      aRow({ conversationId: `c-${i}`, model: i < 600 ? 'usual' : `m-${i}` }),
    );
    const { measures } = measureHour('2026-03-12T14', given);
    const models = mergeParts('day', '2026-03-12', measures).filter(({ dimension }) => dimension === 'model');
    expect(models).toHaveLength(501);
    expect(models.find(({ label }) => label === 'usual')?.nConversations).toBe(600);
    expect(models.find(({ label }) => label === OTHER_LABEL)?.nConversations).toBe(101);
    expect(mergeMeasures(models).nConversations).toBe(1_200);
  });
});
