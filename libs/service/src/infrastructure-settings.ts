import {
  boolean,
  defineSettings,
  durationMs,
  integer,
  list,
  oneOf,
  optional,
  path,
  secret,
  text,
  url,
  type SettingsOf,
} from '@convoscope/config';
import { tracingSettings } from '@convoscope/telemetry';
import { lifetimeSettings } from './lifetimes/lifetime-settings.ts';

/** What every service needs, whether or not it brings bus and store itself. */
export const processSettings = defineSettings({
  logLevel: {
    env: 'LOG_LEVEL',
    type: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'info',
    doc: 'Least important log lines that are written.',
  },
  ...tracingSettings,
  shutdownGraceMs: {
    env: 'SHUTDOWN_GRACE_MS',
    type: durationMs({ min: 100 }),
    default: 25_000,
    unit: 'ms',
    doc: 'Time a service has to finish its work after SIGTERM; then it exits with code 1.',
  },
  lifetimes: lifetimeSettings,
  sentryDsn: {
    env: 'SENTRY_DSN',
    type: optional(secret()),
    default: undefined,
    doc: 'Where errors are sent besides the database: the DSN of a server that speaks the protocol of Sentry.',
  },
});

const busSettings = defineSettings({
  driver: {
    env: 'BUS_DRIVER',
    type: oneOf(['kafka', 'memory']),
    default: 'kafka',
    doc: 'What carries events: `kafka`, or `memory` for one process alone, with a journal in the data folder.',
  },
  brokers: {
    env: 'KAFKA_BROKERS',
    type: list(text()),
    default: ['localhost:9092'],
    doc: 'Kafka brokers to start from, as host:port.',
  },
  topicPrefix: {
    env: 'KAFKA_TOPIC_PREFIX',
    type: text(),
    default: 'convoscope.',
    doc: 'Put in front of every topic and consumer group.',
  },
  partitions: {
    env: 'KAFKA_TOPIC_PARTITIONS',
    type: integer({ min: 1, max: 10_000 }),
    default: 6,
    doc: 'Partitions of topics that are created. More workers than this stand idle.',
  },
  replicationFactor: {
    env: 'KAFKA_REPLICATION_FACTOR',
    type: integer({ min: 1, max: 9 }),
    default: 1,
    doc: 'Copies of topics that are created; 3 in production.',
  },
  retentionMs: {
    env: 'KAFKA_TOPIC_RETENTION',
    type: durationMs({ min: 60_000 }),
    default: 14 * 86_400_000,
    unit: 'ms',
    doc: 'How long topics that are created keep events.',
  },
  stallAfterMs: {
    env: 'BUS_STALL_AFTER',
    type: durationMs({ min: 1_000 }),
    default: 60_000,
    unit: 'ms',
    doc: 'A partition that has events and does not move is found to be stuck after this long; then the service ends, to be started again. Longer than the slowest batch.',
  },
  ssl: { env: 'KAFKA_SSL', type: boolean(), default: false, doc: 'Whether to speak TLS to Kafka.' },
  sslCa: {
    env: 'KAFKA_SSL_CA',
    type: optional(text()),
    default: undefined,
    doc: 'Certificate (PEM) of the authority behind the brokers, where the system does not know it; best by KAFKA_SSL_CA_FILE.',
  },
  saslMechanism: {
    env: 'KAFKA_SASL_MECHANISM',
    type: oneOf(['none', 'plain', 'scram-sha-256', 'scram-sha-512']),
    default: 'none',
    doc: 'How to log in to Kafka.',
  },
  saslUsername: {
    env: 'KAFKA_SASL_USERNAME',
    type: optional(text()),
    default: undefined,
    doc: 'User name for Kafka.',
  },
  saslPassword: {
    env: 'KAFKA_SASL_PASSWORD',
    type: optional(secret()),
    default: undefined,
    doc: 'Password for Kafka.',
  },
  sessionTimeoutMs: {
    env: 'KAFKA_SESSION_TIMEOUT',
    type: durationMs({ min: 6_000 }),
    default: 30_000,
    unit: 'ms',
    doc: 'A consumer that gives no sign of life for this long is taken for dead, and its partitions go to others.',
  },
  crashAt: {
    env: 'CONVOSCOPE_CRASH_AT',
    type: optional(text()),
    default: undefined,
    doc: 'For tests alone, refused unless NODE_ENV is `test`: the process kills itself at `after-store`, `after-publish` or `before-commit`, with `:n` at the n-th time.',
  },
});

const mongoSettings = defineSettings({
  uri: {
    env: 'MONGODB_URI',
    type: secret(),
    doc: 'Connection string of MongoDB, for example mongodb://localhost:27017/?replicaSet=rs0.',
  },
  database: { env: 'MONGODB_DATABASE', type: text(), default: 'convoscope', doc: 'Database to use.' },
  migrateOnStart: {
    env: 'MONGODB_MIGRATE_ON_START',
    type: boolean(),
    default: true,
    doc: 'Whether a service brings collections and indexes up to date when it starts.',
  },
  maxPoolSize: {
    env: 'MONGODB_POOL_SIZE',
    type: integer({ min: 1, max: 1_000 }),
    default: 20,
    doc: 'Most connections of a process to each server. Callers beyond wait: convoscope_mongodb_pool_waiting.',
  },
  minPoolSize: {
    env: 'MONGODB_POOL_MIN',
    type: integer({ min: 0, max: 1_000 }),
    default: 0,
    doc: 'Connections that stay open while nobody needs them.',
  },
  poolWaitMs: {
    env: 'MONGODB_POOL_WAIT',
    type: durationMs({ min: 100 }),
    default: 10_000,
    unit: 'ms',
    doc: 'How long a caller waits for a connection; then its work is tried again later.',
  },
  connectTimeoutMs: {
    env: 'MONGODB_CONNECT_TIMEOUT',
    type: durationMs({ min: 100 }),
    default: 10_000,
    unit: 'ms',
    doc: 'How long opening a connection may take.',
  },
  serverSelectionMs: {
    env: 'MONGODB_SERVER_SELECTION_TIMEOUT',
    type: durationMs({ min: 100 }),
    default: 5_000,
    unit: 'ms',
    doc: 'How long it is looked for a server that can take an operation, as while a primary is elected.',
  },
  readPreference: {
    env: 'MONGODB_READ_PREFERENCE',
    type: oneOf(['primary', 'primaryPreferred', 'secondary', 'secondaryPreferred', 'nearest']),
    default: 'primary',
    doc: 'Where pages that people look at are read. What is read in order to write always comes from the primary.',
  },
  slowCommandMs: {
    env: 'MONGODB_SLOW_COMMAND',
    type: durationMs({ min: 1 }),
    default: 500,
    unit: 'ms',
    doc: 'A command that takes so long is counted, and logged by its shape, once an hour with its plan.',
  },
});

const objectSettings = defineSettings({
  driver: {
    env: 'OBJECTS_DRIVER',
    type: oneOf(['s3', 'filesystem']),
    default: 's3',
    doc: 'Where files are kept: `s3`, or `filesystem` below the data folder.',
  },
  endpoint: {
    env: 'S3_ENDPOINT',
    type: optional(url()),
    default: undefined,
    doc: 'Address of an S3-compatible server. Without it, AWS.',
  },
  region: { env: 'S3_REGION', type: text(), default: 'us-east-1', doc: 'Region of the bucket.' },
  bucket: {
    env: 'S3_BUCKET',
    type: text(),
    default: 'convoscope',
    doc: 'Bucket for lake, reports and large events.',
  },
  accessKeyId: {
    env: 'S3_ACCESS_KEY_ID',
    type: optional(text()),
    default: undefined,
    doc: 'Access key. Without it, what AWS provides in the place (instance role, web identity).',
  },
  secretAccessKey: {
    env: 'S3_SECRET_ACCESS_KEY',
    type: optional(secret()),
    default: undefined,
    doc: 'Secret of the access key.',
  },
  forcePathStyle: {
    env: 'S3_FORCE_PATH_STYLE',
    type: optional(boolean()),
    default: undefined,
    doc: 'Bucket name in the path instead of the host name. Without it: yes where S3_ENDPOINT is set.',
  },
});

/** Settings that all services share: bus, store, object storage, HTTP, telemetry, lifecycle. */
export const infrastructureSettings = defineSettings({
  ...processSettings,
  tenant: {
    env: 'CONVOSCOPE_TENANT',
    type: text(),
    default: 'default',
    doc: 'Tenant this installation works for.',
  },
  nodeEnv: {
    env: 'NODE_ENV',
    type: text(),
    default: 'production',
    doc: '`test` allows the settings that are for tests alone. Nothing else depends on it.',
  },
  dataDir: {
    env: 'CONVOSCOPE_DATA_DIR',
    type: path(),
    default: '.convoscope',
    doc: 'Folder for local durable state and scratch files.',
  },
  http: {
    host: { env: 'HTTP_HOST', type: text(), default: '0.0.0.0', doc: 'Address the HTTP server listens on.' },
    port: {
      env: 'HTTP_PORT',
      type: integer({ min: 0, max: 65_535 }),
      default: 8080,
      doc: 'Port of the HTTP server: health, metrics and, on the gateway, the API. 0 takes a free one.',
    },
  },
  bus: busSettings,
  mongo: mongoSettings,
  objects: objectSettings,
});

export type InfrastructureSettings = SettingsOf<typeof infrastructureSettings>;
