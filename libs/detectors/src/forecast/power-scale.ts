import { mean, standardDeviation } from '@convoscope/statistics';

/** A scale on which the values scatter equally at every level, and the way back. */
export interface PowerScale {
  /** 1: as they are; .5: roots; 0: logarithms. */
  readonly power: 0 | 0.5 | 1;
  to(value: number): number;
  from(scaled: number): number;
}

const PLAIN: PowerScale = { power: 1, to: (value) => value, from: (scaled) => scaled };
const ROOTS: PowerScale = { power: 0.5, to: Math.sqrt, from: (scaled) => Math.max(0, scaled) ** 2 };
const LOGARITHMS: PowerScale = { power: 0, to: Math.log, from: Math.exp };

/** Fewer blocks say nothing of how the spread goes with the level. */
const FEWEST_BLOCKS = 6;
const MOST_BLOCKS = 12;
/** A scale has to make the spread this much more even to be preferred to a plainer one. */
const CLEARLY = 0.9;

function blocksOf(values: Float64Array, period: number): { level: number; spread: number }[] {
  const hasCycles = period > 1 && values.length >= period * FEWEST_BLOCKS;
  const size = hasCycles ? period : Math.max(4, Math.floor(values.length / MOST_BLOCKS));
  const blocks = [];
  for (let end = values.length; end >= size; end -= size) {
    const block = values.subarray(end - size, end);
    blocks.push({ level: mean(block), spread: standardDeviation(block) });
  }
  return blocks;
}

/**
 * The power for which the spread within blocks of values goes least with their level; as they are, unless another is clearly better.
 * Source: Guerrero, Journal of Forecasting 12 (1993).
 */
export function choosePowerScale(values: Float64Array, period: number): PowerScale {
  const blocks = blocksOf(values, period);
  if (blocks.length < FEWEST_BLOCKS || blocks.some(({ level }) => level <= 0)) return PLAIN;
  const possible = [
    PLAIN,
    ...(values.every((value) => value >= 0) ? [ROOTS] : []),
    ...(values.every((value) => value > 0) ? [LOGARITHMS] : []),
  ];
  const variationOf = ({ power }: PowerScale): number => {
    const ratios = Float64Array.from(blocks, ({ level, spread }) => spread / level ** (1 - power));
    return standardDeviation(ratios) / mean(ratios);
  };
  return possible
    .map((scale) => ({ scale, variation: variationOf(scale) }))
    .reduce((best, other) => (other.variation < CLEARLY * best.variation ? other : best)).scale;
}
