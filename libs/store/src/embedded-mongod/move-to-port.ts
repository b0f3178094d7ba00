import { standaloneArguments } from './mongod-arguments.ts';
import { launchMongod, untilOpen } from './mongod-process.ts';
import { endProcess } from './mongod-record.ts';
import { rewriteReplicaSetPort } from './replica-set.ts';

export interface Launch {
  readonly command: string;
  readonly dbPath: string;
  readonly logFile: string;
  readonly port: number;
}

/**
 * Tells a data folder that was a replica set on another port its new one: runs mongod once outside its set, only for that. Without it the
 * member looks for itself on the old port and never becomes primary. Harmless where the port is the same or nothing was initiated yet.
 */
export async function moveToPort(
  { command, dbPath, logFile, port }: Launch,
  timeoutMs: number,
): Promise<void> {
  const child = launchMongod(command, standaloneArguments({ dbPath, port }), logFile);
  try {
    await untilOpen(child, port);
    await rewriteReplicaSetPort(port, port, timeoutMs);
  } finally {
    if (child.pid !== undefined) await endProcess(child.pid);
  }
}
