import type { RawHeaders, RawRecord, StoredRecord } from '../driver/bus-driver.ts';
import { HEADER } from '../envelope/cloud-events-codec.ts';
import {
  originalHeaders,
  readFact,
  readPlace,
  toFactHeaders,
  toPlaceFacts,
  type OriginalPlace,
} from './dead-letter-headers.ts';

const REPLAY = 'replay';
const REPLAY_HEADER = 'dlq_replay';

/** Says of a record that it is a dead letter's original, appended once more for the one group that could not process it. */
export interface ReplayMark extends OriginalPlace {
  /** Tries before this one. */
  attempts: number;
  firstFailedAt: string | null;
}

/** Cheap: called for every record that is consumed. */
export const isReplay = (headers: RawHeaders): boolean => headers[REPLAY_HEADER] !== undefined;

export const readReplayMark = (headers: RawHeaders): ReplayMark => ({
  ...readPlace(headers),
  attempts: Number(readFact(headers, 'attempts') ?? 0),
  firstFailedAt: readFact(headers, 'first_failed_at'),
});

/** New data in place of what the letter holds. */
export interface EditedBody {
  topic: string;
  value: Buffer;
  /** Where the data lies in object storage, when it is large. */
  dataRef: string | null;
}

function editedHeaders(letter: StoredRecord, { topic, dataRef }: EditedBody): RawHeaders {
  const { partition, offset } = readPlace(letter.headers);
  const { [HEADER.dataRef]: _replaced, ...kept } = originalHeaders(letter.headers);
  // What never was an event becomes one: its place is its identity.
  const required = {
    [HEADER.specVersion]: Buffer.from('1.0'),
    [HEADER.id]: Buffer.from(`${topic}/${partition}-${offset}`),
    [HEADER.type]: Buffer.from(topic),
    [HEADER.source]: Buffer.from('dead-letters'),
  };
  return { ...required, ...kept, ...(dataRef === null ? {} : { [HEADER.dataRef]: Buffer.from(dataRef) }) };
}

/** The record to append to the original topic, for the group of the letter alone: as it was, or with edited data. */
export function toReplayRecord(letter: StoredRecord, edited?: EditedBody): RawRecord {
  const facts = {
    [REPLAY]: '1',
    ...toPlaceFacts(readPlace(letter.headers)),
    attempts: readFact(letter.headers, 'attempts'),
    first_failed_at: readFact(letter.headers, 'first_failed_at'),
  };
  const headers = edited === undefined ? originalHeaders(letter.headers) : editedHeaders(letter, edited);
  return {
    key: letter.key,
    value: edited === undefined ? letter.value : edited.value,
    headers: { ...headers, ...toFactHeaders(facts) },
  };
}
