import { describe, expect, it } from '@jest/globals';
import { explainInWords } from './explain-in-words.ts';
import { FEATURES, type Feature, type Member, type ReferenceScale } from './reference-scale.ts';

const member: Member = { conversationId: 'c', topic: 'account_access', language: 'de', features: [] };

/** What is said where one feature makes the whole score. */
function say(feature: Feature, value: number, usual: number): string {
  const scale: ReferenceScale = { toRow: () => [], usual: () => usual };
  const plain = FEATURES.map((one) => (one === feature ? value : usual));
  return explainInWords({ member, plain, scale, contributions: [{ feature, value, contribution: 1 }] });
}

describe('why a conversation is unusual', () => {
  it.each<[Feature, number, number, string]>([
    ['messages', Math.log1p(40), Math.log1p(6), 'It has 40 messages, where 6 are usual.'],
    ['slowest answer', Math.log(400), Math.log(4), 'The slowest answer took 6.7 min, where 4 s is usual.'],
    ['failing answers', 0.5, 0, '50 % of its answers failed, where 0 % is usual.'],
    ['refusal', 1, 0, 'An answer refused.'],
    ['refusal', 0, 1, 'No answer refused, where that is usual.'],
    ['topic rarity', 3, 0, 'Few are about account access.'],
    ['language rarity', 3, 0, 'Few are in German.'],
    ['language rarity', 0, 1, 'More than usual are in German.'],
  ])('is said of %s', (feature, value, usual, words) => expect(say(feature, value, usual)).toBe(words));

  it('is never that something is what is usual', () => {
    for (const feature of FEATURES)
      expect(say(feature, 0.501, 0.5)).not.toMatch(/ (\S+(?: s| %)?)\D*, where \1 /);
    expect(say('quality', 0.9, 0.9)).toBe('Several things at once, none of them far off.');
  });
});
