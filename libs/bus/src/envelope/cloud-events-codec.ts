import { DEFAULT_TENANT, type Event } from '@convoscope/contracts';
import type { RawHeaders, RawRecord } from '../driver/bus-driver.ts';

/** Header names of the CloudEvents 1.0 Kafka protocol binding, binary mode, with our extensions `tenant` and `dataref`. */
export const HEADER = {
  specVersion: 'ce_specversion',
  id: 'ce_id',
  type: 'ce_type',
  source: 'ce_source',
  time: 'ce_time',
  subject: 'ce_subject',
  tenant: 'ce_tenant',
  dataRef: 'ce_dataref',
  contentType: 'content-type',
  traceparent: 'traceparent',
} as const;

/** An event without its data: what the headers say. */
export type Envelope = Omit<Event, 'data'> & { dataRef?: string };

export type DecodedEnvelope = { ok: true; envelope: Envelope } | { ok: false; error: string };

/** Interns the bytes of strings that repeat (service and topic names, tenants): most headers of a topic are the same few. */
function createStringCache(maxEntries: number): (text: string) => Buffer {
  const cache = new Map<string, Buffer>();
  return (text) => {
    const known = cache.get(text);
    if (known) return known;
    const bytes = Buffer.from(text);
    if (cache.size < maxEntries) cache.set(text, bytes);
    return bytes;
  };
}

const bytesOf = createStringCache(1_000);
const SPEC_VERSION = Buffer.from('1.0');
const JSON_CONTENT = Buffer.from('application/json');

/** Record of an event with the given value bytes. The key is the event's key, also its CloudEvents subject. */
export function encodeRecord(event: Event, value: Buffer, dataRef?: string): RawRecord {
  const key = Buffer.from(event.key);
  const headers: RawHeaders = {
    [HEADER.specVersion]: SPEC_VERSION,
    [HEADER.id]: Buffer.from(event.id),
    [HEADER.type]: bytesOf(event.topic),
    [HEADER.source]: bytesOf(event.source),
    [HEADER.time]: Buffer.from(event.time),
    [HEADER.subject]: key,
    [HEADER.tenant]: bytesOf(event.tenant),
    [HEADER.contentType]: JSON_CONTENT,
  };
  if (event.traceparent !== undefined) headers[HEADER.traceparent] = Buffer.from(event.traceparent);
  if (dataRef !== undefined) headers[HEADER.dataRef] = Buffer.from(dataRef);
  return { key, value, headers };
}

const text = (headers: RawHeaders, name: string): string | undefined => {
  const bytes = headers[name];
  return bytes === undefined ? undefined : bytes.toString('utf8');
};

/** Decodes bytes to text, remembering the last few values seen under one header: comparing bytes is cheaper than decoding them. */
function createRepeatingText(): (bytes: Buffer | undefined) => string | undefined {
  let last: { bytes: Buffer; text: string } | undefined;
  return (bytes) => {
    if (bytes === undefined) return undefined;
    if (last && bytes.equals(last.bytes)) return last.text;
    last = { bytes: Buffer.from(bytes), text: bytes.toString('utf8') };
    return last.text;
  };
}

const typeText = createRepeatingText();
const sourceText = createRepeatingText();
const tenantText = createRepeatingText();

/**
 * Reads the headers of a record. Tolerant where CloudEvents is: time, subject and our extensions may be missing (then the time of the
 * append, the key and the default tenant stand in); id, type, source and specversion must be there.
 */
export function decodeEnvelope(record: RawRecord & { timestampMs: number }): DecodedEnvelope {
  const { headers } = record;
  const id = text(headers, HEADER.id);
  const topic = typeText(headers[HEADER.type]);
  const source = sourceText(headers[HEADER.source]);
  if (!id || !topic || !source) return { ok: false, error: missing({ id, type: topic, source }) };
  const specVersion = headers[HEADER.specVersion];
  if (specVersion === undefined || !specVersion.equals(SPEC_VERSION))
    return { ok: false, error: `specversion is ${specVersion?.toString() ?? 'missing'}, not 1.0` };
  const envelope: Envelope = {
    id,
    topic,
    source,
    tenant: tenantText(headers[HEADER.tenant]) ?? DEFAULT_TENANT,
    key: record.key?.toString('utf8') ?? text(headers, HEADER.subject) ?? '',
    time: text(headers, HEADER.time) ?? new Date(record.timestampMs).toISOString(),
  };
  const traceparent = text(headers, HEADER.traceparent);
  if (traceparent !== undefined) envelope.traceparent = traceparent;
  const dataRef = text(headers, HEADER.dataRef);
  if (dataRef !== undefined) envelope.dataRef = dataRef;
  return { ok: true, envelope };
}

const missing = (attributes: Record<string, string | undefined>): string => {
  const names = Object.keys(attributes).filter((name) => !attributes[name]);
  return `missing CloudEvents attribute(s): ${names.join(', ')}`;
};
