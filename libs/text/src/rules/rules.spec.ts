import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { compileRules } from './compile-rules.ts';
import { findRuleProblems } from './find-rule-problems.ts';
import { requiredLiteral } from './required-literal.ts';
import type { RuleCondition, RuleMessage, TopicRule } from './rule.ts';

const said = (text: string, more: Partial<RuleMessage> = {}): RuleMessage => ({
  text,
  role: 'user',
  ...more,
});
const holds = (when: RuleCondition, message: RuleMessage): boolean =>
  compileRules([{ id: 'r', topic: 't', when }]).find(message).length === 1;

describe('a rule', () => {
  it.each<[string, RuleCondition, RuleMessage, boolean]>([
    ['a keyword', { keywords: ['money back'] }, said('I want my MONEY back!'), true],
    ['a keyword that is only part of a word', { keywords: ['rate'] }, said('we are grateful'), false],
    ['a stem', { keywords: ['refund*'] }, said('Refunding takes long'), true],
    ['an expression', { matches: '(?i)order #\\d+' }, said('my Order #77'), true],
    ['an expression with its case', { matches: 'ERR_[A-Z]+' }, said('err_timeout'), false],
    ['a language', { language: ['de', 'nl'], keywords: ['hilfe'] }, said('Hilfe!', { language: 'de' }), true],
    ['another language', { language: 'fr', keywords: ['hilfe'] }, said('Hilfe!', { language: 'de' }), false],
    ['metadata', { metadata: { model: ['a', 'b'] } }, said('x', { metadata: { model: 'b' } }), true],
    ['metadata that is missing', { metadata: { model: 'a' } }, said('x'), false],
    ['a length', { minCharacters: 3, maxCharacters: 5 }, said('four'), true],
    ['a length too great', { maxCharacters: 5 }, said('too long'), false],
    [
      'the assistant, when it speaks',
      { role: 'assistant', keywords: ['sorry'] },
      said('Sorry', { role: 'assistant' }),
      true,
    ],
    ['the user, unless told otherwise', { keywords: ['sorry'] }, said('Sorry', { role: 'assistant' }), false],
    ['all', { all: [{ keywords: ['a1'] }, { keywords: ['b1'] }] }, said('b1 a1'), true],
    ['all but one', { all: [{ keywords: ['a1'] }, { keywords: ['b1'] }] }, said('a1'), false],
    ['any', { any: [{ keywords: ['a1'] }, { matches: 'x\\d' }] }, said('x9'), true],
    ['not', { keywords: ['a1'], not: { keywords: ['b1'] } }, said('a1 b1'), false],
    ['not, where it is not', { keywords: ['a1'], not: { keywords: ['b1'] } }, said('a1'), true],
    ['an odd letter that folds', { matches: '(?i)sklave' }, said('\u017fKLAVE'), true],
  ])('sees %s', (_, when, message, expected) => expect(holds(when, message)).toBe(expected));

  it('of higher priority comes first, then the earlier one, each with why it holds', () => {
    const rules: TopicRule[] = [
      { id: 'low', topic: 'a', when: { keywords: ['refund'] } },
      {
        id: 'high',
        topic: 'b',
        priority: 5,
        when: { keywords: ['refund'], language: 'en' },
        because: 'money',
      },
      { id: 'also low', topic: 'c', when: { matches: 'ref.nd' } },
    ];
    const hits = compileRules(rules).find(said('a refund please', { language: 'en' }));
    expect(hits.map(({ rule }) => rule)).toEqual(['high', 'low', 'also low']);
    expect(hits.map(({ explanation }) => explanation)).toEqual([
      'money: language en and "refund"',
      '"refund"',
      'matches ref.nd',
    ]);
  });

  it('costs little among a thousand: few expressions are run at all', () => {
    const rules = Array.from({ length: 1000 }, (_, at): TopicRule => ({
      ...{ id: `r${at}`, topic: 't' },
      when:
        at % 2
          ? { keywords: [`word${at}`, 'phrase of words'] }
          : { matches: `(?i)order.{0,30}number${at}\\b` },
    }));
    let nRun = 0;
    const matcher = RE2JS.prototype.matcher;
    RE2JS.prototype.matcher = function count(...args) {
      nRun++;
      return matcher.apply(this, args);
    };
    try {
      const hits = compileRules(rules).find(
        said('my order has the number42, word7 is wrong with it '.repeat(5)),
      );
      expect(hits.map(({ rule }) => rule)).toEqual(['r7', 'r42']);
      expect(nRun).toBeLessThan(5);
    } finally {
      RE2JS.prototype.matcher = matcher;
    }
  });
});

describe('what every match must contain', () => {
  it.each([
    ['(?i)order #\\d+', 'order #'],
    ['refunds?', 'refund'],
    ['colou?r', 'colo'],
    ['cats|dogs', undefined],
    ['(cats|dogs) and birds', ' and birds'],
    ['abc+def', 'abc'],
    ['x{3}yes', 'yes'],
    ['[abc]def]gh', 'def'],
    ['a\\.bcd', 'a.bcd'],
    ['\\Qa|b\\E', undefined],
    ['ab', undefined],
  ])('of %s is %s', (pattern, literal) => expect(requiredLiteral(pattern)).toBe(literal));

  it('is in every text that matches', () => {
    const piece = fc.constantFrom(
      'abc',
      'de',
      'x',
      '.',
      '\\d',
      '(fg|hi)',
      '[jk]',
      '\\.',
      '(?:lm)?',
      'n+',
      'opq*',
      'r{2}',
      '|',
      'St',
    );
    const text = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrSt.1x'), maxLength: 30 });
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), text, (pieces, found) => {
        const pattern = pieces.join('');
        const literal = requiredLiteral(pattern);
        if (literal === undefined || !RE2JS.compile(pattern).matcher(found).find()) return;
        expect(found.toLowerCase()).toContain(literal);
      }),
      { numRuns: 500 },
    );
  });
});

describe('rules that cannot be', () => {
  const problemsOf = (rule: Partial<TopicRule>) =>
    findRuleProblems([{ id: 'r', topic: 't', when: { keywords: ['x'] }, ...rule }], new Set(['t']));

  it.each<[Partial<TopicRule>, string, RegExp]>([
    [{ topic: 'u' }, '0.topic', /"u", which is not in the taxonomy/],
    [{ when: {} }, '0.when', /asks for nothing/],
    [{ when: { matches: '(a)\\1' } }, '0.when.matches', /no RE2 expression.*back-references/],
    [{ when: { any: [{ keywords: ['a'] }, { matches: '(' }] } }, '0.when.any.1.matches', /no RE2/],
    [{ when: { not: { keywords: ['?!'] } } }, '0.when.not.keywords', /no letter/],
    [{ when: { minCharacters: 9, maxCharacters: 3 } }, '0.when.minCharacters', /no text fits/],
    [{ when: { any: [] } }, '0.when.any', /nothing would fit/],
  ])('are named with their place: %j', (rule, path, message) => {
    const [problem] = problemsOf(rule);
    expect(problem?.path.join('.')).toBe(path);
    expect(problem?.message).toMatch(message);
  });

  it('are none where all is well', () => expect(problemsOf({})).toEqual([]));
});
