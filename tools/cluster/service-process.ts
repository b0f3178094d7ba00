import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** One service as a process of its own: `apps/<name>/dist/main.js`. */
export interface ServiceProcess {
  readonly name: string;
  /** Base URL of its HTTP server; stays the same over restarts. */
  readonly url: string;
  /** Process id, or null while it does not run. */
  readonly pid: number | null;
  /** Sends the signal; resolves when the process has ended. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Ends it in order if it runs, starts it with the same settings, and resolves when it is ready. */
  restart(): Promise<void>;
  /** Ends it in order: SIGTERM, after 30 s SIGKILL. */
  stop(): Promise<void>;
}

export interface ServiceProcessOptions {
  readonly name: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** Where `<name>.log` is written. */
  readonly logDir: string;
  /** Told each line that reports an error, and the end of a process that nobody asked to end. */
  readonly onProblem: (service: string, line: string) => void;
}

const ROOT = join(import.meta.dirname, '../..');
const READY_TIMEOUT_MS = 90_000;
const READY_POLL_MS = 100;
const STOP_TIMEOUT_MS = 30_000;
/** The level of pino for errors; lines that are no JSON come from Node itself. */
const ERROR_LEVEL = 50;

function isProblem(line: string): boolean {
  if (line.trim() === '') return false;
  if (!line.startsWith('{')) return true;
  try {
    const { level } = JSON.parse(line) as { level?: number | string };
    return typeof level === 'number' ? level >= ERROR_LEVEL : level === 'error' || level === 'fatal';
  } catch {
    return true;
  }
}

/** On Linux the kernel can end a service whose cluster was killed (util-linux `setpriv`, which becomes the service). */
const hasSetpriv = (): boolean =>
  process.platform === 'linux' && spawnSync('setpriv', ['--version']).status === 0;

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const endOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (hasEnded(child)) resolve();
    else child.once('exit', () => resolve());
  });

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

class NodeService implements ServiceProcess {
  readonly name: string;
  readonly url: string;
  readonly #options: ServiceProcessOptions;
  #child: ChildProcess | undefined;
  #expectedToEnd = false;

  constructor(options: ServiceProcessOptions) {
    this.name = options.name;
    this.url = `http://127.0.0.1:${options.port}`;
    this.#options = options;
  }

  get pid(): number | null {
    return this.#child === undefined || hasEnded(this.#child) ? null : (this.#child.pid ?? null);
  }

  async start(): Promise<void> {
    const main = join(ROOT, 'apps', this.name, 'dist', 'main.js');
    if (!existsSync(main)) throw new Error(`${this.name} is not built (${main}): run npm run build`);
    this.#expectedToEnd = false;
    const child = this.#spawn(main);
    this.#child = child;
    this.#follow(child);
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (!(await isReady(this.url))) {
      if (hasEnded(child)) throw new Error(`${this.name} ended with ${child.exitCode ?? child.signalCode}`);
      if (Date.now() > deadline)
        throw new Error(`${this.name} was not ready after ${READY_TIMEOUT_MS / 1_000} s`);
      await delay(READY_POLL_MS);
    }
  }

  /** Detached, so that Ctrl-C in a terminal reaches the cluster alone, which then ends its services in order. */
  #spawn(main: string): ChildProcess {
    const { env, port } = this.#options;
    const node = [process.execPath, '--enable-source-maps', main];
    const [command = '', ...args] = hasSetpriv() ? ['setpriv', '--pdeathsig', 'KILL', ...node] : node;
    return spawn(command, args, {
      cwd: this.#options.logDir,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env, HTTP_HOST: '127.0.0.1', HTTP_PORT: String(port) },
    });
  }

  #follow(child: ChildProcess): void {
    const { name, logDir, onProblem } = this.#options;
    mkdirSync(logDir, { recursive: true });
    const log = createWriteStream(join(logDir, `${name}.log`), { flags: 'a' });
    for (const output of [child.stdout, child.stderr]) {
      let rest = '';
      output?.on('data', (chunk: Buffer) => {
        log.write(chunk);
        const lines = (rest + chunk.toString()).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (isProblem(line)) onProblem(name, line);
      });
    }
    child.once('close', () => log.end());
    child.once('exit', (code, signal) => {
      if (!this.#expectedToEnd) onProblem(name, `ended with ${code ?? signal}; it is not started again`);
    });
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    if (this.#child === undefined || this.pid === null) return;
    this.#expectedToEnd = true;
    this.#child.kill(signal);
    await endOf(this.#child);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const timeout = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.kill('SIGTERM');
    clearTimeout(timeout);
  }

  /** For the end of this process: no time for order. */
  killNow(): void {
    if (this.pid !== null) this.#child?.kill('SIGKILL');
  }
}

/** Starts a service and resolves when `/health/ready` says yes. Rejects, naming its log, when it ends or is not ready in 90 s. */
export async function startServiceProcess(options: ServiceProcessOptions): Promise<ServiceProcess> {
  mkdirSync(options.logDir, { recursive: true });
  const service = new NodeService(options);
  process.once('exit', () => service.killNow());
  try {
    await service.start();
    return service;
  } catch (error) {
    await service.kill('SIGKILL');
    throw new Error(`${(error as Error).message}; its log: ${join(options.logDir, `${options.name}.log`)}`, {
      cause: error,
    });
  }
}
