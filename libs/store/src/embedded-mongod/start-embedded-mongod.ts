import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { TransientError } from '@convoscope/contracts';
import { withLockFile, type OnProgress } from './install-once.ts';
import { locateMongod } from './locate-mongod.ts';
import { mongodArguments } from './mongod-arguments.ts';
import { launchMongod, unlessEnded, untilOpen } from './mongod-process.ts';
import { endLeftover, endProcess, forgetProcess, readRecord, writeRecord } from './mongod-record.ts';
import { moveToPort, type Launch } from './move-to-port.ts';
import { ensureReplicaSet, replicaSetUri } from './replica-set.ts';

export interface EmbeddedMongodOptions {
  /** Folder of the database, kept between starts. */
  readonly dataDir: string;
  /** Folder for a downloaded mongod, shared between installations. */
  readonly cacheDir: string;
  /** Use this mongod instead of one on PATH or a downloaded one. */
  readonly binary?: string | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Without it, the port of the last start if it is still free, else any free one. */
  readonly port?: number | undefined;
}

export interface EmbeddedMongod {
  /** For clients; a replica set of one node, so transactions and change streams work. */
  readonly uri: string;
  readonly pid: number;
  /** Ends it in order: everything written is on disk afterwards. Calling it twice is harmless. */
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 60_000;
const LOG_TAIL_LINES = 20;

const freePort = (wanted = 0): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

const choosePort = async ({ port }: EmbeddedMongodOptions, last?: number): Promise<number> =>
  port ?? freePort(last).catch(() => freePort());

async function failure(cause: unknown, logFile: string): Promise<TransientError> {
  const log = await readFile(logFile, 'utf8').catch(() => '');
  const tail = log.trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
  return new TransientError(`the embedded MongoDB did not start; the end of ${logFile}:\n${tail}`, {
    code: 'STORE_EMBEDDED_MONGOD_FAILED',
    cause,
  });
}

/** Signals to this process end it too, as long as they let it run its exit handlers. */
function endWithThisProcess(child: ChildProcess): void {
  const end = (): void => void child.kill('SIGTERM');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

async function launchMember(
  { command, dbPath, logFile, port }: Launch,
  dataDir: string,
): Promise<ChildProcess> {
  const child = launchMongod(command, mongodArguments({ dbPath, port }), logFile);
  endWithThisProcess(child);
  try {
    await writeRecord(dataDir, { pid: child.pid ?? 0, port, ownerPid: process.pid });
    await untilOpen(child, port);
    await unlessEnded(child, ensureReplicaSet({ port, pid: child.pid, timeoutMs: READY_TIMEOUT_MS }));
    return child;
  } catch (error) {
    if (child.pid !== undefined) await endProcess(child.pid);
    throw error;
  }
}

async function startLocked(
  command: string,
  dbPath: string,
  options: EmbeddedMongodOptions,
): Promise<EmbeddedMongod> {
  const { dataDir } = options;
  await endLeftover(dataDir, dbPath);
  const last = (await readRecord(dataDir))?.port;
  const port = await choosePort(options, last);
  const launch = { command, dbPath, logFile: join(dataDir, 'mongod.log'), port };
  try {
    if (last !== undefined && last !== port) await moveToPort(launch, READY_TIMEOUT_MS);
    const child = await launchMember(launch, dataDir);
    return { uri: replicaSetUri(port), pid: child.pid ?? 0, stop: () => stopOnce(child, dataDir, port) };
  } catch (error) {
    throw await failure(error, launch.logFile);
  }
}

async function stopOnce(child: ChildProcess, dataDir: string, port: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await endProcess(child.pid);
  await forgetProcess(dataDir, port);
}

/**
 * Starts a MongoDB for this process alone over `dataDir`, downloading mongod the first time when none is installed; the data of earlier
 * starts is there again. A mongod left over from a process that was killed is ended first. Throws an Error that says what to install
 * when no mongod can be had, or that the folder is in use; TransientError with the end of its log when it does not come up in 60 s.
 */
export async function startEmbeddedMongod(options: EmbeddedMongodOptions): Promise<EmbeddedMongod> {
  const command = await locateMongod(options);
  const dbPath = join(options.dataDir, 'db');
  await mkdir(dbPath, { recursive: true });
  options.onProgress?.('MongoDB: starting');
  return withLockFile(join(options.dataDir, 'starting.lock'), () => startLocked(command, dbPath, options));
}
