import { describe, expect, it } from '@jest/globals';
import type { ConversationCategorised } from '@convoscope/contracts';
import { pickOne, seededRandom } from '@convoscope/testing';
import { ConversationScorer } from './conversation-scorer.ts';

const OPTIONS = { warmUp: 60, contamination: 0.02 };

const conversations = (count: number): ConversationCategorised[] => {
  const random = seededRandom(7);
  return Array.from({ length: count }, () => ({
    language: pickOne(random, ['en', 'de']),
    startedAt: new Date(Math.floor(random() * 1e12)).toISOString(),
    topic: { label: pickOne(random, ['a', 'b', 'c']), confidence: random() },
    quality: { score: random(), issues: [] },
    messages: Array.from({ length: 2 + Math.floor(random() * 6) }, (_, index) => ({
      ...{ index, role: index % 2 === 0 ? 'user' : 'assistant', nCharacters: Math.floor(random() * 200) },
      ...{ sentiment: random() * 2 - 1, isError: false, latencySeconds: random() * 30 },
    })),
  })) as unknown as ConversationCategorised[];
};

const saved = (scorer: ConversationScorer): unknown => JSON.parse(JSON.stringify(scorer)) as unknown;

describe('the scorer of conversations', () => {
  it.each([10, 60, 85, 130, 2_075])(
    'saved after %d and restored goes on as if nothing had happened',
    (at) => {
      const all = conversations(at + 70);
      const one = new ConversationScorer(OPTIONS);
      all.slice(0, at).forEach((conversation) => one.update(conversation));
      const other = ConversationScorer.restore(OPTIONS, saved(one));
      const rest = all.slice(at);
      expect(rest.map((c) => other.update(c))).toEqual(rest.map((c) => one.update(c)));
    },
  );

  it('calls nothing anomalous while it warms up, and explains every score in full afterwards', () => {
    const scorer = new ConversationScorer(OPTIONS);
    const scores = conversations(200).map((conversation) => scorer.update(conversation));
    expect(scores.slice(0, 60).some(({ isAnomalous }) => isAnomalous)).toBe(false);
    for (const { anomalyScore, contributions } of scores.slice(60))
      expect(contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(
        anomalyScore,
        8,
      );
  });
});
