import { PermanentError, TransientError } from '@convoscope/contracts';

/** The HTTP status of an AWS SDK error; undefined where no answer came. */
const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** The condition of a conditional put was not met: 412, or 404 where the object to be replaced is gone. */
export const isConditionUnmet = (error: unknown): boolean =>
  statusOf(error) === 412 || nameOf(error) === 'PreconditionFailed' || nameOf(error) === 'NoSuchKey';

export const isNotFound = (error: unknown): boolean =>
  ['NoSuchKey', 'NotFound'].includes(nameOf(error)) ||
  (statusOf(error) === 404 && nameOf(error) !== 'NoSuchBucket');

/** The bucket, or the server, knows of no Object Lock. */
export const hasNoLock = (error: unknown): boolean =>
  nameOf(error) === 'ObjectLockConfigurationNotFoundError' || [404, 405, 501].includes(statusOf(error) ?? 0);

/** 409 is a conditional put that met another one in flight: whoever repeats it learns who won. */
const TRANSIENT_STATUSES = new Set([408, 409, 429, 500, 502, 503, 504]);
const TRANSIENT_NAMES = new Set([
  'SlowDown',
  'RequestTimeout',
  'TimeoutError',
  'RequestTimeTooSkewed',
  'AbortError',
]);

/** Failures of the network carry no status; ours (contracts) pass through unchanged. */
export function toS3Error(error: unknown, key: string): Error {
  if (error instanceof TransientError || error instanceof PermanentError) return error;
  const [status, name] = [statusOf(error), nameOf(error)];
  const message = `s3: ${name} ${status ?? ''} for ${key}: ${error instanceof Error ? error.message : String(error)}`;
  const details = { context: { key, status }, cause: error };
  if (
    status === undefined
      ? !isProgrammingError(error)
      : TRANSIENT_STATUSES.has(status) || TRANSIENT_NAMES.has(name)
  ) {
    return new TransientError(message, { code: 'OBJECTS_UNAVAILABLE', ...details });
  }
  if (status === 401 || status === 403) {
    return new PermanentError(message, { code: 'OBJECTS_FORBIDDEN', ...details });
  }
  return new PermanentError(message, { code: 'OBJECTS_REFUSED', ...details });
}

/** Without an answer: a bug or a file that is not there is nothing that waiting mends. */
const isProgrammingError = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof RangeError || (error as { code?: string }).code === 'ENOENT';
