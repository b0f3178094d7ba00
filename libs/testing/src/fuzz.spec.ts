import { describe, expect, it } from '@jest/globals';
import { fuzzRuns, mutated, type Mutation } from './fuzz.ts';

const change = (kind: Mutation['kind'], at: number, size: number): string =>
  mutated(Buffer.from('abcdef'), { kind, at, size, bytes: Buffer.from('XY') }).toString('latin1');

describe('a mutation', () => {
  it.each([
    ['flip', 1, 0, 'accdef'],
    ['set', 5, 0, 'abcdeX'],
    ['cut', 1, 1, 'adef'],
    ['insert', 7, 0, 'aXYbcdef'],
    ['repeat', 4, 9, 'abcdefef'],
    ['end', 2, 0, 'ab'],
  ] as const)('%s at %i changes what it says', (kind, at, size, wanted) =>
    expect(change(kind, at, size)).toBe(wanted),
  );

  it('has nothing to do to nothing, but can insert', () => {
    const nothing = Buffer.alloc(0);
    expect(mutated(nothing, { kind: 'flip', at: 3, size: 3, bytes: Buffer.from('X') })).toHaveLength(0);
    expect(mutated(nothing, { kind: 'insert', at: 3, size: 3, bytes: Buffer.from('X') })).toHaveLength(1);
  });
});

describe('cases of a suite', () => {
  it('are its share of all, rounded up', () => {
    expect(fuzzRuns(0.5)).toBe(Math.ceil(fuzzRuns(1) / 2));
    expect(fuzzRuns(1e-9)).toBe(1);
  });
});
