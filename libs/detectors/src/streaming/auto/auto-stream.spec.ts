import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { autoStream } from './auto-stream.ts';
import { createRange, excessOf, LARGEST_EXCESS, widenRange } from './record-range.ts';

describeStreamingDetector(autoStream);

describe('the range of the past', () => {
  it('measures how far outside a value lies, in tenths of the width while the tail is unknown', () => {
    const range = createRange();
    [2, 6, 4].forEach((value) => widenRange(range, value, 100));
    expect([1, 2, 5, 6, 8].map((value) => excessOf(range, value, 3))).toEqual([2.5, 0, 0, 0, 5]);
  });

  it('is less impressed by a new extreme where extremes lie far apart', () => {
    const excessAfter = (draw: (random: Uint32Array) => number): number => {
      const random = createRandom(4);
      const range = createRange();
      for (let i = 0; i < 4000; i++) widenRange(range, draw(random), 20_000);
      const [width, top] = [range.high.extreme + range.low.extreme, range.high.extreme];
      return excessOf(range, top + width / 2, 100);
    };
    const spiky = excessAfter((random) => Math.exp(1.5 * nextNormal(random)));
    const calm = excessAfter((random) => nextNormal(random));
    expect(calm).toBeGreaterThan(1.5 * spiky);
  });

  it('forgets an extreme after two blocks', () => {
    const range = createRange();
    widenRange(range, 100, 10);
    for (let i = 0; i < 15; i++) widenRange(range, i % 2, 10);
    expect(excessOf(range, 50, 1)).toBe(0);
    for (let i = 0; i < 15; i++) widenRange(range, i % 2, 10);
    expect(excessOf(range, 52, 1)).toBe(LARGEST_EXCESS);
  });
});

describe('the streaming default', () => {
  const STEP_MS = 300_000;
  const wave = (i: number, random: Uint32Array): number =>
    50 + 30 * Math.sin((2 * Math.PI * i) / 288) + nextNormal(random);

  it('sees a missing daily peak although every value has occurred before', () => {
    const random = createRandom(1);
    const detector = autoStream.create();
    let [before, during] = [0, 0];
    for (let i = 0; i < 10 * 288; i++)
      before = Math.max(i > 6 * 288 ? before : 0, detector.update([wave(i, random)], i * STEP_MS));
    for (let i = 10 * 288; i < 10 * 288 + 150; i++)
      during = Math.max(during, detector.update([50 + nextNormal(random)], i * STEP_MS));
    expect(during).toBeGreaterThan(5 * before);
    expect(during).toBeGreaterThan(0.1);
  });

  it('reports one event once', () => {
    const random = createRandom(2);
    const detector = autoStream.create();
    for (let i = 0; i < 600; i++) detector.learn([wave(i, random)], i * STEP_MS);
    const scores = Array.from({ length: 20 }, (_, i) => detector.update([200], (600 + i) * STEP_MS));
    expect(scores[0]).toBeGreaterThan(0.5);
    expect(scores.slice(1, 11).filter((score) => score > 0)).toEqual([]);
  });
});
