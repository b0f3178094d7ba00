/** What a process with a clock that was ahead did last "in the future" is due: nobody waits until its time has come. */
export function isDue(nowMs: number, lastAtMs: number | null, intervalMs: number): boolean {
  if (lastAtMs === null) return true;
  const sinceMs = nowMs - lastAtMs;
  return sinceMs < 0 || sinceMs >= intervalMs;
}
