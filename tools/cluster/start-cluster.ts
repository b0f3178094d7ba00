import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installKafka, startKafka } from '../servers/kafka.ts';
import { installMongod, startMongod } from '../servers/mongod.ts';
import { installS3, startS3 } from '../servers/s3.ts';
import { freePorts } from '../servers/free-ports.ts';
import { runCommand } from '../servers/run-command.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { serviceNames } from '../service-names.ts';
import { startServiceProcess, type ServiceProcess } from './service-process.ts';

/** Addresses of servers; `startCluster` takes those of running ones or starts its own. */
export interface ClusterServers {
  readonly kafka: { readonly brokers: readonly string[] };
  readonly mongod: { readonly uri: string };
  readonly s3: {
    readonly endpoint: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
}

export interface ClusterOptions {
  /** Folder of everything that is kept: server data, service state, logs. */
  readonly dir: string;
  /** Servers that already run and are left running. Default: new ones with their data below `dir`. */
  readonly servers?: ClusterServers | undefined;
  /** Settings for all services, such as SOURCE_KIND, KAFKA_TOPIC_PREFIX or MONGODB_DATABASE. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Settings of single services, above `env`. */
  readonly serviceEnv?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  /** Port of the gateway. Default: a free one. */
  readonly gatewayPort?: number | undefined;
  readonly onProgress?: ((line: string) => void) | undefined;
  /** A service reported an error or ended by itself. Default: written to standard error. */
  readonly onProblem?: ((service: string, line: string) => void) | undefined;
}

export interface Cluster {
  readonly services: ReadonlyMap<string, ServiceProcess>;
  readonly gatewayUrl: string;
  readonly servers: ClusterServers;
  /** Settings that a program needs to work on the same servers, such as the command line. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends the services, the source first and the gateway last, then the servers that were started here. */
  stop(): Promise<void>;
}

interface OwnedServers {
  readonly servers: ClusterServers;
  readonly started: readonly ServerProcess[];
}

const stopAll = async (processes: readonly { stop(): Promise<void> }[]): Promise<void> => {
  const results = await Promise.allSettled(processes.map((one) => one.stop()));
  const failures = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  if (failures.length > 0) throw new AggregateError(failures, 'not everything stopped');
};

/** All three at once; those that came up are stopped again when another did not. The first time they are fetched or built, which takes minutes. */
async function startServers(dir: string, onProgress: (line: string) => void): Promise<OwnedServers> {
  for (const install of [installMongod, installKafka, installS3]) await install(onProgress);
  onProgress('starting Kafka, MongoDB and S3 …');
  const place = (name: string): { dir: string } => {
    const folder = join(dir, name);
    mkdirSync(folder, { recursive: true });
    return { dir: folder };
  };
  const starting = [startKafka(place('kafka')), startMongod(place('mongod')), startS3(place('s3'))] as const;
  const settled = await Promise.allSettled(starting);
  const started = settled.flatMap((result): ServerProcess[] =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await stopAll(started);
    throw failed.reason;
  }
  const [kafka, mongod, s3] = await Promise.all(starting);
  return { servers: { kafka, mongod, s3 }, started };
}

const toEnvironment = ({ kafka, mongod, s3 }: ClusterServers, dir: string): Record<string, string> => ({
  BUS_DRIVER: 'kafka',
  KAFKA_BROKERS: kafka.brokers.join(','),
  MONGODB_URI: mongod.uri,
  OBJECTS_DRIVER: 's3',
  S3_ENDPOINT: s3.endpoint,
  S3_REGION: s3.region,
  S3_ACCESS_KEY_ID: s3.accessKeyId,
  S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  S3_BUCKET: 'convoscope',
  CONVOSCOPE_DATA_DIR: join(dir, 'state'),
  GATEWAY_ALLOW_LOOPBACK: 'true',
});

const createBucket = (env: Readonly<Record<string, string>>): Promise<string> =>
  runCommand(process.execPath, [join(import.meta.dirname, '../../deploy/docker/create-bucket.mjs')], { env });

interface ServicesOptions extends ClusterOptions {
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The first one alone, so that collections and topics are made once and the others find them. Ingestion comes last: what it
 * reads finds everybody there.
 */
async function startServices(options: ServicesOptions, into: Map<string, ServiceProcess>): Promise<void> {
  const { dir, env, serviceEnv = {}, gatewayPort, onProgress } = options;
  const onProblem =
    options.onProblem ?? ((service: string, line: string) => process.stderr.write(`[${service}] ${line}\n`));
  const ports = await freePorts(serviceNames.length);
  const start = async (name: string): Promise<void> => {
    const own = { CONVOSCOPE_DATA_DIR: join(dir, 'state', name), ...serviceEnv[name] };
    const port =
      name === 'gateway' && gatewayPort !== undefined ? gatewayPort : ports[serviceNames.indexOf(name)];
    const service = await startServiceProcess({
      ...{ name, port: port ?? 0, onProblem, logDir: join(dir, 'logs') },
      env: { ...env, ...own },
    });
    into.set(name, service);
    onProgress?.(`${name} is ready`);
  };
  await start('gateway');
  const middle = serviceNames.filter((name) => name !== 'gateway' && name !== 'ingestion');
  const settled = await Promise.allSettled(middle.map(start));
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  await start('ingestion');
}

/**
 * Starts real servers and every service as a process of its own on this machine; resolves when all are ready (10-30 s on 2
 * cores). Needs a build. Rejects with the first service that does not come up; everything started is stopped then.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const dir = resolve(options.dir);
  mkdirSync(dir, { recursive: true });
  const { servers, started } =
    options.servers === undefined
      ? await startServers(dir, options.onProgress ?? (() => undefined))
      : { servers: options.servers, started: [] };
  const services = new Map<string, ServiceProcess>();
  const env = { ...toEnvironment(servers, dir), ...options.env };
  const stop = async (): Promise<void> => {
    for (const name of serviceNames) await services.get(name)?.stop();
    await stopAll(started);
  };
  try {
    await createBucket(env);
    await startServices({ ...options, dir, env }, services);
  } catch (error) {
    await stop();
    throw error;
  }
  return { services, gatewayUrl: services.get('gateway')?.url ?? '', servers, env, stop };
}
