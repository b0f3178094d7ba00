import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** What a run adds to the last line. */
export interface Tally {
  readonly nPassed: number;
  readonly nFailed: number;
  /** One line each: what did not run, and why where it is known. */
  readonly skipped: readonly string[];
  /** One line each: what failed beside other tests and passed alone. */
  readonly unsteady: readonly string[];
}

export interface Command {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly timeLimitMs: number;
  /** Show its output while it runs; else only when it fails. */
  readonly isLive?: boolean;
}

export interface Ended {
  readonly isSuccess: boolean;
  readonly output: string;
}

/** The programs of this workspace first; no background process of Nx that outlives the run. */
const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [join(ROOT, 'node_modules', '.bin'), process.env['PATH']].join(delimiter),
  NX_DAEMON: 'false',
  NX_TUI: 'false',
});

/** Runs a program in the root of the workspace to its end, killing it with all its children when it takes too long. */
export function runToEnd({ command, args, timeLimitMs, isLive = false }: Command): Promise<Ended> {
  return new Promise((resolve) => {
    const stdio = isLive ? 'inherit' : 'pipe';
    const child = spawn(command, [...args], {
      cwd: ROOT,
      env: environment(),
      stdio: ['ignore', stdio, stdio],
      detached: true,
    });
    let output = '';
    const collect = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    const killGroup = (): void => void (child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'));
    const timer = setTimeout(() => {
      output += `\nkilled: it took longer than ${timeLimitMs / 1000} s`;
      killGroup();
    }, timeLimitMs);
    process.once('exit', killGroup);
    const settle = (isSuccess: boolean, more = ''): void => {
      clearTimeout(timer);
      process.off('exit', killGroup);
      resolve({ isSuccess, output: output + more });
    };
    child.once('error', (error) => settle(false, error.message));
    child.once('close', (code) => settle(code === 0));
  });
}

/** One check that is not a jest test: prints one line, and its output when it fails. */
export async function runCheck(command: Command): Promise<Tally> {
  const startedAt = Date.now();
  const { isSuccess, output } = await runToEnd(command);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`${isSuccess ? 'ok  ' : 'FAIL'} ${command.name} (${seconds} s)`);
  if (!isSuccess && command.isLive !== true) console.log(output.trimEnd().replace(/^/gm, '     '));
  return { nPassed: isSuccess ? 1 : 0, nFailed: isSuccess ? 0 : 1, skipped: [], unsteady: [] };
}

/** The sum of several runs. */
export const addTallies = (tallies: readonly Tally[]): Tally => ({
  nPassed: tallies.reduce((sum, tally) => sum + tally.nPassed, 0),
  nFailed: tallies.reduce((sum, tally) => sum + tally.nFailed, 0),
  skipped: tallies.flatMap((tally) => tally.skipped),
  unsteady: tallies.flatMap((tally) => tally.unsteady),
});
