import { expect, it } from '@jest/globals';
import { turnLengthMs } from './turn-length.ts';

it.each([
  ['nobody waits where all are worked on at a time', 2, 2, Infinity],
  ['three, two at a time: a round of half a minute', 3, 2, 20_000],
  ['twelve, two at a time', 12, 2, 5_000],
  ['sixty, two at a time', 60, 2, 1_000],
  ['never shorter than a second', 600, 2, 1_000],
])('%s', (_, nAssigned, concurrency, expected) =>
  expect(turnLengthMs(nAssigned, concurrency, 60_000)).toBe(expected),
);
