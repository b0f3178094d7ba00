import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../../libs/testing/src/eventually.ts';
import { ProcessGroup, untilReady, type RunningProgram } from '../../processes.ts';

export const serviceNames = [
  'translation',
  'categorisation',
  'anomaly',
  'lake',
  'reporting',
  'gateway',
  'ingestion',
] as const;

export type ServiceName = (typeof serviceNames)[number];

/** Started by the rows that are about them, so that the others have the same load with and without them. */
type OccasionalService = 'notifications';

/** A process of the fleet: a service, or a further process of the same one, such as `lake#2`. */
export type Instance = ServiceName | OccasionalService | `${ServiceName}#${number}`;

const serviceOf = (instance: Instance): string => instance.split('#')[0] ?? '';

const isPermanent = (instance: Instance): boolean => serviceNames.some((name) => name === instance);

type Environment = Readonly<Record<string, string>>;

interface Member {
  program: RunningProgram;
  /** Null until it is ready. */
  url: string | null;
  environment: Environment;
  /** The lab itself has ended or is ending it. */
  isExpectedToEnd: boolean;
}

export interface StartOptions {
  /** In addition to what every service gets, until it is started again by a row. */
  readonly env?: Environment;
  /** Resolve at once, not when it is ready. */
  readonly isAwaited?: boolean;
}

/** Also for a machine that has far more to do than it has cores. */
const READY_TIMEOUT_MS = 600_000;
const RESTART_AFTER_MS = 500;
const PROBE_EVERY_MS = 2_000;
const PROBE_TIMEOUT_MS = 5_000;
/** As the chart's liveness probe: so many failures in a row, then it is killed and started again. */
const FAILURES_UNTIL_RESTART = 3;

/**
 * The services of one installation as processes, looked after as an orchestrator would: what ends by itself is started again, what fails its
 * liveness probe is killed and started again. Both are counted.
 */
export class ServiceFleet {
  readonly #processes = new ProcessGroup();
  readonly #members = new Map<Instance, Member>();
  /** In the order in which they happened. */
  readonly #restarts: { name: Instance; reason: string }[] = [];
  readonly #failures = new Map<Instance, number>();
  readonly #outputs = new Map<Instance, (() => string)[]>();
  readonly #frozen = new Set<Instance>();
  readonly #dir: string;
  readonly #environment: Environment;
  #prober: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(dir: string, environment: Environment) {
    this.#dir = dir;
    this.#environment = environment;
  }

  async startAll(): Promise<void> {
    await Promise.all(serviceNames.map((name) => this.start(name)));
    this.#prober ??= setInterval(() => void this.#probeAll(), PROBE_EVERY_MS);
  }

  /** Starts it where it does not run; resolves to its address when it is ready. */
  async start(name: Instance, { env = {}, isAwaited = true }: StartOptions = {}): Promise<string | null> {
    const dataDir = join(this.#dir, name);
    await mkdir(dataDir, { recursive: true });
    const environment = { ...this.#environment, CONVOSCOPE_DATA_DIR: dataDir, ...env };
    const program = this.#processes.start(serviceOf(name), { env: environment });
    const member: Member = { program, url: null, environment: env, isExpectedToEnd: false };
    this.#members.set(name, member);
    this.#outputs.set(name, [...(this.#outputs.get(name) ?? []), () => program.output()]);
    void program.exitCode.then((code) => this.#onExit(name, member, code));
    // Whoever waits for it says how long; a server it needs may be away for longer. Where it ends before, it is started again, and that one
    // may become ready.
    untilReady(program, Infinity).then(
      (url) => (member.url = url),
      () => undefined,
    );
    return isAwaited ? this.untilUp(name) : null;
  }

  /** The address of a service once it is ready, also after it was started again meanwhile. */
  untilUp(name: Instance, timeoutMs = READY_TIMEOUT_MS): Promise<string> {
    const look = (): string => {
      const { url, program } = this.#member(name);
      if (url === null) throw new Error(`${name} is not ready: ${program.output().slice(-1_500)}`);
      return url;
    };
    return eventually(look, { timeoutMs, intervalMs: 50 });
  }

  /** Starts the services that do not run, ends further processes of them and occasional ones, and waits until all are ready. */
  async reviveAll(): Promise<void> {
    for (const [name, { program }] of this.#members) {
      this.#frozen.delete(name);
      if (!isPermanent(name) && isRunning(program.pid)) await this.kill(name);
    }
    for (const name of serviceNames)
      if (!isRunning(this.#member(name).program.pid)) await this.start(name, { isAwaited: false });
    await Promise.all(serviceNames.map((name) => this.untilUp(name)));
  }

  /** Ends it in order (SIGTERM); resolves to its exit code, null after a signal. */
  async stop(name: Instance): Promise<number | null> {
    const member = this.#member(name);
    member.isExpectedToEnd = true;
    return member.program.terminate();
  }

  /** Ends it in order and starts it, with this environment. */
  async restart(name: Instance, options: StartOptions = {}): Promise<void> {
    await this.stop(name);
    await this.start(name, options);
  }

  /** SIGKILL, and no new start until a row asks for it. */
  async kill(name: Instance): Promise<void> {
    const member = this.#member(name);
    member.isExpectedToEnd = true;
    await member.program.kill();
  }

  /** SIGSTOP; nobody asks after its health until it is thawed. */
  freeze(name: Instance): void {
    this.#frozen.add(name);
    this.signal(name, 'SIGSTOP');
  }

  /** SIGCONT. */
  thaw(name: Instance): void {
    this.signal(name, 'SIGCONT');
    this.#frozen.delete(name);
    this.#failures.delete(name);
  }

  /** A signal of its own choice. What it ends is started again. */
  signal(name: Instance, signal: NodeJS.Signals): void {
    process.kill(this.#member(name).program.pid, signal);
  }

  /** Says that it is about to end, and that this is no failure. Resolves when it has. */
  async untilEnded(name: Instance): Promise<number | null> {
    const member = this.#member(name);
    member.isExpectedToEnd = true;
    return member.program.exitCode;
  }

  pid(name: Instance): number {
    return this.#member(name).program.pid;
  }

  url(name: Instance): string | null {
    return this.#member(name).url;
  }

  /** Of those that are ready, by their names. */
  addresses(): (readonly [Instance, string])[] {
    return [...this.#members].flatMap(([name, { url }]) => (url === null ? [] : [[name, url] as const]));
  }

  /** Everything the process that runs now has written. */
  output(name: Instance): string {
    return this.#member(name).program.output();
  }

  /** Why it was started again without a row's asking, once for each time. */
  restartsOf(name: Instance): readonly string[] {
    return this.#restarts.filter((one) => one.name === name).map(({ reason }) => reason);
  }

  /** Writes what each process has written, those before it included, into a folder of its own. */
  async saveOutputs(dir: string): Promise<void> {
    await mkdir(dir, { recursive: true });
    for (const [name, outputs] of this.#outputs)
      await writeFile(
        join(dir, `${name}.log`),
        outputs.map((output) => output()).join('\n--- started again\n'),
      );
  }

  /** Restarts of all services so far, as `lake: exit 1`. */
  allRestarts(): string[] {
    return this.#restarts.map(({ name, reason }) => `${name}: ${reason}`);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#prober);
    await this.#processes.killAll();
  }

  #member(name: Instance): Member {
    const member = this.#members.get(name);
    if (member === undefined) throw new Error(`${name} was never started`);
    return member;
  }

  async #onExit(name: Instance, member: Member, code: number | null): Promise<void> {
    if (member.isExpectedToEnd || this.#isClosed) return;
    await this.#startAgain(name, member, code === null ? 'signal' : `exit ${code}`);
  }

  async #startAgain(name: Instance, member: Member, reason: string): Promise<void> {
    member.isExpectedToEnd = true;
    this.#restarts.push({ name, reason });
    await delay(RESTART_AFTER_MS);
    if (this.#isClosed || this.#members.get(name) !== member) return;
    // A crash point is over once it has struck.
    const { CONVOSCOPE_CRASH_AT: _struck, ...env } = member.environment;
    await this.start(name, { env, isAwaited: false });
  }

  async #probeAll(): Promise<void> {
    await Promise.all([...this.#members].map(([name, member]) => this.#probe(name, member)));
  }

  async #probe(name: Instance, member: Member): Promise<void> {
    if (member.url === null || member.isExpectedToEnd || this.#frozen.has(name))
      return void this.#failures.delete(name);
    const problem = await livenessOf(member.url);
    const failures = problem === null ? 0 : (this.#failures.get(name) ?? 0) + 1;
    this.#failures.set(name, failures);
    if (failures < FAILURES_UNTIL_RESTART || member.isExpectedToEnd || this.#frozen.has(name)) return;
    this.#failures.delete(name);
    member.isExpectedToEnd = true;
    await member.program.kill();
    await this.#startAgain(name, member, `liveness: ${problem}`);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Null: alive. */
async function livenessOf(url: string): Promise<string | null> {
  try {
    const response = await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    return response.ok ? null : `${response.status} ${(await response.text()).slice(0, 300)}`;
  } catch (error) {
    return (error as Error).name;
  }
}
