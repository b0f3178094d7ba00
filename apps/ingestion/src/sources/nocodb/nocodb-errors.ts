import { PermanentError, TransientError } from '@convoscope/contracts';

/** A user above the limit is blocked for about this long, whatever Retry-After says. Source: nocodb.com/docs, API rate limits. */
export const BLOCK_MS = 30_000;

/** Statuses that may pass; every other 4xx will be the same next time. */
const RETRYABLE = new Set([409, 429, 500, 502, 503, 504]);

export interface NocodbAnswer {
  status: number;
  path: string;
  text: string;
  /** What Retry-After asks for, where it is usable. */
  retryAfterMs: number | undefined;
}

/** NocoDB's own code of an error (`ERR_…`), or null: some old endpoints give only `{"msg"}`, proxies neither. */
export function errorCodeOf(text: string): string | null {
  const body = parseOrNull(text) as { error?: unknown } | null;
  return typeof body?.error === 'string' && body.error.startsWith('ERR_') ? body.error : null;
}

/** The error of an answer outside 2xx. Its code is `NOCODB_<what>`; `context.error` carries NocoDB's own. */
export function toNocodbError(answer: NocodbAnswer): TransientError | PermanentError {
  const { status, path } = answer;
  const error = errorCodeOf(answer.text);
  const context = { status, path, error };
  const message = `NocoDB answered ${status} to ${path}: ${explain(answer.text)}`;
  if (status === 429) {
    const retryAfterMs = Math.max(BLOCK_MS, answer.retryAfterMs ?? 0);
    return new TransientError(message, { code: 'NOCODB_RATE_LIMITED', context, retryAfterMs });
  }
  if (RETRYABLE.has(status)) {
    const { retryAfterMs } = answer;
    return new TransientError(message, { code: 'NOCODB_UNAVAILABLE', context, retryAfterMs });
  }
  return new PermanentError(message, { code: codeOf(status, error), context });
}

function codeOf(status: number, error: string | null): string {
  if (status === 401 || status === 403 || error === 'ERR_AUTHENTICATION_REQUIRED')
    return 'NOCODB_UNAUTHORISED';
  // The same condition is a 404 in one version and a 422 in another: the code decides, the status only without one.
  if (error === 'ERR_INVALID_OFFSET_VALUE') return 'NOCODB_PAST_THE_END';
  if (error?.endsWith('_NOT_FOUND') === true || (error === null && status === 404)) return 'NOCODB_NOT_FOUND';
  if (status === 413) return 'NOCODB_BODY_TOO_LARGE';
  return 'NOCODB_REFUSED';
}

function explain(text: string): string {
  const body = parseOrNull(text) as { message?: unknown; msg?: unknown; error?: unknown } | null;
  const said = [body?.message, body?.msg, body?.error].find((part) => typeof part === 'string') ?? text;
  return said.replace(/\s+/g, ' ').slice(0, 300);
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the caller falls back to status and text.
    return null;
  }
}

/** Whether an error means that asking for less at a time may help. */
export const isTooLarge = (error: unknown): boolean =>
  error instanceof PermanentError && error.code === 'NOCODB_BODY_TOO_LARGE';
