import { describe, expect, it } from '@jest/globals';
import { ConfigError, InvariantError, PermanentError, TransientError } from '@convoscope/contracts';
import fc from 'fast-check';
import { classify, toInvariantError } from './classify-error.ts';

describe('classify', () => {
  it('knows our errors, and takes every other thrown value for a bug', () => {
    expect(classify(new TransientError('t', { code: 'T' }))).toBe('transient');
    expect(classify(new PermanentError('p', { code: 'P' }))).toBe('permanent');
    const bugs = [
      new TypeError('x'),
      new InvariantError('i', { code: 'I' }),
      new ConfigError(['c']),
      new Error('e'),
    ];
    expect(bugs.map(classify)).toEqual(bugs.map(() => 'invariant'));
    fc.assert(fc.property(fc.anything(), (thrown) => expect(classify(thrown)).toBe('invariant')));
  });

  it('keeps what was thrown as the cause', () => {
    const thrown = new TypeError('x is not a function');
    expect(toInvariantError(thrown)).toMatchObject({ cause: thrown, code: 'BUS_UNEXPECTED_ERROR' });
    const already = new InvariantError('i', { code: 'I' });
    expect(toInvariantError(already)).toBe(already);
  });
});
