/** Series of known kinds: what real ones are made of, each alone. */
import { createRandom, nextNormal, nextUniform } from '@convoscope/statistics';
import type { TestSeries } from './test-series.ts';

const A_KIND = 12;

interface Noise {
  normal(): number;
  uniform(): number;
}

const along = (n: number, at: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => at(i));

/** Each value `memory` times the one before, and noise: 1 is a random walk. */
function withMemory(n: number, memory: number, { normal }: Noise): number[] {
  let value = 0;
  return along(n, () => (value = memory * value + normal()));
}

function poisson(mean: number, { uniform }: Noise): number {
  let [count, chance, passed] = [0, Math.exp(-mean), Math.exp(-mean)];
  for (const drawn = uniform(); drawn > passed && count < 1000; passed += chance) chance *= mean / ++count;
  return count;
}

function withNewLevels(n: number, { normal, uniform }: Noise): number[] {
  let level = 50;
  return along(n, () => {
    if (uniform() < 0.015) level += 15 * normal();
    return level + 3 * normal();
  });
}

/** Student's t with three degrees of freedom: wild values. */
const heavy = ({ normal }: Noise): number => normal() / Math.hypot(normal(), normal(), normal()) * Math.sqrt(3); // prettier-ignore
const wave = (i: number, period: number): number => Math.sin((2 * Math.PI * i) / period);
const WEEK = [1, 1.2, 1.1, 1, 0.9, 0.4, 0.3];
const SHAPE = [0, 0.3, 0.8, 1.4, 1.1, 0.2, -0.6];

interface Kind {
  readonly name: string;
  readonly n: number;
  readonly horizon: number;
  readonly periods?: readonly number[];
  make(n: number, noise: Noise): number[];
}

const KINDS: readonly Kind[] = [
  { name: 'level', n: 120, horizon: 12, make: (n, { normal }) => along(n, () => 50 + 5 * normal()) },
  { name: 'random walk', n: 200, horizon: 14, make: (n, noise) => withMemory(n, 1, noise).map((v) => 100 + v) },
  { name: 'line', n: 100, horizon: 12, make: (n, { normal }) => along(n, (i) => 10 + 0.3 * i + 3 * normal()) },
  { name: 'memory', n: 200, horizon: 10, make: (n, noise) => withMemory(n, 0.8, noise).map((v) => 30 + 2 * v) },
  { name: 'new levels', n: 180, horizon: 14, make: withNewLevels },
  { name: 'wild values', n: 150, horizon: 10, make: (n, noise) => along(n, () => 20 + 2 * heavy(noise)) },
  { name: 'few', n: 40, horizon: 6, make: (n, { normal }) => along(n, (i) => 10 + 0.1 * i + 2 * normal()) },
  { name: 'small counts', n: 160, horizon: 10, make: (n, noise) => along(n, () => poisson(1.5, noise)) },
  { name: 'counts by the week', n: 140, horizon: 14, periods: [7], make: (n, noise) => along(n, (i) => poisson(20 * WEEK[i % 7]!, noise)) },
  { name: 'growth by a part', n: 120, horizon: 12, periods: [12], make: (n, { normal }) => along(n, (i) => Math.exp(3 + 0.015 * i + 0.25 * wave(i, 12) + 0.1 * normal())) },
  { name: 'day of hours', n: 504, horizon: 24, make: (n, noise) => withMemory(n, 0.6, noise).map((v, i) => 100 + 30 * wave(i, 24) + 4 * v) },
  { name: 'day and week of hours', n: 1008, horizon: 48, periods: [24, 168], make: (n, noise) => withMemory(n, 0.5, noise).map((v, i) => 60 + 20 * wave(i, 24) - (Math.floor(i / 24) % 7 > 4 ? 25 : 0) + 3 * v) },
  { name: 'wandering level', n: 150, horizon: 12, make: (n, noise) => withMemory(n, 1, noise).map((v) => 40 + 0.6 * v + 2 * noise.normal()) },
  { name: 'week on a wandering level', n: 150, horizon: 14, periods: [7], make: (n, noise) => withMemory(n, 1, noise).map((v, i) => 40 + 0.4 * v + 5 * SHAPE[i % 7]! + noise.normal()) },
]; // prettier-ignore

export function generateSeries(seed: number): TestSeries[] {
  const random = createRandom(seed);
  const noise: Noise = { normal: () => nextNormal(random), uniform: () => nextUniform(random) };
  return KINDS.flatMap(({ name, n, horizon, periods, make }) =>
    along(A_KIND, (i) => i).map((i) => ({
      ...{ origin: name, name: `${name} ${i + 1}`, horizon, values: Float64Array.from(make(n, noise)) },
      ...(periods !== undefined && { periods }),
    })),
  );
}
