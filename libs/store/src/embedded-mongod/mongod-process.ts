import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const READY_TIMEOUT_MS = 60_000;
const READY_POLL_MS = 50;

/** Whether something listens there. */
const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(socket.destroy().destroyed));
    socket.once('error', () => resolve(false));
  });

/** In a process group of its own: Ctrl-C in the terminal must reach the services first, while the database still works. */
export function launchMongod(command: string, args: string[], logFile: string): ChildProcess {
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
}

/** Resolves when it accepts connections; rejects when it ends instead, or after 60 s. */
export async function untilOpen(child: ChildProcess, port: number): Promise<void> {
  let ended = false;
  child.once('exit', () => (ended = true)).once('error', () => (ended = true));
  for (
    const deadline = performance.now() + READY_TIMEOUT_MS;
    !(await isOpen(port));
    await delay(READY_POLL_MS)
  ) {
    if (ended || performance.now() > deadline)
      throw new Error(ended ? 'mongod ended at once' : 'mongod does not answer');
  }
}

/** The outcome of work that needs the process; rejects as soon as it ends. */
export async function unlessEnded<T>(child: ChildProcess, work: Promise<T>): Promise<T> {
  const listening = new AbortController();
  const ended = once(child, 'exit', { signal: listening.signal }).then(() =>
    Promise.reject(new Error('mongod ended')),
  );
  try {
    if (child.exitCode !== null) throw new Error('mongod ended');
    return await Promise.race([work, ended]);
  } finally {
    listening.abort();
    ended.catch(() => undefined);
    work.catch(() => undefined);
  }
}
