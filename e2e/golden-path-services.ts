import type { SuiteServers } from '@convoscope/testing';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ProcessGroup, untilReady, type RunningProgram } from './processes.ts';

/** A table of conversations in NocoDB and what a service needs to read it. */
export interface SourceTable {
  readonly url: string;
  readonly token: string;
  readonly baseId: string;
  /** Title or id. */
  readonly table: string;
  close(): Promise<void>;
}

export type PathServers = SuiteServers<'kafka' | 'mongod' | 's3'>;

export const API_KEY = 'golden-path-test-key';

/** Environment of every service: real servers, and NocoDB as the source. */
export const environmentOf = (
  { kafka, mongod, s3 }: PathServers,
  source: SourceTable,
): Readonly<Record<string, string>> => ({
  BUS_DRIVER: 'kafka',
  KAFKA_BROKERS: kafka.brokers.join(','),
  KAFKA_TOPIC_PREFIX: kafka.topicPrefix,
  KAFKA_TOPIC_PARTITIONS: '3',
  MONGODB_URI: mongod.uri,
  MONGODB_DATABASE: mongod.database,
  S3_ENDPOINT: s3.endpoint,
  S3_REGION: s3.region,
  S3_BUCKET: s3.bucket,
  S3_ACCESS_KEY_ID: s3.accessKeyId,
  S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  HTTP_HOST: '127.0.0.1',
  HTTP_PORT: '0',
  GATEWAY_API_KEY: API_KEY,
  SOURCE_KIND: 'nocodb',
  SOURCE_NAME: 'noco',
  SOURCE_PAGE_SIZE: '100',
  NOCODB_URL: source.url,
  NOCODB_TOKEN: source.token,
  NOCODB_BASE_ID: source.baseId,
  NOCODB_TABLE: source.table,
  // Slow enough that the work is still going on when a service is killed.
  NOCODB_REQUESTS_PER_SECOND: '5',
  INGESTION_POLL_INTERVAL: '2s',
  INGESTION_LEASE: '10s',
});

/** The services of one deployment, each a process with a data folder of its own in `dir`. */
export class Deployment {
  readonly #processes = new ProcessGroup();
  readonly #running = new Map<string, RunningProgram>();
  readonly #dir: string;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(dir: string, environment: Readonly<Record<string, string>>) {
    this.#dir = dir;
    this.#environment = environment;
  }

  /** The environment of one program; its data folder is made. */
  async environmentOf(name: string): Promise<Record<string, string>> {
    const dataDir = join(this.#dir, name);
    await mkdir(dataDir, { recursive: true });
    return { ...this.#environment, CONVOSCOPE_DATA_DIR: dataDir };
  }

  /** Resolves to the service's address once it is ready; a service that was killed starts anew. */
  async start(name: string): Promise<string> {
    const program = this.#processes.start(name, { env: await this.environmentOf(name) });
    this.#running.set(name, program);
    return untilReady(program);
  }

  /** SIGKILL. */
  async kill(name: string): Promise<void> {
    await this.#running.get(name)?.kill();
  }

  /** Standard output of one command of the CLI; throws where its exit code is not 0. */
  async runCli(...args: string[]): Promise<string> {
    const cli = this.#processes.start('cli', { args, env: await this.environmentOf('cli') });
    const exitCode = await cli.exitCode;
    if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${cli.output().slice(-3000)}`);
    return cli.stdout();
  }

  /** SIGTERM to every service; their exit codes by name, null after a signal. */
  async terminateAll(): Promise<Record<string, number | null>> {
    const ends = [...this.#running].map(
      async ([name, program]) => [name, await program.terminate()] as const,
    );
    return Object.fromEntries(await Promise.all(ends));
  }

  killAll(): Promise<void> {
    return this.#processes.killAll();
  }
}
