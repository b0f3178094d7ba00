import type { OnBackupProgress } from '@convoscope/store';
import type { Writable } from 'node:stream';

const EVERY_MS = 1_000;

/** Tells of documents done, at most once a second and at the end of each collection. */
export function showProgress(out: Writable, what: string): OnBackupProgress {
  let toldAt = 0;
  return ({ collection, nDone, nTotal }) => {
    const now = performance.now();
    if (nDone < nTotal && now - toldAt < EVERY_MS) return;
    toldAt = now;
    out.write(`${what} ${collection}: ${nDone} of ${nTotal}\n`);
  };
}
