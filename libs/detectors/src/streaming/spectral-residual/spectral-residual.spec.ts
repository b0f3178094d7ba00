import { expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { saliency, spectralResidual } from './spectral-residual.ts';

describeStreamingDetector(spectralResidual);

interface Complex {
  readonly re: number;
  readonly im: number;
}

/** The Fourier sum of every frequency, term by term. */
const slowFourier = (values: readonly Complex[], sign: -1 | 1): Complex[] =>
  values.map((_, k) =>
    values.reduce(
      (sum, { re, im }, t) => {
        const angle = (sign * 2 * Math.PI * k * t) / values.length;
        return {
          re: sum.re + re * Math.cos(angle) - im * Math.sin(angle),
          im: sum.im + re * Math.sin(angle) + im * Math.cos(angle),
        };
      },
      { re: 0, im: 0 },
    ),
  );

/** As the paper writes it: log amplitude less its moving average, the phase as it was, and back. */
function slowSaliency(window: readonly number[], smoothing: number): number[] {
  const n = window.length;
  const mean = window.reduce((sum, value) => sum + value, 0) / n;
  const spectrum = slowFourier(
    window.map((value) => ({ re: value - mean, im: 0 })),
    -1,
  );
  const amplitude = spectrum.map(({ re, im }) => Math.hypot(re, im));
  const logs = amplitude.map((value) => Math.log(value + 1e-9 * Math.max(...amplitude)));
  const residual = logs.map((log, i) => {
    const around = Array.from({ length: smoothing }, (_, k) => logs[(i - k + n) % n]);
    return log - around.reduce((sum, value) => sum + value, 0) / smoothing;
  });
  const rebuilt = spectrum.map(({ re, im }, i) => {
    const phase = Math.atan2(im, re);
    return { re: Math.exp(residual[i]) * Math.cos(phase), im: Math.exp(residual[i]) * Math.sin(phase) };
  });
  return slowFourier(rebuilt, 1).map(({ re, im }) => Math.hypot(re, im) / n);
}

it.each([
  [32, 3],
  [64, 5],
  [128, 16],
])('rebuilds %d values as slow Fourier sums do, smoothed over %d', (size, smoothing) => {
  const random = createRandom(size);
  const window = Array.from(
    { length: size },
    (_, i) => Math.sin(i / 3) + 0.3 * nextNormal(random) + (i === 20 ? 6 : 0),
  );
  const expected = slowSaliency(window, smoothing);
  const largest = Math.max(...expected);
  // Frequencies next to nothing keep a floor instead of their amplitude: a millionth of the map.
  saliency(Float64Array.from(window), smoothing).forEach((value, i) =>
    expect(Math.abs(value - expected[i]) / largest).toBeLessThan(1e-6),
  );
});
