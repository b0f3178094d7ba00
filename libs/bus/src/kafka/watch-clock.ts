/** A clock on the wall, and one that is never set. Milliseconds. */
export interface Clocks {
  now(): number;
  elapsed(): number;
}

const LOOK_EVERY_MS = 1_000;

/**
 * Calls `onBack` with the milliseconds by which the clock on the wall was set back, when that is more than `leastMs`. Returns what ends it.
 */
export function watchClock(leastMs: number, onBack: (byMs: number) => void, clocks: Clocks): () => void {
  let lead = clocks.now() - clocks.elapsed();
  const timer = setInterval(() => {
    const before = lead;
    lead = clocks.now() - clocks.elapsed();
    if (before - lead > leastMs) onBack(before - lead);
  }, LOOK_EVERY_MS).unref();
  return () => clearInterval(timer);
}
