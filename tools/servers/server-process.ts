/** A server as a child process of ours: started until it answers, killed with us, restarted on the same port and data. */
import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Folder of its data and of `server.log`. */
  readonly dir: string;
  /** Remove the folder when the server is stopped. */
  readonly removeDir: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly isReady: () => Promise<boolean>;
  /** Keep it running when this process ends. */
  readonly outlivesParent?: boolean | undefined;
}

export interface ServerProcess {
  readonly pid: number;
  readonly dir: string;
  /** Ends it in order (SIGTERM, after 30 s SIGKILL) and removes its temporary folder. */
  stop(): Promise<void>;
  /** Sends a signal to it and its children; resolves when it has ended, or at once for SIGSTOP and SIGCONT. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Ends it in order if it still runs, then starts it on the same port and data. */
  restart(): Promise<void>;
  /** The last lines it wrote. */
  logTail(): string;
}

/** Far more than any of them needs: a machine that has more to do than it has cores is slow, not broken. */
const READY_TIMEOUT_MS = 180_000;
const READY_POLL_MS = 50;
const STOP_TIMEOUT_MS = 30_000;
const LOG_TAIL_LINES = 25;

const running = new Set<number>();

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

process.on('exit', () => running.forEach((pid) => signalGroup(pid, 'SIGKILL')));

/** On Linux the kernel can end a child whose parent was killed with -9 (util-linux `setpriv`). */
const hasSetpriv = (): boolean =>
  process.platform === 'linux' && spawnSync('setpriv', ['--version']).status === 0;

function commandLine(spec: ProcessSpec): [string, string[]] {
  if (spec.outlivesParent === true || !hasSetpriv()) return [spec.command, [...spec.args]];
  return ['setpriv', ['--pdeathsig', 'KILL', spec.command, ...spec.args]];
}

/** The last lines of a log, or a remark that there is none. */
export function tailOf(logFile: string): string {
  if (!existsSync(logFile)) return '(no log)';
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
}

function launch(spec: ProcessSpec): ChildProcess {
  const [command, args] = commandLine(spec);
  const log = openSync(join(spec.dir, 'server.log'), 'a');
  const env = { ...process.env, ...spec.env };
  const options: SpawnOptions = {
    cwd: spec.cwd ?? spec.dir,
    env,
    detached: true,
    stdio: ['ignore', log, log],
  };
  const child = spawn(command, args, options);
  closeSync(log);
  if (spec.outlivesParent === true) child.unref();
  return child;
}

const exitOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

async function untilReady(spec: ProcessSpec, child: ChildProcess): Promise<void> {
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure ??= `ended with ${code ?? signal}`));
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await spec.isReady().catch(() => false))) {
    if (Date.now() > deadline) failure ??= `not ready after ${READY_TIMEOUT_MS / 1000} s`;
    if (failure !== undefined)
      throw new Error(`${spec.name}: ${failure}\n${tailOf(join(spec.dir, 'server.log'))}`);
    await delay(READY_POLL_MS);
  }
}

async function startChild(spec: ProcessSpec): Promise<ChildProcess> {
  const child = launch(spec);
  const { pid } = child;
  if (pid !== undefined && spec.outlivesParent !== true) {
    running.add(pid);
    child.once('exit', () => running.delete(pid));
  }
  try {
    await untilReady(spec, child);
  } catch (error) {
    if (pid !== undefined) signalGroup(pid, 'SIGKILL');
    throw error;
  }
  return child;
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const gone = exitOf(child);
  signalGroup(child.pid, 'SIGCONT');
  signalGroup(child.pid, 'SIGTERM');
  const giveUp = new AbortController();
  const timeout = delay(STOP_TIMEOUT_MS, 'timeout', { signal: giveUp.signal }).catch(() => 'gone');
  if ((await Promise.race([gone, timeout])) === 'timeout') signalGroup(child.pid, 'SIGKILL');
  giveUp.abort();
  await gone;
}

/** Starts a process and resolves when it is ready (3 minutes at most; the error holds the end of its log). */
export async function startProcess(spec: ProcessSpec): Promise<ServerProcess> {
  let child = await startChild(spec);
  return {
    dir: spec.dir,
    get pid() {
      return child.pid ?? 0;
    },
    logTail: () => tailOf(join(spec.dir, 'server.log')),
    async stop() {
      await endChild(child);
      if (spec.removeDir) rmSync(spec.dir, { recursive: true, force: true });
    },
    async kill(signal) {
      const gone = signal === 'SIGSTOP' || signal === 'SIGCONT' ? Promise.resolve() : exitOf(child);
      signalGroup(child.pid ?? 0, signal);
      await gone;
    },
    async restart() {
      await endChild(child);
      child = await startChild(spec);
    },
  };
}

/** Options that every server's start function takes. */
export interface StartOptions {
  /** Data folder to keep; without it a temporary one is made and removed by `stop`. */
  readonly dir?: string | undefined;
  /** Without it a free port is taken. */
  readonly port?: number | undefined;
  readonly outlivesParent?: boolean | undefined;
}

/** The given data folder, or a new temporary one named after the server. */
export const placeFor = (name: string, dir?: string): { dir: string; removeDir: boolean } =>
  dir === undefined
    ? { dir: mkdtempSync(join(tmpdir(), `convoscope-${name}-`)), removeDir: true }
    : { dir, removeDir: false };

const PORT_TAKEN = /address already in use|EADDRINUSE|failed to bind|could not bind/i;

/** Starts on a free port; begins again, twice at most, when another process was faster to take the port. */
export async function onFreePort<T>(
  port: number | undefined,
  free: () => Promise<number>,
  start: (port: number) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(port ?? (await free()));
    } catch (error) {
      if (port !== undefined || attempt === 3 || !PORT_TAKEN.test(String(error))) throw error;
    }
  }
}
