import type { Logger } from 'pino';
import { quietTimers } from './quiet-timers.ts';
import kafkajs, { type Kafka, type KafkaConfig, type logCreator } from 'kafkajs';

const { Kafka: KafkaClient, logLevel } = kafkajs;

/** How late a client notices added partitions: until then a writer leaves them out and a consumer does not read them. kafkajs waits five minutes. */
export const METADATA_MAX_AGE_MS = 30_000;

export interface KafkaConnection {
  brokers: readonly string[];
  clientId: string;
  /** true, or TLS options of node:tls. */
  ssl?: KafkaConfig['ssl'];
  sasl?: KafkaConfig['sasl'];
  /** Default 10 000. */
  connectionTimeoutMs?: number;
  /** Default 30 000. */
  requestTimeoutMs?: number;
}

/** Retries inside the client; what lasts longer comes up as TransientError and is the bus's to handle. About 12 s in all. */
const CLIENT_RETRY = { initialRetryTime: 100, maxRetryTime: 3_000, multiplier: 2, retries: 8 };

/**
 * kafkajs logs every broken connection and every rebalance as an error or warning. Who must act hears of it from the bus itself, so its
 * lines go one or two levels down.
 */
function toLogCreator(logger: Logger): logCreator {
  return () =>
    ({ level, namespace, log: { message, timestamp: _timestamp, ...fields } }) => {
      const line = { kafkajs: namespace, ...fields };
      if (level === logLevel.ERROR) logger.debug(line, message);
      else if (level !== logLevel.NOTHING) logger.trace(line, message);
    };
}

export function createKafkaClient(connection: KafkaConnection, logger: Logger): Kafka {
  quietTimers();
  return new KafkaClient({
    brokers: [...connection.brokers],
    clientId: connection.clientId,
    connectionTimeout: connection.connectionTimeoutMs ?? 10_000,
    requestTimeout: connection.requestTimeoutMs ?? 30_000,
    retry: CLIENT_RETRY,
    logLevel: logLevel.WARN,
    logCreator: toLogCreator(logger),
    ...(connection.ssl === undefined ? {} : { ssl: connection.ssl }),
    ...(connection.sasl === undefined ? {} : { sasl: connection.sasl }),
  });
}
