import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseTraceParent, toTraceParent } from './index.ts';

const hex = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''))
    .filter((text) => /[^0]/.test(text));

describe('traceparent', () => {
  it('survives a round trip', () => {
    fc.assert(
      fc.property(hex(32), hex(16), fc.constantFrom(0, 1), (traceId, spanId, traceFlags) => {
        const context = { traceId, spanId, traceFlags, isRemote: true };
        expect(parseTraceParent(toTraceParent(context))).toEqual(context);
      }),
    );
  });

  it.each([
    '',
    'x',
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331',
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`,
    'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    '00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01',
  ])('refuses %j', (text) => {
    expect(parseTraceParent(text)).toBeUndefined();
  });

  it('of a later version is read by its known part', () => {
    const text = '01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more';
    expect(parseTraceParent(text)?.spanId).toBe('b7ad6b7169203331');
  });
});
