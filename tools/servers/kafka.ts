/** Apache Kafka as one KRaft node, from the jars on Maven Central. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { installOnce, type OnProgress } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { acceptsConnections, cacheDir, type ServerSettings } from '../../libs/testing/src/server-registry.ts';
import { requireCommands } from './debian.ts';
import { freePort } from './free-ports.ts';
import { runCommand } from './run-command.ts';
import {
  onFreePort,
  placeFor,
  startProcess,
  type ServerProcess,
  type StartOptions,
} from './server-process.ts';

export const KAFKA_VERSION = '4.3.1';
const CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qg';
const LOGGING = join(import.meta.dirname, 'kafka.log4j2.properties');
/** Lines of `sha256sum *.jar`; written anew when the versions in kafka.pom.xml change. */
const CHECKSUMS = join(import.meta.dirname, 'kafka.jars.sha256');

const sha256Of = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Throws unless the folder holds exactly the listed jars. */
export function verifyJars(folder: string, checksums: string): void {
  const actual = readdirSync(folder)
    .sort()
    .map((name) => `${sha256Of(join(folder, name))}  ${name}`);
  const expected = new Set(checksums.trim().split('\n'));
  const wrong = actual.filter((line) => !expected.delete(line));
  if (wrong.length + expected.size === 0) return;
  throw new Error(
    `Kafka's jars differ from kafka.jars.sha256: unexpected [${wrong.join(', ')}], missing [${[...expected].join(', ')}]`,
  );
}

async function downloadJars(folder: string): Promise<void> {
  requireCommands('Kafka', ['java', 'mvn'], ['default-jre-headless', 'maven']);
  await copyFile(join(import.meta.dirname, 'kafka.pom.xml'), join(folder, 'pom.xml'));
  const libs = join(folder, 'libs');
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${libs}`, '-DincludeScope=runtime'];
  await runCommand('mvn', ['-B', '-q', '-f', join(folder, 'pom.xml'), ...goal]);
  verifyJars(libs, readFileSync(CHECKSUMS, 'utf8'));
}

/** The class path of Kafka's jars, downloaded once. Needs Java 17 or later to run. */
export async function installKafka(onProgress?: OnProgress): Promise<string> {
  const target = join(cacheDir(), `kafka-${KAFKA_VERSION}`);
  const folder = await installOnce({ target, install: downloadJars, onProgress });
  requireCommands('Kafka', ['java'], ['default-jre-headless']);
  return join(folder, 'libs', '*');
}

/** A second door for clients that come through a proxy: the broker tells them the proxy's address in place of its own. */
export interface ProxiedListener {
  /** Where the broker listens for the proxy. */
  readonly port: number;
  /** Where the proxy listens for clients. */
  readonly advertisedPort: number;
  /** Whoever comes through this door must log in as this user, by SCRAM-SHA-256. */
  readonly login?: { readonly user: string; readonly password: string } | undefined;
}

export interface KafkaOptions extends StartOptions {
  readonly proxied?: ProxiedListener | undefined;
  /** Further lines of server.properties. */
  readonly settings?: Readonly<Record<string, string | number>> | undefined;
}

interface Ports {
  readonly port: number;
  readonly controllerPort: number;
  readonly proxied: ProxiedListener | undefined;
}

const SCRAM = 'SCRAM-SHA-256';

function listeners({ port, controllerPort, proxied }: Ports): Record<string, string> {
  const hasLogin = proxied?.login !== undefined;
  const [extra, extraAdvertised] =
    proxied === undefined
      ? ['', '']
      : [`,PROXIED://127.0.0.1:${proxied.port}`, `,PROXIED://127.0.0.1:${proxied.advertisedPort}`];
  return {
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}${extra}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}${extraAdvertised}`,
    'listener.security.protocol.map': `PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:${hasLogin ? 'SASL_PLAINTEXT' : 'PLAINTEXT'}`,
    ...(hasLogin
      ? {
          'sasl.enabled.mechanisms': SCRAM,
          'listener.name.proxied.scram-sha-256.sasl.jaas.config':
            'org.apache.kafka.common.security.scram.ScramLoginModule required;',
        }
      : {}),
  };
}

/** One broker: internal topics cannot have three replicas, and groups form at once in place of after 3 s. */
const properties = (ports: Ports, dir: string): Record<string, string | number> => ({
  'process.roles': 'broker,controller',
  'node.id': 1,
  'controller.quorum.voters': `1@127.0.0.1:${ports.controllerPort}`,
  ...listeners(ports),
  'inter.broker.listener.name': 'PLAINTEXT',
  'controller.listener.names': 'CONTROLLER',
  'log.dirs': join(dir, 'data'),
  'num.partitions': 3,
  'auto.create.topics.enable': 'false',
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 5,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'transaction.state.log.num.partitions': 5,
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  'group.initial.rebalance.delay.ms': 0,
  'num.network.threads': 2,
  'num.io.threads': 4,
  'log.segment.bytes': 67108864,
});

async function format(
  classpath: string,
  dir: string,
  port: number,
  { proxied, settings }: KafkaOptions,
): Promise<string> {
  const file = join(dir, 'server.properties');
  const ports = { port, controllerPort: await freePort(), proxied };
  const entries = Object.entries({ ...properties(ports, dir), ...settings });
  writeFileSync(file, entries.map(([key, value]) => `${key}=${value}\n`).join(''));
  if (existsSync(join(dir, 'data', 'meta.properties'))) return file;
  const { login } = proxied ?? {};
  const users =
    login === undefined ? [] : ['--add-scram', `${SCRAM}=[name=${login.user},password=${login.password}]`];
  const arguments_ = ['format', '--cluster-id', CLUSTER_ID, '--config', file, ...users];
  const env = { CLASSPATH: classpath };
  await runCommand(
    'java',
    [`-Dlog4j2.configurationFile=${LOGGING}`, 'kafka.tools.StorageTool', ...arguments_],
    { env },
  );
  return file;
}

/** A new broker answers its first coordinator requests with errors: ask until it does not, so that no test sees them. */
async function warmUp(broker: string): Promise<boolean> {
  const kafka = new Kafka({
    clientId: 'warm-up',
    brokers: [broker],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 50 },
  });
  const admin = kafka.admin();
  const producer = kafka.producer({ transactionalId: 'warm-up', idempotent: true, maxInFlightRequests: 1 });
  try {
    await admin.connect();
    await admin.fetchOffsets({ groupId: 'warm-up' });
    await producer.connect();
    return true;
  } finally {
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }
}

export type KafkaServer = ServerProcess & ServerSettings['kafka'];

/** Gives a user another password. Connections that are open stay so. */
export async function changePassword(server: KafkaServer, user: string, password: string): Promise<void> {
  const change = `${SCRAM}=[iterations=4096,password=${password}]`;
  const who = ['--entity-type', 'users', '--entity-name', user];
  const broker = server.brokers[0] ?? '';
  await runCommand(
    'java',
    [
      `-Dlog4j2.configurationFile=${LOGGING}`,
      'kafka.admin.ConfigCommand',
      ...['--bootstrap-server', broker, '--alter', '--add-config', change, ...who],
    ],
    { env: { CLASSPATH: await installKafka() } },
  );
}

async function startOn(port: number, classpath: string, options: KafkaOptions): Promise<KafkaServer> {
  const { dir: given, outlivesParent } = options;
  const { dir, removeDir } = placeFor('kafka', given);
  const file = await format(classpath, dir, port, options);
  const broker = `127.0.0.1:${port}`;
  const server = await startProcess({
    ...{ name: 'kafka', dir, removeDir, outlivesParent, command: 'java', env: { CLASSPATH: classpath } },
    args: [
      '-Xms256m',
      '-Xmx512m',
      '-XX:+UseSerialGC',
      `-Dlog4j2.configurationFile=${LOGGING}`,
      'kafka.Kafka',
      file,
    ],
    isReady: async () => (await acceptsConnections('127.0.0.1', port)) && warmUp(broker),
  });
  return Object.assign(server, { brokers: [broker] });
}

/** Starts one broker; resolves when its coordinators answer (3-10 s). Topics must be created: it makes none by itself. */
export async function startKafka(options: KafkaOptions = {}): Promise<KafkaServer> {
  const classpath = await installKafka();
  return onFreePort(options.port, freePort, (port) => startOn(port, classpath, options));
}
