/** A server that asks for more is asked again after an hour all the same, unless told otherwise. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * The wait in ms that a Retry-After header asks for, seconds or an HTTP date (RFC 9110, 10.2.3), at most `longestMs` (one hour
 * unless told); undefined where it
 * says nothing usable. A date in the past is 0.
 */
export function parseRetryAfterMs(
  header: string | undefined,
  now: number,
  longestMs = LONGEST_WAIT_MS,
): number | undefined {
  const text = header?.trim() ?? '';
  if (text === '') return undefined;
  const waitMs = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(0, waitMs), longestMs);
}
