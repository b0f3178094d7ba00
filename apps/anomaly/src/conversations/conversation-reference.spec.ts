import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '@convoscope/testing';
import { OWN_FEATURES } from './conversation-features.ts';
import { createConversationReference, versionOf } from './conversation-reference.ts';
import type { Member } from './reference-scale.ts';

const OPTIONS = { version: 'v', contamination: 0.02 };

function members(n: number, seed: number): Member[] {
  const random = seededRandom(seed);
  const normal = (): number => random() + random() + random() - 1.5;
  return Array.from({ length: n }, (_, i) => ({
    ...{
      conversationId: `c-${i}`,
      topic: `t-${Math.floor(random() * 4)}`,
      language: random() < 0.8 ? 'en' : 'de',
    },
    features: [
      ...[2 + normal() / 2, 5 + normal(), 6 + normal(), 5 + normal(), 0.4 + normal() / 10],
      ...[
        1.3 + normal() / 3,
        1.8 + normal() / 2,
        2 + Math.floor(random() * 5),
        random() < 0.3 ? NaN : 3 + normal(),
      ],
      ...[
        normal() / 3,
        Math.min(0, normal()),
        normal(),
        random() < 0.02 ? 0.5 : 0,
        0.9 - Math.abs(normal()) / 5,
      ],
      ...[random() < 0.05 ? 1 : 0, random() < 0.05 ? 1 : 0, random(), 8 + Math.floor(random() * 10)],
    ],
  }));
}

const slow = (member: Member): Member => ({
  ...member,
  conversationId: 'slow',
  features: member.features.map((value, j) =>
    OWN_FEATURES[j] === 'answer time' || OWN_FEATURES[j] === 'slowest answer' ? value + Math.log(7) : value,
  ),
});

describe('a reference of conversations', () => {
  it('says the same of each in whatever order they are, and leaves the set share above its threshold', () => {
    const all = members(300, 1);
    const one = createConversationReference(all, OPTIONS);
    const other = createConversationReference(all.toReversed(), OPTIONS);
    const judged = all.map((member) => one.judge(member));
    expect(all.map((member) => other.judge(member))).toEqual(judged);
    expect(judged.filter(({ isAnomalous }) => isAnomalous).length).toBeLessThanOrEqual(6);
    const named = all.map(({ conversationId }) => ({ conversationId, revision: 'r' }));
    expect(versionOf(named)).toBe(versionOf(named.toReversed()));
  });

  it('calls slow answers unusual, says so, and shows usual ones that are like it', () => {
    const all = members(300, 2);
    const judgement = createConversationReference(all, OPTIONS).judge(slow(all[7] as Member));
    expect(judgement.isAnomalous).toBe(true);
    expect(
      judgement.contributions
        .slice(0, 2)
        .map(({ feature }) => feature)
        .toSorted(),
    ).toEqual(['answer time', 'slowest answer']);
    expect(judgement.explanation).toMatch(/^(Answers|The slowest answer) took .* where .* is usual/);
    expect(judgement.similarConversationIds).toHaveLength(3);
  });

  it('judges a conversation that has changed by what it is now', () => {
    const all = members(300, 4);
    const changed = { ...slow(all[7] as Member), conversationId: 'c-7' };
    const reference = createConversationReference(all, OPTIONS);
    expect(reference.judge(all[7] as Member).isAnomalous).toBe(false);
    expect(reference.judge(changed).isAnomalous).toBe(true);
    expect(reference.judge(changed).similarConversationIds).not.toContain('c-7');
  });

  it('shares every score out in full', () => {
    const all = members(120, 3);
    const reference = createConversationReference(all, OPTIONS);
    for (const member of [...all, slow(all[0] as Member)]) {
      const { anomalyScore, contributions } = reference.judge(member);
      expect(contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(
        anomalyScore,
        8,
      );
    }
  });
});
