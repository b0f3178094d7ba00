import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { RawHeaders, RecordList, StoredRecord } from '../driver/bus-driver.ts';

/** A kafkajs message as our record. Of a header that comes several times the last one counts. */
export function toStoredRecord({ key, value, headers, offset, timestamp }: KafkaMessage): StoredRecord {
  return {
    key,
    value,
    headers: headers === undefined ? {} : toRawHeaders(headers),
    offset: BigInt(offset),
    timestampMs: Number(timestamp),
  };
}

/** Makes each record when it is asked for: a whole fetch of them at once would outlive the garbage collector's young generation. */
export const toRecordList = (messages: readonly KafkaMessage[]): RecordList => ({
  length: messages.length,
  at(index) {
    const message = messages.at(index);
    return message && toStoredRecord(message);
  },
  *[Symbol.iterator]() {
    for (const message of messages) yield toStoredRecord(message);
  },
});

function toRawHeaders(headers: IHeaders): RawHeaders {
  for (const name in headers) {
    if (!Buffer.isBuffer(headers[name])) return normalise(headers);
  }
  return headers as RawHeaders;
}

function normalise(headers: IHeaders): RawHeaders {
  const raw: RawHeaders = {};
  for (const [name, given] of Object.entries(headers)) {
    const value = Array.isArray(given) ? given[given.length - 1] : given;
    if (value !== undefined && value !== null) raw[name] = Buffer.from(value as string);
  }
  return raw;
}
