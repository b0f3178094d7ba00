import type { KeyRange } from '../conversation-source.port.ts';

/** Below this many keys a range is not worth a worker of its own. */
const MIN_KEYS = 500;

/**
 * At most `n` ranges of equal width that together hold every key from 1 to `greatest` and all beyond: the last one is open, for rows that arrive
 * meanwhile.
 */
export function splitRange(greatest: number, n: number): KeyRange[] {
  const count = Math.max(1, Math.min(n, Math.floor(greatest / MIN_KEYS)));
  const bounds = Array.from({ length: count - 1 }, (_, i) =>
    String(Math.floor(((i + 1) * greatest) / count)),
  );
  return Array.from({ length: count }, (_, i) => ({
    after: i === 0 ? null : (bounds[i - 1] ?? null),
    upTo: bounds[i] ?? null,
  }));
}
