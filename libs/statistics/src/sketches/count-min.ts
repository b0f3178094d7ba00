import { ParameterError } from '../errors.ts';
import { hashText } from './hashing.ts';

/** Counters of a count-min sketch, row after row; plain data. */
export interface CountMin {
  readonly width: number;
  readonly depth: number;
  readonly counts: Float64Array;
  total: number;
}

/**
 * A sketch that overestimates a frequency by more than `error` x total with at most the chance `failure`; never underestimates.
 * Memory: e / error x ln(1 / failure) counters. Source: Cormode and Muthukrishnan, J. Algorithms 55 (2005).
 */
export function createCountMin(error = 0.001, failure = 0.01): CountMin {
  if (!(error > 0 && error < 1)) throw new ParameterError('error', 'in (0, 1)', error);
  if (!(failure > 0 && failure < 1)) throw new ParameterError('failure', 'in (0, 1)', failure);
  const width = Math.ceil(Math.E / error);
  const depth = Math.ceil(Math.log(1 / failure));
  return { width, depth, counts: new Float64Array(width * depth), total: 0 };
}

const slotOf = (sketch: CountMin, row: number, item: string): number =>
  row * sketch.width + (hashText(item, 0x9e3779b9 * (row + 1)) % sketch.width);

/** Counts an item `count` times more. Cost: O(depth). */
export function addToCountMin(sketch: CountMin, item: string, count = 1): void {
  if (!(count >= 0)) throw new ParameterError('count', '>= 0', count);
  for (let row = 0; row < sketch.depth; row++) sketch.counts[slotOf(sketch, row, item)] += count;
  sketch.total += count;
}

/** How often the item was counted, at least. */
export function frequencyOf(sketch: CountMin, item: string): number {
  let least = Infinity;
  for (let row = 0; row < sketch.depth; row++)
    least = Math.min(least, sketch.counts[slotOf(sketch, row, item)]);
  return least;
}
