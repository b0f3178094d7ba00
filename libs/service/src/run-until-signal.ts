import { processEnvironment, type Environment } from '@convoscope/config';
import type { Logger } from '@convoscope/telemetry';
import { reportConfigError, EXIT_CONFIG } from './report-config-error.ts';

/** What runs until a signal: a service, or several in one process. */
export interface Stoppable {
  logger: Pick<Logger, 'info' | 'warn' | 'fatal'>;
  /** Time for `stop()`; then the process exits with code 1. */
  shutdownGraceMs: number;
  stop(): Promise<void>;
  /** Resolves with the reason when it has found itself to be stuck. */
  stuck?: Promise<string> | undefined;
}

interface Ends {
  ended?: Promise<unknown>;
}

/** The part of `process` that matters here; tests hand in their own. */
export interface ProcessHost {
  on(event: string, listener: (...details: unknown[]) => void): unknown;
  exit(code: number): void;
  stderr: { write(text: string): unknown };
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

const EXIT_FAILURE = 1;

/** What is stuck will not finish its work: whatever else is in hand has this long. */
const STUCK_GRACE_MS = 5_000;

/** A start that a signal has made pointless has this long to undo what it did. */
const START_GRACE_MS = 5_000;

/** Two signals within this time are one: a terminal and npm both hand on Ctrl-C. */
const SAME_SIGNAL_MS = 300;

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** Resolves with the first signal; a second one ends the process at once with 128 + its number. */
function firstSignal(host: ProcessHost): Promise<string> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    for (const [signal, exitCode] of Object.entries(SIGNALS)) {
      host.on(signal, () => {
        if (firstAt !== undefined && performance.now() - firstAt > SAME_SIGNAL_MS) host.exit(exitCode);
        firstAt ??= performance.now();
        resolve(signal);
      });
    }
  });
}

/** What was started; null where a signal came first and the start did not end well, or not soon. */
async function startUnlessSignalled(starting: Promise<Stoppable & Ends>, signalled: Promise<string>) {
  const first = await Promise.race([starting, signalled]);
  if (typeof first !== 'string') return first;
  const isOver = new Promise<null>((resolve) => setTimeout(resolve, START_GRACE_MS, null).unref());
  return Promise.race([starting.catch(() => null), isOver]);
}

async function stopInTime(host: ProcessHost, running: Stoppable): Promise<void> {
  const watchdog = setTimeout(() => {
    running.logger.fatal({ shutdownGraceMs: running.shutdownGraceMs }, 'did not stop in time');
    host.exit(EXIT_FAILURE);
  }, running.shutdownGraceMs);
  try {
    await running.stop();
    host.exit(0);
  } catch (error) {
    running.logger.fatal({ err: error }, 'stopping failed');
    host.exit(EXIT_FAILURE);
  } finally {
    clearTimeout(watchdog);
  }
}

/** Ends so that the next process takes over what this one does not move: exit code 1, in order where that goes fast. */
async function endStuck(host: ProcessHost, running: Stoppable, reason: string): Promise<void> {
  running.logger.fatal({ reason }, 'stuck: ending, to be started again');
  const isOver = new Promise<void>((resolve) =>
    setTimeout(resolve, Math.min(STUCK_GRACE_MS, running.shutdownGraceMs)),
  );
  await Promise.race([running.stop(), isOver]).finally(() => host.exit(EXIT_FAILURE));
}

/**
 * The life of a process: start, run until SIGTERM or SIGINT (or until `ended` of what was started resolves), stop, exit.
 * A signal during the start aborts the `signal` that `start` was given. Exit code 0 after a clean stop, 78 for wrong settings, 1 when the start or the stop failed, took longer than the grace time, an error
 * was caught nowhere, or what runs found itself to be stuck.
 */
export async function runUntilSignal(
  start: (env: Environment, signal: AbortSignal) => Promise<Stoppable & Ends>,
  host: ProcessHost = process,
): Promise<void> {
  let running: Stoppable | undefined;
  const crash = (error: unknown): void => {
    if (running === undefined) host.stderr.write(`${describe(error)}\n`);
    else running.logger.fatal({ err: error }, 'an error was caught nowhere');
    host.exit(EXIT_FAILURE);
  };
  host.on('uncaughtException', crash);
  host.on('unhandledRejection', crash);
  const signalled = firstSignal(host);
  const isSignalled = new AbortController();
  void signalled.then(() => isSignalled.abort());
  const keepAlive = setInterval(() => undefined, 60_000);
  try {
    const starting = start(processEnvironment(), isSignalled.signal);
    const started = await startUnlessSignalled(starting, signalled);
    if (started === null) return host.exit(0);
    running = started;
    const stuck = Symbol('stuck');
    let why = '';
    const reason = await Promise.race([
      signalled,
      ...(started.ended === undefined ? [] : [started.ended]),
      ...(started.stuck === undefined ? [] : [started.stuck.then((found) => ((why = found), stuck))]),
    ]);
    if (reason === stuck) return await endStuck(host, started, why);
    started.logger.info({ reason }, 'stopping');
    await stopInTime(host, started);
  } catch (error) {
    if (running === undefined && reportConfigError(error, host.stderr)) host.exit(EXIT_CONFIG);
    else crash(error);
  } finally {
    clearInterval(keepAlive);
  }
}
