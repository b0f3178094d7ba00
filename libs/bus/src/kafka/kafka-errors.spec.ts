import { describe, expect, it } from '@jest/globals';
import { ConfigError, PermanentError, TransientError } from '@convoscope/contracts';
import kafkajs from 'kafkajs';
import { isConnectivity, isFenced, protocolTypeOf, toBusError } from './kafka-errors.ts';

const {
  KafkaJSConnectionError,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
} = kafkajs;

const protocol = (type: string, retriable = false): Error =>
  new KafkaJSProtocolError(Object.assign(new Error(type), { type, code: 1, retriable }) as never);

/** As its retrier gives up: what an inner one has given up on is not tried again by an outer one. */
const givenUpTwice = (error: Error): Error => {
  const inner = new KafkaJSNumberOfRetriesExceeded(error, { retryCount: 5, retryTime: 1_000 });
  return Object.assign(new KafkaJSNonRetriableError(inner), { cause: inner.cause });
};

describe('isConnectivity', () => {
  it('recognises a broker that went away also where the client wrapped it: consumers ended for good and their services were restarted', () => {
    const reset = new KafkaJSConnectionError('Connection error: read ECONNRESET');
    expect(isConnectivity(reset)).toBe(true);
    expect(givenUpTwice(reset).name).toBe('KafkaJSNonRetriableError');
    expect(isConnectivity(givenUpTwice(reset))).toBe(true);
  });

  it('does not take missing rights for an outage', () => {
    expect(isConnectivity(givenUpTwice(protocol('TOPIC_AUTHORIZATION_FAILED', true)))).toBe(false);
    expect(isConnectivity(new KafkaJSNonRetriableError('Sentinel'))).toBe(false);
  });
});

describe('toBusError', () => {
  it('says what a failure means for the event in hand', () => {
    expect(toBusError(protocol('MESSAGE_TOO_LARGE'), 'produce')).toBeInstanceOf(PermanentError);
    expect(toBusError(protocol('GROUP_AUTHORIZATION_FAILED'), 'consume')).toBeInstanceOf(ConfigError);
    const missing = toBusError(protocol('UNKNOWN_TOPIC_OR_PARTITION'), 'produce');
    expect(missing).toBeInstanceOf(TransientError);
    expect(missing).toMatchObject({ code: 'BUS_UNKNOWN_TOPIC' });
    expect(toBusError(new Error('boom'), 'produce')).toMatchObject({ code: 'BUS_KAFKA_UNAVAILABLE' });
  });

  it('finds the code of the broker below the wrapping', () => {
    const wrapped = givenUpTwice(protocol('ILLEGAL_GENERATION'));
    expect(protocolTypeOf(wrapped)).toBe('ILLEGAL_GENERATION');
    expect(isFenced(wrapped)).toBe(true);
    expect(isFenced(protocol('REBALANCE_IN_PROGRESS'))).toBe(false);
  });
});
