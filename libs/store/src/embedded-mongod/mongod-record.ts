import { execFile } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isProcessAlive } from './install-once.ts';

/** What is noted beside a data folder about the mongod that uses it, for whoever comes after a crash. */
export interface MongodRecord {
  readonly pid: number;
  readonly port: number;
  /** Process that started it and will stop it. */
  readonly ownerPid: number;
}

const STOP_TIMEOUT_MS = 30_000;
const POLL_MS = 50;

const recordFile = (dataDir: string): string => join(dataDir, 'mongod.json');

/** The record of the last mongod of this folder; undefined when there was none or it ended in order. */
export async function readRecord(dataDir: string): Promise<MongodRecord | undefined> {
  try {
    return JSON.parse(await readFile(recordFile(dataDir), 'utf8')) as MongodRecord;
  } catch {
    return undefined;
  }
}

/** Replaces the record in one step. */
export async function writeRecord(dataDir: string, record: MongodRecord): Promise<void> {
  const temporary = `${recordFile(dataDir)}.${process.pid}`;
  await writeFile(temporary, JSON.stringify(record));
  await rename(temporary, recordFile(dataDir));
}

/** Keeps the port of a mongod that has ended, so that the next one can take it again. */
export const forgetProcess = (dataDir: string, port: number): Promise<void> =>
  writeRecord(dataDir, { pid: 0, port, ownerPid: 0 });

/** A process id may have been given to another program since: only a mongod of this folder counts. */
async function isMongodOf(dbPath: string, pid: number): Promise<boolean> {
  if (pid <= 0 || !isProcessAlive(pid)) return false;
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout.includes(dbPath);
}

/** Asks a process to end, by force after 30 s, and waits until it is gone. */
export async function endProcess(pid: number): Promise<void> {
  if (isProcessAlive(pid)) process.kill(pid, 'SIGTERM');
  for (const deadline = performance.now() + STOP_TIMEOUT_MS; isProcessAlive(pid); await delay(POLL_MS)) {
    if (performance.now() > deadline) process.kill(pid, 'SIGKILL');
  }
}

/**
 * Ends a mongod that outlived the process that started it (killed with -9, crashed) and still holds the folder. Rejects when its owner
 * lives: two programs must not share one data folder.
 */
export async function endLeftover(dataDir: string, dbPath: string): Promise<void> {
  const record = await readRecord(dataDir);
  if (record === undefined || !(await isMongodOf(dbPath, record.pid))) return;
  if (record.ownerPid !== process.pid && isProcessAlive(record.ownerPid)) {
    throw new Error(
      `the data folder ${dataDir} is in use by process ${record.ownerPid}; stop it or choose another folder`,
    );
  }
  await endProcess(record.pid);
}
