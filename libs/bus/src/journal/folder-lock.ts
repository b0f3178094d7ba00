import { ConfigError } from '@convoscope/contracts';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folders this process holds: its own lock file, left by a bus that was not closed, must not keep it out for ever. */
const heldHere = new Set<string>();

/** When a process began, in clock ticks since boot; tells a reused process id from the original. Empty where /proc is not there. */
function startedAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return start === '' || startedAt(pid) === start;
}

/**
 * Makes this process the only writer of a folder. Returns the function that lets go of it. The lock of a process that is gone counts for
 * nothing. Throws ConfigError when another process, or another bus of this one, holds it.
 */
export function lockFolder(dir: string): () => void {
  const path = join(resolve(dir), 'lock');
  const mine = `${process.pid} ${startedAt(process.pid)}`;
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(path, mine, { flag: 'wx', mode: 0o600 });
      heldHere.add(path);
      return () => {
        heldHere.delete(path);
        rmSync(path, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      removeStaleLock(path, dir);
    }
  }
  throw new ConfigError([`the journal ${dir} cannot be locked`]);
}

function removeStaleLock(path: string, dir: string): void {
  const [pid = '', start = ''] = readFileSync(path, 'utf8').split(' ');
  const isHeld = Number(pid) === process.pid ? heldHere.has(path) : isAlive(Number(pid), start);
  if (isHeld) throw new ConfigError([`the journal ${dir} is in use by process ${pid}: stop that first`]);
  rmSync(path, { force: true });
}
