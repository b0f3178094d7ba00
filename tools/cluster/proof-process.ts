import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface ProofProcess {
  stop(): Promise<void>;
}

export interface ProofProcessOptions {
  /** Settings of the servers and the source. */
  readonly env: Readonly<Record<string, string>>;
  /** Where `proof.log` is written. */
  readonly logDir: string;
}

const CLI = join(import.meta.dirname, '../../apps/cli/dist/main.js');

/** Has the stages of the cluster compared once a day, in a process of its own, as the chart has it done by a CronJob. */
export function startProofs({ env, logDir }: ProofProcessOptions): ProofProcess {
  mkdirSync(logDir, { recursive: true });
  const log = createWriteStream(join(logDir, 'proof.log'), { flags: 'a' });
  const child = spawn(process.execPath, [CLI, 'reconcile', '--every', '24h'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  for (const output of [child.stdout, child.stderr]) output.pipe(log, { end: false });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const killNow = (): void => void child.kill('SIGKILL');
  process.once('exit', killNow);
  return {
    async stop() {
      child.kill('SIGTERM');
      await ended;
      log.end();
      process.off('exit', killNow);
    },
  };
}
