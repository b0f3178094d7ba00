import { describe, expect, it } from '@jest/globals';
import type { Event } from '@convoscope/contracts';
import { CloudEvent, Kafka } from 'cloudevents';
import fc from 'fast-check';
import { decodeEnvelope, encodeRecord } from './cloud-events-codec.ts';

const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
const time = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const event: fc.Arbitrary<Event> = fc
  .record(
    {
      id: text,
      topic: text,
      source: text,
      tenant: text,
      key: text,
      time,
      traceparent: text,
      data: fc.jsonValue(),
    },
    { requiredKeys: ['id', 'topic', 'source', 'tenant', 'key', 'time', 'data'] },
  )
  .map((given) => given as Event);
const bodyOf = ({ data }: Event): Buffer => Buffer.from(JSON.stringify(data));

describe('the CloudEvents codec', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(event, (given) => {
        const { data: _data, ...envelope } = given;
        const record = { ...encodeRecord(given, bodyOf(given)), timestampMs: 0 };
        expect(decodeEnvelope(record)).toEqual({ ok: true, envelope });
      }),
    );
  });

  it('writes what the CloudEvents SDK reads', () => {
    fc.assert(
      fc.property(event, (given) => {
        const { key, value, headers } = encodeRecord(given, bodyOf(given));
        const asText = Object.fromEntries(
          Object.entries(headers).map(([name, bytes]) => [name, bytes.toString()]),
        );
        const message = {
          key: key?.toString(),
          value: value?.toString(),
          headers: asText,
          body: value?.toString(),
        };
        const read = Kafka.toEvent(message) as CloudEvent<unknown>;
        expect(read).toMatchObject({
          id: given.id,
          type: given.topic,
          source: given.source,
          subject: given.key,
        });
        expect(read['tenant']).toBe(given.tenant);
        expect(read.time).toBe(given.time);
      }),
    );
  });

  it('reads what the CloudEvents SDK writes', () => {
    const written = Kafka.binary(
      new CloudEvent({
        id: 'e-1',
        type: 'feedback.given.v1',
        source: 'elsewhere',
        subject: 'key-1',
        time: '2026-01-01T00:00:00.000Z',
        datacontenttype: 'application/json',
        partitionkey: 'key-1',
        data: { a: 1 },
      }),
    ) as { key: string; value: unknown; headers: Record<string, string> };
    const headers = Object.fromEntries(
      Object.entries(written.headers)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, Buffer.from(value)]),
    );
    const decoded = decodeEnvelope({ key: Buffer.from(written.key), value: null, headers, timestampMs: 0 });
    expect(decoded).toEqual({
      ok: true,
      envelope: {
        id: 'e-1',
        topic: 'feedback.given.v1',
        source: 'elsewhere',
        tenant: 'default',
        key: 'key-1',
        time: '2026-01-01T00:00:00.000Z',
      },
    });
  });

  it('names what is missing', () => {
    const record = { key: null, value: null, headers: { ce_id: Buffer.from('x') }, timestampMs: 0 };
    expect(decodeEnvelope(record)).toEqual({
      ok: false,
      error: 'missing CloudEvents attribute(s): type, source',
    });
  });
});
