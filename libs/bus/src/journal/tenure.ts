import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another one after each start of the machine; empty where the system does not say. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

export interface Tenure {
  /** The process before did not close the folder, and the machine may have gone down with it. */
  readonly hadPowerCut: boolean;
  /** The process before ended in the middle: its last write may be unfinished. */
  readonly wasCutOff: boolean;
  /** Everything is on the disk. */
  end(): void;
}

/** Marks a folder as being written to, until `end`. */
export function beginTenure(dir: string): Tenure {
  const path = join(dir, 'open');
  const now = bootId();
  const wasCutOff = existsSync(path);
  const hadPowerCut = wasCutOff && (now === '' || readFileSync(path, 'utf8') !== now);
  writeFileSync(path, now, { flush: true, mode: 0o600 });
  return { hadPowerCut, wasCutOff, end: () => rmSync(path, { force: true }) };
}
