import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { join } from 'node:path';
import { freePorts } from '../../../tools/servers/free-ports.ts';
import { startKafka, type KafkaServer } from '../../../tools/servers/kafka.ts';
import { startMongod, type MongodServer } from '../../../tools/servers/mongod.ts';
import { startS3, type S3Server } from '../../../tools/servers/s3.ts';
import { startToxiproxy, type TcpProxy, type ToxiproxyServer } from '../../../tools/servers/toxiproxy.ts';
import { startHttpFront, type HttpFront } from './http-front.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

const BUCKET = 'faults';
export const KAFKA_USER = 'convoscope';
export const KAFKA_PASSWORD = 'first-password';

export interface LabServers {
  readonly kafka: KafkaServer;
  readonly mongod: MongodServer;
  readonly s3: S3Server;
}

/** Null where they were not asked for or cannot be mounted. */
export interface LabDisks {
  readonly kafka: SmallDisk | null;
  readonly mongod: SmallDisk | null;
  readonly lake: SmallDisk | null;
}

export interface LabProxies {
  readonly kafka: TcpProxy;
  readonly mongodb: TcpProxy;
}

/** Real servers of the lab's own, and what services use in their place so that a fault can come between. */
export interface LabPlant {
  readonly servers: LabServers;
  /** Null where toxiproxy cannot be had; services then reach the servers themselves. */
  readonly proxies: LabProxies | null;
  /** Why there is no toxiproxy. */
  readonly proxyObstacle: string | null;
  readonly s3Front: HttpFront;
  readonly disks: LabDisks;
  /** Where the S3 server keeps the objects as files. */
  readonly bucketDir: string;
  /** Settings with which services reach all of it. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

interface Toxic {
  server: ToxiproxyServer | null;
  obstacle: string | null;
}

const startToxic = async (): Promise<Toxic> => {
  try {
    return { server: await startToxiproxy(), obstacle: null };
  } catch (error) {
    return {
      server: null,
      obstacle: `toxiproxy could not be had: ${(error as Error).message.split('\n')[0]}`,
    };
  }
};

async function createBucket(s3: S3Server): Promise<void> {
  const client = new S3Client({ ...s3, forcePathStyle: true, credentials: s3 });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  client.destroy();
}

const NO_DISKS: LabDisks = { kafka: null, mongod: null, lake: null };

const mountDisks = (dir: string): LabDisks => ({
  kafka: mountSmallDisk(join(dir, 'disk-kafka'), 512),
  mongod: mountSmallDisk(join(dir, 'disk-mongod'), 768),
  lake: mountSmallDisk(join(dir, 'disk-lake'), 32),
});

/** Data folder of a server on a small disk; without one it takes a temporary one. */
const onDisk = (disk: SmallDisk | null): { dir?: string } => (disk === null ? {} : { dir: disk.dir });

/** Starts all of it (5-10 s; the first time toxiproxy is built from source, half a minute). `dir` is for small disks, where wanted. */
export async function startPlant(dir: string, hasSmallDisks: boolean): Promise<LabPlant> {
  const disks = hasSmallDisks ? mountDisks(dir) : NO_DISKS;
  const [kafkaPort = 0, proxiedPort = 0, advertisedPort = 0] = await freePorts(3);
  const { server: toxiproxy, obstacle } = await startToxic();
  const [kafka, mongod, s3] = await Promise.all([
    startKafka({
      ...onDisk(disks.kafka),
      port: kafkaPort,
      ...(toxiproxy === null
        ? {}
        : {
            proxied: {
              port: proxiedPort,
              advertisedPort,
              login: { user: KAFKA_USER, password: KAFKA_PASSWORD },
            },
          }),
      settings: { 'group.min.session.timeout.ms': 6_000 },
    }),
    startMongod({ ...onDisk(disks.mongod), hasTestCommands: true }),
    startS3(),
  ]);
  await createBucket(s3);
  const s3Front = await startHttpFront(s3.endpoint);
  const mongoPort = Number(new URL(mongod.uri).port);
  const proxies =
    toxiproxy === null
      ? null
      : {
          kafka: await toxiproxy.proxy('kafka', proxiedPort, advertisedPort),
          mongodb: await toxiproxy.proxy('mongodb', mongoPort),
        };
  return {
    servers: { kafka, mongod, s3 },
    proxies,
    proxyObstacle: obstacle,
    s3Front,
    disks,
    bucketDir: join(s3.dir, 'data', BUCKET),
    environment: {
      KAFKA_BROKERS: proxies === null ? kafka.brokers.join(',') : `127.0.0.1:${advertisedPort}`,
      ...(proxies === null ? {} : { KAFKA_SASL_MECHANISM: 'scram-sha-256', KAFKA_SASL_USERNAME: KAFKA_USER }),
      // Direct: as a member of its set the server would give its own address away, past the proxy.
      MONGODB_URI:
        proxies === null ? mongod.uri : `mongodb://127.0.0.1:${proxies.mongodb.port}/?directConnection=true`,
      S3_ENDPOINT: s3Front.url,
      S3_REGION: s3.region,
      S3_BUCKET: BUCKET,
      S3_ACCESS_KEY_ID: s3.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    },
    async stop() {
      await s3Front.close();
      await Promise.all([kafka, mongod, s3, toxiproxy].map((server) => server?.stop()));
      for (const disk of Object.values(disks) as (SmallDisk | null)[]) disk?.unmount();
    },
  };
}
