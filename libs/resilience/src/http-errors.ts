import { isRecord, PermanentError, TransientError } from '@convoscope/contracts';
import type { z } from 'zod';
import { parseRetryAfterMs } from './retry-after.ts';

export interface HttpFailure {
  method: string;
  /** Without query: that may hold keys. */
  url: string;
  status: number;
  text: string;
  /** Values that must not appear in an error. */
  secrets: readonly string[];
}

const LONGEST_EXCERPT = 300;
const SHORTEST_SECRET = 6;

const CREDENTIAL_FIELD =
  /("?(?:[\w-]*(?:token|password|passwd|secret|api[_-]?key)|authorization)"?\s*[:=]\s*)("[^"]*"?|[^\s,;&}]+)/gi;

/** The beginning of a body, fit for logs: one line, credentials replaced. */
export function excerptOf(text: string, secrets: readonly string[]): string {
  const known = secrets
    .flatMap((value) => [value, value.replace(/^\w+ /, '')])
    .filter((value) => value.length >= SHORTEST_SECRET)
    .reduce((rest, value) => rest.replaceAll(value, '***'), text.slice(0, 4 * LONGEST_EXCERPT));
  return known
    .replace(CREDENTIAL_FIELD, '$1***')
    .replace(/\bBearer\s+[\w.~+/-]+=*/gi, 'Bearer ***')
    .replace(/\s+/g, ' ')
    .slice(0, LONGEST_EXCERPT);
}

const detailsOf = (code: string, { method, url, status, text, secrets }: HttpFailure, cause?: unknown) => ({
  code,
  context: { method, url, status, excerpt: excerptOf(text, secrets) },
  cause,
});

/** What a problem document (RFC 9457) says in words; nothing of any other body. */
function reasonOf({ text, secrets }: HttpFailure): string {
  let problem: unknown;
  try {
    problem = JSON.parse(text);
  } catch {
    return '';
  }
  if (!isRecord(problem) || typeof problem['detail'] !== 'string') return '';
  const errors = Array.isArray(problem['errors']) ? problem['errors'].filter(isRecord) : [];
  const places = errors.flatMap(({ path, message }) =>
    typeof path === 'string' && typeof message === 'string' ? [`${path}: ${message}`] : [],
  );
  return `: ${excerptOf([problem['detail'], ...places].join(' '), secrets)}`;
}

const isTransient = (status: number): boolean => status >= 500 || [408, 425, 429].includes(status);

/** The error for an answer whose status is not 2xx. */
export function errorOfStatus(
  failure: HttpFailure,
  retryAfter: string | string[] | undefined,
  { now, longestMs }: { now: number; longestMs?: number | undefined },
): TransientError | PermanentError {
  const message = `${failure.method} ${failure.url} answered ${failure.status}${reasonOf(failure)}`;
  const details = detailsOf('HTTP_STATUS', failure);
  if (!isTransient(failure.status)) return new PermanentError(message, details);
  const header = Array.isArray(retryAfter) ? retryAfter[0] : retryAfter;
  return new TransientError(message, { ...details, retryAfterMs: parseRetryAfterMs(header, now, longestMs) });
}

/** An answer that is not the promised JSON is taken for a passing fault of the server or of something in front of it. */
export const malformedBody = (failure: HttpFailure, cause: unknown): TransientError =>
  new TransientError(
    `${failure.method} ${failure.url} answered ${failure.status} without valid JSON`,
    detailsOf('HTTP_MALFORMED_BODY', failure, cause),
  );

/** Valid JSON of another shape than documented will be so next time too. */
export const unexpectedShape = (failure: HttpFailure, cause: z.ZodError): PermanentError =>
  new PermanentError(
    `${failure.method} ${failure.url} answered JSON of an unexpected shape: ${cause.issues
      .map(({ path, message }) => `${path.join('.')}: ${message}`)
      .join('; ')}`,
    detailsOf('HTTP_UNEXPECTED_BODY', failure, cause),
  );

/** By shape, not by class: errors of Node's own network code may come from another realm. */
const isCoded = (error: unknown): error is { code: string } =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';

/**
 * Turns a failure of the network into TransientError `HTTP_NETWORK`. Errors of ours, the reason of an aborted signal and wrong arguments
 * (our bug) come back as they are.
 */
export function toNetworkError(
  error: unknown,
  where: { method: string; url: string },
  signal: AbortSignal,
): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof TransientError || error instanceof PermanentError) return error;
  if (!isCoded(error) || error.code.includes('INVALID_ARG') || error.code === 'ERR_INVALID_URL') return error;
  return new TransientError(`${where.method} ${where.url} failed: ${error.code}`, {
    code: 'HTTP_NETWORK',
    context: { ...where, reason: error.code },
    cause: error,
  });
}
