import { describe, expect, it } from '@jest/globals';
import { expandTemplate } from './expand-template.ts';
import { createRandom } from './seeded-random.ts';

const expand = (template: string, slots = {}): string =>
  expandTemplate(template, slots, new Map(), createRandom(1));

describe('expandTemplate', () => {
  it('takes one of nested choices', () => {
    expect(['ab', 'ac', 'd']).toContain(expand('[a[b|c]|d]'));
  });

  it('gives a slot the same value all through', () => {
    const [first, second] = expand('{n} {n}', { n: ['{#1-100000}'] }).split(' ');
    expect(first).toBe(second);
  });

  it('keeps numbers in their range', () => {
    for (let n = 0; n < 50; n++) expect(Number(expand('{#5-7}'))).toBeLessThanOrEqual(7);
  });

  it('leaves braces of code alone', () => {
    expect(expand('f() { return 1; }')).toBe('f() { return 1; }');
  });

  it('refuses an unknown slot and an unclosed choice', () => {
    expect(() => expand('{nobody}')).toThrow('unknown slot {nobody}');
    expect(() => expand('[a|b')).toThrow('unclosed');
  });
});
