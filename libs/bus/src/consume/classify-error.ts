import { ConfigError, InvariantError, PermanentError, TransientError } from '@convoscope/contracts';

export type FailureClass = 'transient' | 'permanent' | 'invariant';

/**
 * What a thrown value means for the batch it came from. Total: anything that is not TransientError or PermanentError is a bug of ours
 * (TypeError, a thrown string, ConfigError in the middle of work …) and must never be retried or committed past.
 */
export function classify(thrown: unknown): FailureClass {
  if (thrown instanceof TransientError) return 'transient';
  if (thrown instanceof PermanentError) return 'permanent';
  return 'invariant';
}

/** The thrown value as an InvariantError that keeps it as its cause. */
export const toInvariantError = (thrown: unknown): InvariantError =>
  thrown instanceof InvariantError
    ? thrown
    : new InvariantError(`unexpected failure: ${describeThrown(thrown)}`, {
        code: thrown instanceof ConfigError ? 'BUS_CONFIG_DURING_WORK' : 'BUS_UNEXPECTED_ERROR',
        cause: thrown,
      });

/** One line about a thrown value, whatever it is. */
export function describeThrown(thrown: unknown): string {
  if (thrown instanceof Error) return `${thrown.name}: ${thrown.message}`;
  return typeof thrown === 'string' ? thrown : `thrown ${typeof thrown}`;
}
