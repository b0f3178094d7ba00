/** The last values of a stream, written twice so that any run of them lies in one piece. Plain data. */
export interface MirroredRing {
  readonly values: Float64Array;
  /** Where the next value goes, in [0, capacity). */
  at: number;
}

export const createRing = (capacity: number): MirroredRing => ({
  values: new Float64Array(2 * capacity),
  at: 0,
});

/** Index in `values` of the value to come; the j-th last value is j before it, for j up to the capacity. */
export const endOf = ({ values, at }: MirroredRing): number => at + values.length / 2;

export function pushValue(ring: MirroredRing, value: number): void {
  const capacity = ring.values.length / 2;
  ring.values[ring.at] = value;
  ring.values[ring.at + capacity] = value;
  ring.at = ring.at + 1 === capacity ? 0 : ring.at + 1;
}
