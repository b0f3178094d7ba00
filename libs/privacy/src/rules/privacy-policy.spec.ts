import { describe, expect, it } from '@jest/globals';
import { generatePersonalTexts } from '../evaluate/generate-texts.ts';
import { parsePrivacyRules, PrivacyRulesError } from './parse-privacy-rules.ts';
import { compilePrivacy, type SourcePrivacy } from './privacy-policy.ts';

const KEY = 'k'.repeat(32);
const privacyOf = (
  yaml: string,
  of: Partial<{ tenant: string; source: string; key: string }> = {},
): SourcePrivacy => {
  const compiled = compilePrivacy(parsePrivacyRules(yaml), { tenant: 't', source: 's', key: KEY, ...of });
  if (compiled === null) throw new Error('no rule is about this source');
  return compiled;
};
const ALL = 'rules: [{ actions: { email: mask, phone: pseudonymise, card: drop, name: mask, iban: mask } }]';

describe('privacy rules', () => {
  it('mask, pseudonymise and drop, and leave the rest of the text as it is', () => {
    const { text, changed } = privacyOf(ALL).treat(
      'messages.user',
      'A a.b@c.example, +49 30 901820, 4111111111111111. 10.0.0.1',
    );
    expect(text).toMatch(/^A \[email\], \[phone:[0-9a-f]{12}\], \. 10\.0\.0\.1$/);
    expect(Object.fromEntries(changed)).toEqual({ email: 1, phone: 1, card: 1 });
  });

  it('give the same pseudonym in all sources of a tenant, and another one in another tenant or under another key', () => {
    const of = (given: object): string | null => privacyOf(ALL, given).treat('title', '+49 30 901820').text;
    expect(of({ source: 'a' })).toBe(of({ source: 'b' }));
    expect(of({ tenant: 'other' })).not.toBe(of({}));
    expect(of({ key: 'x'.repeat(32) })).not.toBe(of({}));
    expect(privacyOf(ALL).treat('title', 'Telefon 030 901820').text).toContain(of({}) ?? '?');
  });

  it('count by field: the later rule wins', () => {
    const privacy = privacyOf(`
rules:
  - actions: { email: mask }
  - { field: messages.assistant, actions: { email: keep } }
  - { field: metadata.customer, whole: drop }
  - { source: other, actions: { ip: mask } }
`);
    expect(privacy.treat('messages.user', 'a@b.example').text).toBe('[email]');
    expect(privacy.treat('messages.assistant', 'a@b.example').text).toBe('a@b.example');
    expect(privacy.treat('metadata.customer', 'anybody').text).toBeNull();
    expect(privacy.treat('title', '10.0.0.1').text).toBe('10.0.0.1');
  });

  it('keep users apart: a user id is never masked, but made a pseudonym', () => {
    const privacy = privacyOf('rules: [{ field: userId, whole: mask }]');
    expect(privacy.treat('userId', 'a@b.example').text).toMatch(/^\[userId:/);
    expect(privacy.treat('userId', 'a@b.example').text).not.toBe(privacy.treat('userId', 'c@b.example').text);
    expect(privacyOf(ALL).treat('userId', 'a@b.example').text).toMatch(/^\[email:/);
  });

  it('applied twice have the effect of once', () => {
    let state = 5;
    const random = (): number => (state = (state * 16807) % 2147483647) / 2147483647;
    const privacy = privacyOf(
      'rules: [{ actions: { email: mask, phone: pseudonymise, card: mask, name: pseudonymise, iban: mask, ip: mask, address: mask, national-id: pseudonymise } }, { field: userId, whole: pseudonymise }]',
    );
    for (const { text } of generatePersonalTexts(300, random)) {
      const once = privacy.treat('messages.user', text).text ?? '';
      expect(privacy.treat('messages.user', once).text).toBe(once);
    }
    const user = privacy.treat('userId', 'u').text ?? '';
    expect(privacy.treat('userId', user).text).toBe(user);
  });

  it('tell of a refused row only the shape of its cells', () => {
    const privacy = privacyOf(ALL);
    expect(privacy.shape('mail: jane.doe@exam, 12')).toBe('xxxx: xxxx.xxx@xxxx, 00');
    expect(privacy.mask('the time "a@b.example" is none')).toBe('the time "[email]" is none');
  });

  it('of another version are other rules, another key, and nothing else', () => {
    expect(privacyOf(ALL).version).toBe(privacyOf(ALL).version);
    expect(privacyOf(ALL, { key: 'x'.repeat(32) }).version).not.toBe(privacyOf(ALL).version);
    expect(privacyOf(`${ALL}\ncustom: [{ name: a, matches: b }]`).version).not.toBe(privacyOf(ALL).version);
  });

  it('need a key where there are pseudonyms, and are none where none is about the source', () => {
    expect(() => privacyOf(ALL, { key: 'short' })).toThrow(/32 characters/);
    const rules = parsePrivacyRules('rules: [{ source: a, actions: { email: drop } }]');
    expect(compilePrivacy(rules, { tenant: 't', source: 'b', key: '' })).toBeNull();
    expect(
      compilePrivacy(rules, { tenant: 't', source: 'a', key: '' })?.treat('title', 'x a@b.example').text,
    ).toBe('x ');
  });
});

describe('a file of privacy rules', () => {
  const problemsOf = (yaml: string): readonly string[] => {
    try {
      parsePrivacyRules(yaml);
      return [];
    } catch (error) {
      if (error instanceof PrivacyRulesError) return error.problems;
      throw error;
    }
  };

  it.each<[string, RegExp]>([
    [
      'rules:\n  - actions:\n      emial: mask',
      /^line 3: rules\.0\.actions\.emial: is no kind of personal data: there are .*email/,
    ],
    ['rules:\n  - actions: { email: hide }', /^line 2: .*must be one of keep, mask, pseudonymise, drop/],
    ['rules:\n  - feild: title\n    whole: drop', /^line 2: rules\.0: has no setting "feild"/],
    ['rules:\n  - field: message\n    whole: drop', /^line 2: rules\.0\.field: must be \*, conversationId/],
    ['rules:\n  - whole: drop', /^line 2: rules\.0\.whole: needs a field/],
    ['rules:\n  - field: title', /^line 2: rules\.0: asks for nothing/],
    ['rules:\n  - { field: conversationId, whole: drop }', /can only be "whole: pseudonymise"/],
    ['custom:\n  - name: x\n    matches: "(?=a)"', /^line 3: custom\.0\.matches: is no RE2 expression/],
    ['custom:\n  - name: x\n    matches: "a*"', /fits the empty text/],
    ['custom: [{ name: x, matches: a }, { name: x, matches: b }]', /stands twice/],
    ['rules: [', /at line 1/],
    ['- a', /^line 1: the file/],
  ])('says what is wrong with %j', (yaml, problem) => {
    expect(problemsOf(yaml).join('\n')).toMatch(problem);
  });

  it('may be empty', () => {
    expect(problemsOf('')).toEqual([]);
  });
});
