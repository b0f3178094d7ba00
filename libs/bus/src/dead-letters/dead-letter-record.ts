import { createHash } from 'node:crypto';
import type { DeadLetter } from '../bus.ts';
import type { RawHeaders, RawRecord, StoredRecord } from '../driver/bus-driver.ts';
import { describeThrown } from '../consume/classify-error.ts';

/** Headers that the dead-letter topic adds to those of the original, which stay as they were. */
const PREFIX = 'dlq_';
const MAX_ERROR_CHARACTERS = 2_000;

/** Why and where a record failed. */
export interface Failure {
  originalTopic: string;
  originalPartition: number;
  group: string;
  reason: string;
  cause: unknown;
  attempts: number;
  firstFailedAtMs: number;
  lastFailedAtMs: number;
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

/** The record to append to the dead-letter topic: key, value and headers of the original untouched, the failure in headers of its own. */
export function toDeadLetterRecord(record: StoredRecord, failure: Failure): RawRecord {
  const facts: Record<string, string | null> = {
    original_topic: failure.originalTopic,
    original_partition: String(failure.originalPartition),
    original_offset: String(record.offset),
    reason: failure.reason,
    error: failure.cause === undefined ? null : describeThrown(failure.cause).slice(0, MAX_ERROR_CHARACTERS),
    stack_digest: stackDigest(failure.cause),
    attempts: String(failure.attempts),
    first_failed_at: new Date(failure.firstFailedAtMs).toISOString(),
    last_failed_at: new Date(failure.lastFailedAtMs).toISOString(),
    group: failure.group,
  };
  const headers: RawHeaders = { ...originalHeaders(record.headers) };
  for (const [name, value] of Object.entries(facts)) {
    if (value !== null) headers[PREFIX + name] = Buffer.from(value);
  }
  return { key: record.key, value: record.value, headers };
}

/** The headers without what a dead-letter topic added: a record that failed, was replayed and failed again is described by its last failure. */
export const originalHeaders = (headers: RawHeaders): RawHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(PREFIX)));

/** The record as it was before it was dead-lettered. */
export const toOriginalRecord = (record: RawRecord): RawRecord => ({
  key: record.key,
  value: record.value,
  headers: originalHeaders(record.headers),
});

/** Reads a record of a dead-letter topic. Facts that are missing (somebody else wrote the record) become empty or zero. */
export function parseDeadLetter(topic: string, partition: number, record: StoredRecord): DeadLetter {
  const fact = (name: string): string | null => record.headers[PREFIX + name]?.toString('utf8') ?? null;
  const headers = originalHeaders(record.headers);
  const appendedAt = new Date(record.timestampMs).toISOString();
  return {
    position: { topic, partition, offset: record.offset },
    originalTopic: fact('original_topic') ?? '',
    originalPartition: Number(fact('original_partition') ?? 0),
    originalOffset: BigInt(fact('original_offset') ?? 0),
    key: record.key?.toString('utf8') ?? null,
    reason: fact('reason') ?? 'unknown',
    error: fact('error'),
    stackDigest: fact('stack_digest'),
    attempts: Number(fact('attempts') ?? 0),
    firstFailedAt: fact('first_failed_at') ?? appendedAt,
    lastFailedAt: fact('last_failed_at') ?? appendedAt,
    group: fact('group') ?? '',
    traceparent: headers['traceparent']?.toString('utf8') ?? null,
    value: record.value,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.toString('utf8')]),
    ),
  };
}
