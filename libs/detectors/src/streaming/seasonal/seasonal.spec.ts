import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { seasonal } from './seasonal.ts';

describeStreamingDetector(seasonal);

const HOUR_MS = 3_600_000;
const MONDAY_MS = Date.UTC(2025, 0, 6);

/** Busy weekdays, quiet weekends, quiet nights. */
function visits(hour: number, random: Uint32Array): number {
  const day = Math.floor(hour / 24) % 7;
  const isOpen = hour % 24 >= 8 && hour % 24 < 18 && day < 5;
  return (isOpen ? 100 : 10) + nextNormal(random);
}

describe('seasonal', () => {
  it('knows that a busy Sunday is unusual where a busy Monday is not', () => {
    const random = createRandom(1);
    const detector = seasonal.create();
    for (let hour = 0; hour < 5 * 168; hour++)
      detector.learn([visits(hour, random)], MONDAY_MS + hour * HOUR_MS);
    const noon = MONDAY_MS + (5 * 168 + 12) * HOUR_MS;
    expect(detector.score([100], noon)).toBeLessThan(4);
    expect(detector.score([100], noon + 6 * 24 * HOUR_MS)).toBeGreaterThan(20);
    expect(detector.score([10], noon)).toBeGreaterThan(20);
  });

  it('asks for the instant of each record', () => {
    expect(() => seasonal.create().learn([1])).toThrow('needs the instant');
  });
});
