import { encodeRecord } from '../../src/envelope/cloud-events-codec.ts';
import type { RawRecord } from '../../src/driver/bus-driver.ts';
import { feedback } from '../sample-events.ts';

/** What is to become of a record, whatever happens on the way. */
export const FATES = ['good', 'dropped', 'refused', 'poison', 'garbled', 'tombstone'] as const;
export type Fate = (typeof FATES)[number];

export interface PublishedRecord {
  key: string;
  /** Grows with each new record of a key; a duplicate has that of its original. */
  version: number;
  fate: Fate;
  partition: number;
  offset: bigint;
}

export const placeOf = ({ partition, offset }: { partition: number; offset: bigint | string }): string =>
  `${partition}/${offset}`;

/** Ends in the dead-letter topic. */
export const isParked = ({ fate }: { fate: Fate }): boolean =>
  fate === 'refused' || fate === 'poison' || fate === 'garbled';

const readsAs = (version: number, fate: Fate): string => `${version} ${fate}`;

/** What a handler sees of a record. */
export function parseValue(value: string): { version: number; fate: Fate } {
  const [version, fate] = value.split(' ');
  return { version: Number(version), fate: fate as Fate };
}

const encoded = new Map<string, RawRecord>();

/** The record as it is appended. */
export function toRawRecord({
  key,
  version,
  fate,
}: Pick<PublishedRecord, 'key' | 'version' | 'fate'>): RawRecord {
  const text = readsAs(version, fate);
  const known = encoded.get(`${key} ${text}`);
  if (known) return known;
  const event = feedback(key, text);
  const value = Buffer.from(JSON.stringify(event.data));
  const whole = encodeRecord(event, fate === 'garbled' ? value.subarray(0, -1) : value);
  const record = fate === 'tombstone' ? { ...whole, value: null } : whole;
  encoded.set(`${key} ${text}`, record);
  return record;
}
