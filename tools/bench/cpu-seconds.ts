import { readFileSync } from 'node:fs';

/** Ticks of the kernel's counters a second, the same on every Linux. */
const TICKS = 100;

/** CPU seconds that a process has used, as the kernel counts them (Linux); NaN where there is none. */
export function cpuSecondsOf(pid: number | null): number {
  if (pid === null || process.platform !== 'linux') return NaN;
  // The name, in brackets, may hold blanks.
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) (?!.*\) )/);
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return ((user ?? NaN) + (system ?? NaN)) / TICKS;
}
