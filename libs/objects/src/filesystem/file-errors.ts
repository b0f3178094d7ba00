import { PermanentError, TransientError } from '@convoscope/contracts';

/** Recognised by their fields and not by class: a test runner's errors come from another realm. */
const asSystemError = (error: unknown): NodeJS.ErrnoException | null =>
  typeof error === 'object' && error !== null && 'syscall' in error ? (error as NodeJS.ErrnoException) : null;

export const hasErrorCode = (error: unknown, ...codes: string[]): boolean =>
  codes.includes(asSystemError(error)?.code ?? '');

/** Failures that pass when disk space, file handles or the drive come back. */
const TRANSIENT = ['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EIO', 'EBUSY', 'EAGAIN', 'ETIMEDOUT', 'ESTALE'];

/** What a failed file operation means to a caller of the object store; our own errors pass through. */
export function toFileStoreError(thrown: unknown, key: string): Error {
  const error = asSystemError(thrown);
  if (error === null) return thrown as Error;
  const details = { context: { key }, cause: error };
  if (hasErrorCode(error, ...TRANSIENT)) {
    return new TransientError(`object store: ${error.message}`, { code: 'OBJECTS_UNAVAILABLE', ...details });
  }
  if (hasErrorCode(error, 'EACCES', 'EPERM', 'EROFS')) {
    return new PermanentError(`object store: ${error.message}`, { code: 'OBJECTS_FORBIDDEN', ...details });
  }
  return new PermanentError(`object store: ${error.message}`, { code: 'OBJECTS_REFUSED', ...details });
}
