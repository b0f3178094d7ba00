import { PermanentError, type Topic } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import { isUtf8 } from 'node:buffer';
import type { ReceivedEvent } from '../bus.ts';
import type { ReplayMark } from '../dead-letters/replay-mark.ts';
import type { StoredRecord } from '../driver/bus-driver.ts';
import { checkOut } from './claim-check.ts';
import { decodeEnvelope, type Envelope } from './cloud-events-codec.ts';
import { validatorOf, type DataValidator } from './data-validator.ts';

export type UndecodableReason = 'missing-headers' | 'not-json' | 'empty' | 'schema' | 'claim-missing';

/** What a record turned out to be, and what is to become of it. */
export type Decoded =
  | {
      readonly kind: 'event';
      readonly record: StoredRecord;
      readonly event: ReceivedEvent;
      /** It is a dead letter's original that is tried again. */
      readonly replay?: ReplayMark;
    }
  | { readonly kind: 'tombstone'; readonly record: StoredRecord }
  | {
      readonly kind: 'undecodable';
      readonly record: StoredRecord;
      readonly reason: UndecodableReason;
      readonly error: Error;
      readonly replay?: ReplayMark;
    }
  /** An earlier event of its key lies in the dead-letter topic: it waits behind that one. */
  | { readonly kind: 'held'; readonly record: StoredRecord; readonly behind: string }
  /** There is nothing to do for it. */
  | { readonly kind: 'passed'; readonly record: StoredRecord; readonly reason: string };

export type RecordDecoder = (partition: number, record: StoredRecord) => Decoded | Promise<Decoded>;

/**
 * Decoder of one topic's records: headers, claim check, JSON, schema. Never throws for what a record holds; rejects with TransientError
 * when the object store that holds a large body cannot be reached.
 */
export function createRecordDecoder(topic: Topic, objects: ObjectStore | undefined): RecordDecoder {
  const validate = validatorOf(topic);
  return (partition, record) => {
    if (record.value === null) return { kind: 'tombstone', record };
    const decoded = decodeEnvelope(record);
    if (!decoded.ok) return undecodable(record, 'missing-headers', decoded.error);
    const { envelope } = decoded;
    if (envelope.dataRef === undefined)
      return toEvent(topic.name, partition, record, envelope, record.value, validate);
    return checkOut(objects, envelope.dataRef).then(
      (body) => toEvent(topic.name, partition, record, envelope, body, validate),
      (error: unknown) => {
        if (error instanceof PermanentError)
          return { kind: 'undecodable', record, reason: 'claim-missing', error };
        throw error;
      },
    );
  };
}

const undecodable = (record: StoredRecord, reason: UndecodableReason, problem: string): Decoded => ({
  kind: 'undecodable',
  record,
  reason,
  error: new PermanentError(problem, { code: 'BUS_UNDECODABLE_RECORD' }),
});

function toEvent(
  topicName: string,
  partition: number,
  record: StoredRecord,
  envelope: Envelope,
  body: Buffer,
  validate: DataValidator,
): Decoded {
  if (body.length === 0) return undecodable(record, 'empty', 'the value is empty');
  const parsed = parseJson(body);
  if (!parsed.ok) return undecodable(record, 'not-json', parsed.error);
  const problem = validate(parsed.data);
  if (problem !== null) return undecodable(record, 'schema', problem);
  const event: ReceivedEvent = {
    id: envelope.id,
    topic: topicName,
    source: envelope.source,
    tenant: envelope.tenant,
    key: envelope.key,
    time: envelope.time,
    data: parsed.data,
    position: { topic: topicName, partition, offset: record.offset },
    appendedAtMs: record.timestampMs,
  };
  if (envelope.traceparent !== undefined) event.traceparent = envelope.traceparent;
  return { kind: 'event', record, event };
}

function parseJson(body: Buffer): { ok: true; data: unknown } | { ok: false; error: string } {
  if (!isUtf8(body)) return { ok: false, error: 'the value is not UTF-8' };
  try {
    return { ok: true, data: JSON.parse(body.toString('utf8')) as unknown };
  } catch (error) {
    return { ok: false, error: `the value is not JSON: ${(error as Error).message}` };
  }
}
