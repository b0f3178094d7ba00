import { expect, it } from '@jest/globals';
import { transformFourier } from './fft.ts';

const values = [3, -1, 4, 1, -5, 9, 2, -6];

it('is the sum of the definition', () => {
  const real = Float64Array.from(values);
  const imaginary = new Float64Array(8);
  transformFourier(real, imaginary);
  for (let k = 0; k < 8; k++) {
    const angle = (t: number) => (-2 * Math.PI * k * t) / 8;
    expect(real[k]).toBeCloseTo(
      values.reduce((sum, value, t) => sum + value * Math.cos(angle(t)), 0),
      10,
    );
    expect(imaginary[k]).toBeCloseTo(
      values.reduce((sum, value, t) => sum + value * Math.sin(angle(t)), 0),
      10,
    );
  }
});

it('is undone by its inverse, and refuses other lengths', () => {
  const real = Float64Array.from(values);
  const imaginary = new Float64Array(8);
  transformFourier(real, imaginary);
  transformFourier(real, imaginary, true);
  real.forEach((value, i) => expect(value).toBeCloseTo(values[i], 12));
  expect(() => transformFourier(new Float64Array(6), new Float64Array(6))).toThrow('a power of two');
});
