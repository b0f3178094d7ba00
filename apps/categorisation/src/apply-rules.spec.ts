import { describe, expect, it } from '@jest/globals';
import { compileRules, type RuleCondition, type TopicResult } from '@convoscope/text';
import { applyRule, findRule } from './apply-rules.ts';

const message = (content: string, index: number) => ({
  ...{ index, role: index % 2 ? ('assistant' as const) : ('user' as const), content, sentAt: null },
  ...{ language: 'en', languageConfidence: 1, translations: {} },
});
const conversation = (...said: string[]) => ({
  model: 'gpt-x',
  metadata: { channel: 'app', attempts: 3, note: null },
  messages: said.map(message),
});
const rule = (id: string, when: RuleCondition, priority = 0) => ({ id, topic: id, when, priority });

describe('rules over a conversation', () => {
  it('look at every message and at facts about the conversation; the highest wins', () => {
    const rules = compileRules([
      rule('refund', { keywords: ['refund'] }),
      rule('refused', { role: 'assistant', matches: '(?i)i cannot' }, 2),
      rule('third-try', { metadata: { attempts: '3', model: ['gpt-x', 'gpt-y'] } }, 1),
    ]);
    expect(findRule(rules, conversation('a refund', 'I cannot do that'))?.rule).toBe('refused');
    expect(findRule(rules, conversation('a refund', 'Sure'))?.rule).toBe('third-try');
    expect(
      findRule(compileRules([rule('x', { keywords: ['bye'] })]), conversation('a refund')),
    ).toBeUndefined();
  });

  it('stand above what was learned, which stays beside them', () => {
    const learned: TopicResult = {
      ...{ topic: 'billing', confidence: 0.6, evidence: ['invoice'] },
      alternatives: [{ topic: 'refunds', confidence: 0.3 }],
    };
    const hit = { rule: 'r', topic: 'refunds', priority: 0, explanation: '"refund"' };
    expect(applyRule(learned, hit)).toEqual({
      ...{ topic: 'refunds', confidence: 1, evidence: ['rule r: "refund"'] },
      alternatives: [{ topic: 'billing', confidence: 0.6 }],
    });
    expect(applyRule(learned, { ...hit, topic: 'billing' })).toMatchObject({
      topic: 'billing',
      confidence: 1,
    });
  });
});
