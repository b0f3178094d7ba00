import { ParameterError } from '../errors.ts';
import { hashText } from './hashing.ts';

/** Registers of a HyperLogLog; plain data of 2^precision bytes. */
export interface HyperLogLog {
  readonly precision: number;
  readonly registers: Uint8Array;
}

/** A counter of distinct items with a standard error of 1.04 / sqrt(2^precision); precision in [4, 18], 14 gives 0.8 %. */
export function createHyperLogLog(precision = 14): HyperLogLog {
  if (!(Number.isInteger(precision) && precision >= 4 && precision <= 18))
    throw new ParameterError('precision', 'an integer in [4, 18]', precision);
  return { precision, registers: new Uint8Array(2 ** precision) };
}

/** Takes an item in; the same item again changes nothing. */
export function addToHyperLogLog(sketch: HyperLogLog, item: string): void {
  const register = hashText(item, 0x2545f491) >>> (32 - sketch.precision);
  // A second hash gives 32 fresh bits for the rank, so that the range of the first is not the limit.
  const rank = Math.clz32(hashText(item, 0x6c62272e)) + 1;
  if (rank > sketch.registers[register]) sketch.registers[register] = rank;
}

/** Takes another counter in: the union of both sets of items. */
export function mergeHyperLogLog(into: HyperLogLog, other: HyperLogLog): void {
  if (into.precision !== other.precision)
    throw new ParameterError('precision', `equal (${into.precision})`, other.precision);
  other.registers.forEach((rank, i) => (into.registers[i] = Math.max(into.registers[i], rank)));
}

/** About how many distinct items there were: linear counting while many registers are empty. Source: Flajolet et al., AofA 2007. */
export function countDistinct({ registers }: HyperLogLog): number {
  const m = registers.length;
  const alpha = m === 16 ? 0.673 : m === 32 ? 0.697 : m === 64 ? 0.709 : 0.7213 / (1 + 1.079 / m);
  let [sum, empty] = [0, 0];
  for (const rank of registers) {
    sum += 2 ** -rank;
    empty += rank === 0 ? 1 : 0;
  }
  const estimate = (alpha * m * m) / sum;
  return estimate <= 2.5 * m && empty > 0 ? m * Math.log(m / empty) : estimate;
}
