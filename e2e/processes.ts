import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
// Not the package: that one brings jest along, and programs run this too.
import { eventually } from '../libs/testing/src/eventually.ts';

export const repositoryRoot = join(import.meta.dirname, '..');

/** A program of this repository that runs as a process of its own. */
export interface RunningProgram {
  readonly name: string;
  readonly pid: number;
  /** Standard output and error so far, together. */
  output(): string;
  stdout(): string;
  /** Null after a signal. */
  readonly exitCode: Promise<number | null>;
  /** SIGKILL: no chance to clean up. */
  kill(): Promise<void>;
  /** SIGTERM, as an orchestrator does. */
  terminate(): Promise<number | null>;
}

export interface ProgramOptions {
  args?: readonly string[];
  env: Readonly<Record<string, string>>;
}

/** Every process that one test starts, so that none outlives it. */
export class ProcessGroup {
  readonly #children = new Set<ChildProcess>();

  /** Starts `apps/<app>/dist/main.js` with this environment and nothing else of the test's own. */
  start(app: string, { args = [], env }: ProgramOptions): RunningProgram {
    const main = join(repositoryRoot, 'apps', app, 'dist', 'main.js');
    const child = spawn(process.execPath, [main, ...args], {
      cwd: env['CONVOSCOPE_DATA_DIR'],
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    });
    this.#children.add(child);
    return watch(app, child);
  }

  /** Ends what still runs, at once. */
  async killAll(): Promise<void> {
    const alive = [...this.#children].filter((child) => child.exitCode === null && child.signalCode === null);
    const exits = alive.map((child) => once(child, 'exit'));
    for (const child of alive) child.kill('SIGKILL');
    await Promise.all(exits);
  }
}

function watch(name: string, child: ChildProcess): RunningProgram {
  let stdout = '';
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    output += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  return {
    name,
    pid: child.pid ?? 0,
    output: () => output,
    stdout: () => stdout,
    exitCode,
    async kill() {
      child.kill('SIGKILL');
      await exitCode;
    },
    terminate() {
      child.kill('SIGTERM');
      return exitCode;
    },
  };
}

const URL_IN_LOG = /"url":"(http:\/\/[^"]+)"/;

/** The address a service logs once it has joined the bus and is ready; fails with its output where it ends before. */
export async function untilReady(program: RunningProgram, timeoutMs = 90_000): Promise<string> {
  let endedWith: number | null | undefined;
  void program.exitCode.then((code) => (endedWith = code));
  const look = (): string | null => {
    const url = URL_IN_LOG.exec(program.output())?.[1];
    if (url !== undefined) return url;
    if (endedWith === undefined)
      throw new Error(`${program.name} is not ready: ${program.output().slice(-2000)}`);
    return null;
  };
  const url = await eventually(look, { timeoutMs, intervalMs: 50 });
  if (url === null)
    throw new Error(`${program.name} ended with ${endedWith}: ${program.output().slice(-2000)}`);
  return url;
}
