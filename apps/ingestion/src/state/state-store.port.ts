/** A small JSON document and the version to name when replacing it. */
export interface StoredState {
  value: unknown;
  version: string;
}

/**
 * Small durable state (cursor and lease of a source) behind one port. Drivers: `file`, `object` (S3), `snapshot` (MongoDB).
 * A document is replaced whole and atomically: readers see the old one or the new one, never a mixture, also after a crash.
 * Failures throw TransientError.
 */
export interface StateStore {
  read(name: string): Promise<StoredState | null>;
  /** Writes if the stored version is still `expected` (null: there is none yet). Returns the new version, or null where somebody else was first. */
  compareAndSwap(name: string, value: unknown, expected: string | null): Promise<string | null>;
}
