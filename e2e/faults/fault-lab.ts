import mongoose, { type mongo } from 'mongoose';
import { mkdtempSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { loadSettings } from '@convoscope/config';
import { createInfrastructure, infrastructureSettings, type OwnedInfrastructure } from '@convoscope/service';
import { createTelemetry } from '@convoscope/telemetry';
import { startNocodbStub, type NocodbStub } from '../../apps/ingestion/test/nocodb-stub.ts';
import type { StubTable } from '../../apps/ingestion/test/nocodb-stub/stub-table.ts';
import { acceptsConnections } from '../../libs/testing/src/server-registry.ts';
import type { TcpProxy } from '../../tools/servers/toxiproxy.ts';
import { seededRandom } from '../../libs/testing/src/seeded-random.ts';
import { compareWithLedger, notYetArrived, type Difference } from './lab/compare-with-ledger.ts';
import { lagOf } from './lab/consumer-lag.ts';
import type { HttpFront } from './lab/http-front.ts';
import { createLabSecrets, type LabSecrets } from './lab/lab-secrets.ts';
import {
  KAFKA_PASSWORD,
  startPlant,
  type LabDisks,
  type LabPlant,
  type LabProxies,
  type LabServers,
} from './lab/lab-servers.ts';
import { createLoadGenerator, LOAD_COLUMNS, type LoadGenerator } from './lab/load-generator.ts';
import { ServiceFleet } from './lab/service-fleet.ts';
import { WireTap } from './lab/wire-tap.ts';

const TABLE = 'Conversations';
const PREFIX = 'faults.';

/** Everything a row may touch. */
export interface FaultLab {
  readonly servers: LabServers;
  readonly proxies: LabProxies | null;
  readonly proxyObstacle: string | null;
  readonly s3Front: HttpFront;
  readonly disks: LabDisks;
  readonly secrets: LabSecrets;
  readonly services: ServiceFleet;
  readonly source: { readonly stub: NocodbStub; readonly table: StubTable };
  readonly load: LoadGenerator;
  readonly tap: WireTap;
  /** The database, past the product's code and past the proxy. */
  readonly database: mongo.Db;
  /** Runs a command of the database `admin`. */
  mongoAdmin(command: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Of the lab's own, past the proxies. */
  readonly infrastructure: OwnedInfrastructure;
  readonly bucketDir: string;
  /** A folder that is removed in the end. */
  readonly dir: string;
  /** What every service is started with, but its data folder. */
  readonly environment: Readonly<Record<string, string>>;
  /** Resolves to the seconds it took until these conversations stand everywhere in MongoDB as in the ledger; rejects after `timeoutMs`. */
  untilArrived(conversationIds: readonly string[], timeoutMs?: number): Promise<number>;
  /** Resolves when every change of the ledger has arrived and no consumer group lags; rejects after `timeoutMs`. */
  untilQuiet(timeoutMs?: number): Promise<void>;
  /** All stages against the ledger. */
  compare(): Promise<Difference[]>;
  /** Starts what a row has left behind dead: servers that do not answer, services that do not run. */
  revive(): Promise<void>;
  close(): Promise<void>;
}

/** Faster than production, so that a fault and its repair fit into a row: what a row proves does not depend on it. */
const LAB_SETTINGS: Readonly<Record<string, string>> = {
  NODE_ENV: 'test',
  // SIGUSR1 then opens the inspector on a free port.
  NODE_OPTIONS: '--inspect-port=0',
  BUS_DRIVER: 'kafka',
  KAFKA_TOPIC_PREFIX: PREFIX,
  KAFKA_TOPIC_PARTITIONS: '3',
  KAFKA_SESSION_TIMEOUT: '10s',
  MONGODB_DATABASE: 'faults',
  HTTP_HOST: '127.0.0.1',
  HTTP_PORT: '0',
  SOURCE_KIND: 'nocodb',
  SOURCE_NAME: 'faults',
  SOURCE_PAGE_SIZE: '200',
  NOCODB_TABLE: TABLE,
  NOCODB_REQUESTS_PER_SECOND: '50',
  NOCODB_TIMEOUT: '5s',
  INGESTION_POLL_INTERVAL: '1s',
  INGESTION_OVERLAP: '10s',
  INGESTION_RECONCILE_INTERVAL: '5s',
  INGESTION_LEASE: '5s',
  LAKE_FLUSH_INTERVAL_MS: '1000',
  LAKE_COMPACTION_INTERVAL_MS: '20000',
  LAKE_GRACE_MS: '120000',
};

async function openInfrastructure(
  { servers, environment }: LabPlant,
  dir: string,
): Promise<OwnedInfrastructure> {
  const telemetry = createTelemetry({ service: 'fault-lab', logLevel: 'silent', processMetrics: false });
  const direct = {
    KAFKA_BROKERS: servers.kafka.brokers.join(','),
    MONGODB_URI: servers.mongod.uri,
    S3_ENDPOINT: servers.s3.endpoint,
    KAFKA_SASL_MECHANISM: 'none',
  };
  const env = { ...environment, ...LAB_SETTINGS, ...direct, CONVOSCOPE_DATA_DIR: join(dir, 'lab') };
  await mkdir(env.CONVOSCOPE_DATA_DIR, { recursive: true });
  return createInfrastructure(loadSettings(infrastructureSettings, env), telemetry);
}

const QUIET_LOOKS = 3;
const LOOK_EVERY_MS = 300;

export interface LabOptions {
  /** Decides the load. */
  readonly seed: number;
  readonly hasSmallDisks?: boolean;
}

/** Starts servers and source (10-20 s); services are started by `services.startAll`. */
export async function openLab({ seed, hasSmallDisks = false }: LabOptions): Promise<FaultLab> {
  const dir = mkdtempSync(join(tmpdir(), 'convoscope-faults-'));
  const plant = await startPlant(dir, hasSmallDisks);
  const { servers, bucketDir } = plant;
  const stub = await startNocodbStub();
  const table = stub.addTable(TABLE, LOAD_COLUMNS);
  const load = createLoadGenerator(table, seededRandom(seed), 'c');
  const secrets = createLabSecrets(join(dir, 'secrets'), {
    NOCODB_TOKEN: stub.token,
    GATEWAY_API_KEY: 'fault-lab-api-key',
    ...(plant.proxies === null ? {} : { KAFKA_SASL_PASSWORD: KAFKA_PASSWORD }),
  });
  const source = { NOCODB_URL: stub.url, NOCODB_BASE_ID: stub.baseId };
  const environment = { ...plant.environment, ...LAB_SETTINGS, ...source, ...secrets.environment };
  const infrastructure = await openInfrastructure(plant, dir);
  const client = await mongoose.mongo.MongoClient.connect(servers.mongod.uri);
  const database = client.db('faults');
  const tap = new WireTap(servers.kafka.brokers, PREFIX);
  const services = new ServiceFleet(join(dir, 'services'), environment);

  async function untilArrived(ids: readonly string[], timeoutMs = 120_000): Promise<number> {
    const startedAt = performance.now();
    for (;;) {
      const waiting = await notYetArrived({ ledger: load.ledger, database }, ids).catch(() => ids);
      const tookMs = performance.now() - startedAt;
      if (waiting.length === 0) return tookMs / 1_000;
      if (tookMs > timeoutMs)
        throw new Error(`${waiting.length} of ${ids.length} had not arrived after ${timeoutMs / 1_000} s`);
      await delay(LOOK_EVERY_MS);
    }
  }

  async function untilQuiet(timeoutMs = 120_000): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    await untilArrived(load.ledger.changed(), timeoutMs);
    for (let looks = 0; looks < QUIET_LOOKS;) {
      const lag = await lagOf(tap);
      looks = lag === 0 ? looks + 1 : 0;
      if (performance.now() > deadline) throw new Error(`lag ${lag} after ${timeoutMs / 1_000} s`);
      await delay(LOOK_EVERY_MS);
    }
  }

  async function revive(): Promise<void> {
    const { port } = new URL(`http://${servers.kafka.brokers[0]}`);
    if (!(await acceptsConnections('127.0.0.1', Number(port)))) await servers.kafka.restart();
    const isThere = await database.command({ ping: 1 }, { timeoutMS: 10_000 }).then(Boolean, () => false);
    if (!isThere) await servers.mongod.restart();
    plant.s3Front.heal();
    for (const proxy of Object.values(plant.proxies ?? {}) as TcpProxy[]) await proxy.heal();
    await services.reviveAll();
  }

  async function close(): Promise<void> {
    load.pause();
    await services.close();
    await client.close();
    await infrastructure.close();
    await stub.close();
    await plant.stop();
    await rm(dir, { recursive: true, force: true });
  }

  const { proxies, proxyObstacle, s3Front, disks } = plant;
  return {
    ...{
      servers,
      proxies,
      proxyObstacle,
      s3Front,
      disks,
      secrets,
      services,
      load,
      tap,
      database,
      infrastructure,
    },
    ...{ bucketDir, dir, environment, source: { stub, table }, untilArrived, untilQuiet, revive, close },
    mongoAdmin: (command) => client.db('admin').command({ ...command }),
    async compare() {
      await tap.advance();
      return compareWithLedger({ ledger: load.ledger, database, tap, bucketDir });
    },
  };
}
