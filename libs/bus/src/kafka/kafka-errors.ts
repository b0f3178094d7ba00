import { ConfigError, PermanentError, TransientError } from '@convoscope/contracts';

const TOO_LARGE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD']);
const REFUSED = /AUTHORIZATION_FAILED|SASL_AUTHENTICATION|UNSUPPORTED_SASL/;
const NO_TOPIC = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'INVALID_TOPIC_EXCEPTION']);

interface KafkaFailure {
  name: string;
  message: string;
  type?: string;
  retriable?: boolean;
  cause?: unknown;
  originalError?: unknown;
}

/** The error and what caused it, outermost first. kafkajs wraps what it gave up on, often more than once. */
function* chainOf(error: unknown): Generator<KafkaFailure> {
  let at = error as KafkaFailure | undefined;
  for (let depth = 0; at && depth < 6; depth++) {
    yield at;
    at = (at.originalError ?? at.cause) as KafkaFailure | undefined;
  }
}

/** The broker's own error code nearest to the root of a kafkajs error, such as `MESSAGE_TOO_LARGE`; undefined for network errors. */
export function protocolTypeOf(error: unknown): string | undefined {
  for (const { type } of chainOf(error)) if (typeof type === 'string') return type;
  return undefined;
}

/** True when this member was thrown out of its group: whatever it still does is void. */
export const isFenced = (error: unknown): boolean =>
  ['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'FENCED_INSTANCE_ID'].includes(protocolTypeOf(error) ?? '');

const AWAY =
  /Connection|BrokerNotFound|NoBrokerAvailable|RequestTimeout|NumberOfRetriesExceeded|GroupCoordinatorNotFound|MetadataNotLoaded/;

/**
 * True when a consumer that ended with this error may be started again: the broker was away, nothing is wrong with us. What says so may
 * lie deep: kafkajs calls a lost connection `KafkaJSNonRetriableError` once it has given up on it at two levels.
 */
export function isConnectivity(error: unknown): boolean {
  const chain = [...chainOf(error)];
  const isRefused = chain.some(
    ({ name, type }) => REFUSED.test(type ?? '') || name === 'KafkaJSSASLAuthenticationError',
  );
  return !isRefused && chain.some(({ name, retriable }) => retriable === true || AWAY.test(name));
}

/** A kafkajs error as one of ours. Missing rights stop the service (ConfigError): no event is to blame for them. */
export function toBusError(error: unknown, doing: string): Error {
  const { name, message } = error as KafkaFailure;
  const type = protocolTypeOf(error) ?? '';
  const details = { cause: error, context: { type, name } };
  if (TOO_LARGE.has(type))
    return new PermanentError(`${doing}: ${message}`, { ...details, code: 'BUS_RECORD_TOO_LARGE' });
  if (REFUSED.test(type) || name === 'KafkaJSSASLAuthenticationError')
    return new ConfigError([`Kafka refuses: ${doing}: ${message}`]);
  const code = NO_TOPIC.has(type) ? 'BUS_UNKNOWN_TOPIC' : 'BUS_KAFKA_UNAVAILABLE';
  return new TransientError(`${doing}: ${message}`, { ...details, code });
}

/** Runs a call of kafkajs and translates what it throws. */
export async function translateErrors<T>(doing: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toBusError(error, doing);
  }
}
