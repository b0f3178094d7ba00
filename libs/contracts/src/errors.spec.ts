import { expect, it } from '@jest/globals';
import { ConfigError, InvariantError, PermanentError, TransientError } from './index.ts';

it('carries code, context and cause under the name of its class', () => {
  const cause = new Error('socket');
  const error = new TransientError('no answer', {
    code: 'X_TIMEOUT',
    cause,
    context: { url: 'u' },
    retryAfterMs: 500,
  });
  expect(error).toMatchObject({
    name: 'TransientError',
    code: 'X_TIMEOUT',
    cause,
    context: { url: 'u' },
    retryAfterMs: 500,
  });
  expect(error).toBeInstanceOf(Error);
  expect(new PermanentError('no', { code: 'X' })).toMatchObject({ name: 'PermanentError', context: {} });
  expect(new InvariantError('bug', { code: 'X' })).not.toBeInstanceOf(PermanentError);
});

it('lists every problem of the settings at once', () => {
  const error = new ConfigError(['A is missing', 'B is no number']);
  expect(error.problems).toEqual(['A is missing', 'B is no number']);
  expect(error.message).toContain('2 wrong setting(s):\n  - A is missing\n  - B is no number');
});
