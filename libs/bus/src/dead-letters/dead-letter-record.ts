import { createHash } from 'node:crypto';
import type { DeadLetter } from '../bus.ts';
import { describeThrown } from '../consume/classify-error.ts';
import type { RawRecord, StoredRecord } from '../driver/bus-driver.ts';
import { originalHeaders, readFact, readPlace, toFactHeaders, toPlaceFacts } from './dead-letter-headers.ts';

const MAX_ERROR_CHARACTERS = 2_000;

/** Reason of a letter that did nothing wrong: an earlier event of its key waits in the dead-letter topic. */
export const HELD = 'behind';

/** Why and where a record failed. */
export interface Failure {
  originalTopic: string;
  originalPartition: number;
  originalOffset: bigint;
  group: string;
  reason: string;
  cause: unknown;
  attempts: number;
  firstFailedAt: string;
  lastFailedAt: string;
  /** Place of the event that this one waits behind. */
  behind: string | null;
}

/** The first 16 hex digits of the SHA-256 of a stack's frames: equal faults, equal digest; null where there is no stack. */
export function stackDigest(cause: unknown): string | null {
  if (!(cause instanceof Error) || cause.stack === undefined) return null;
  const frames = cause.stack.split('\n').filter((line) => line.trimStart().startsWith('at '));
  return createHash('sha256')
    .update(`${cause.name}\n${frames.join('\n')}`)
    .digest('hex')
    .slice(0, 16);
}

const errorClassOf = (cause: unknown): string | null =>
  cause === undefined ? null : cause instanceof Error ? cause.constructor.name : typeof cause;

/** The record to append to the dead-letter topic: key, value and headers of the original untouched, the failure in headers of its own. */
export function toDeadLetterRecord(record: StoredRecord, failure: Failure): RawRecord {
  const { group, originalPartition: partition, originalOffset: offset } = failure;
  const headers = originalHeaders(record.headers);
  const facts = {
    original_topic: failure.originalTopic,
    ...toPlaceFacts({ group, partition, offset }),
    original_key: record.key?.toString('utf8') ?? null,
    reason: failure.reason,
    error_class: errorClassOf(failure.cause),
    error: failure.cause === undefined ? null : describeThrown(failure.cause).slice(0, MAX_ERROR_CHARACTERS),
    stack_digest: stackDigest(failure.cause),
    attempts: String(failure.attempts),
    first_failed_at: failure.firstFailedAt,
    last_failed_at: failure.lastFailedAt,
    traceparent: headers['traceparent']?.toString('utf8') ?? null,
    behind: failure.behind,
  };
  return { key: record.key, value: record.value, headers: { ...headers, ...toFactHeaders(facts) } };
}

/** Reads a record of a dead-letter topic. Facts that are missing (somebody else wrote the record) become empty or zero. */
export function parseDeadLetter(topic: string, partition: number, record: StoredRecord): DeadLetter {
  const fact = (name: string): string | null => readFact(record.headers, name);
  const place = readPlace(record.headers);
  const headers = originalHeaders(record.headers);
  const appendedAt = new Date(record.timestampMs).toISOString();
  return {
    position: { topic, partition, offset: record.offset },
    originalTopic: fact('original_topic') ?? '',
    originalPartition: place.partition,
    originalOffset: place.offset,
    key: record.key?.toString('utf8') ?? null,
    reason: fact('reason') ?? 'unknown',
    errorClass: fact('error_class'),
    error: fact('error'),
    stackDigest: fact('stack_digest'),
    attempts: Number(fact('attempts') ?? 0),
    firstFailedAt: fact('first_failed_at') ?? appendedAt,
    lastFailedAt: fact('last_failed_at') ?? appendedAt,
    group: place.group,
    behind: fact('behind'),
    traceparent: headers['traceparent']?.toString('utf8') ?? fact('traceparent'),
    value: record.value,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.toString('utf8')]),
    ),
  };
}
