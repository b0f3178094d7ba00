/** Of the time after which a partition counts as stalled: all that are behind have had their turn by then, with as much to spare. */
const ROUND_SHARE = 1 / 2;
/** Shorter ones would be all fetching and committing. */
const LEAST_SHARE = 1 / 60;

/**
 * How long a member may work on one of its `nAssigned` partitions before it goes on to the next, where it works on `concurrency` at a time: so
 * long that a round over all of them takes half of `stallAfterMs`. Infinity where none has to wait.
 */
export function turnLengthMs(nAssigned: number, concurrency: number, stallAfterMs: number): number {
  if (nAssigned <= concurrency) return Infinity;
  return Math.max(stallAfterMs * LEAST_SHARE, (stallAfterMs * ROUND_SHARE * concurrency) / nAssigned);
}
