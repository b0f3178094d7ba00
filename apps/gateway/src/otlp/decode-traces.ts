import protobuf from 'protobufjs';
import { HttpProblem } from '../http/problem.ts';

/** What conversations are made of, of opentelemetry/proto/collector/trace/v1/trace_service.proto and what it imports (OTLP 1.x); the rest is skipped. */
const PROTO = `syntax = "proto3";
message ExportTraceServiceRequest { repeated ResourceSpans resourceSpans = 1; }
message ResourceSpans { Resource resource = 1; repeated ScopeSpans scopeSpans = 2; }
message Resource { repeated KeyValue attributes = 1; }
message ScopeSpans { repeated Span spans = 2; }
message Span { bytes traceId = 1; bytes spanId = 2; string name = 5; fixed64 startTimeUnixNano = 7; fixed64 endTimeUnixNano = 8;
  repeated KeyValue attributes = 9; repeated Event events = 11; }
message Event { fixed64 timeUnixNano = 1; string name = 2; repeated KeyValue attributes = 3; }
message KeyValue { string key = 1; AnyValue value = 2; }
message AnyValue { oneof value { string stringValue = 1; bool boolValue = 2; int64 intValue = 3; double doubleValue = 4;
  ArrayValue arrayValue = 5; KeyValueList kvlistValue = 6; bytes bytesValue = 7; } }
message ArrayValue { repeated AnyValue values = 1; }
message KeyValueList { repeated KeyValue values = 1; }`;

const requestType = protobuf.parse(PROTO, { keepCase: true }).root.lookupType('ExportTraceServiceRequest');

export interface OtlpSpan {
  /** Hex. */
  traceId: string;
  name: string;
  startedAtMs: number;
  endedAtMs: number;
  attributes: Readonly<Record<string, unknown>>;
  events: readonly { name: string; atMs: number; attributes: Readonly<Record<string, unknown>> }[];
  resource: Readonly<Record<string, unknown>>;
}

type Raw = Readonly<Record<string, unknown>>;

const list = (value: unknown): Raw[] =>
  Array.isArray(value) ? value.filter((item): item is Raw => typeof item === 'object' && item !== null) : [];
const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Raw)[name] : undefined;

/** Spans of an export request in protobuf. Throws a 400 problem where it is none. */
export function decodeProtobuf(body: Buffer): OtlpSpan[] {
  try {
    const decoded = requestType.decode(body);
    return toSpans(requestType.toObject(decoded, { longs: String }));
  } catch (error) {
    throw new HttpProblem(400, 'invalid-request', 'The body is no OTLP export request in protobuf.', {
      detail: (error as Error).message,
    });
  }
}

/** Spans of an export request as JSON has it, or as protobuf was decoded. What is not as it should be is left out. */
export const toSpans = (request: unknown): OtlpSpan[] =>
  list(field(request, 'resourceSpans')).flatMap(({ resource, scopeSpans }) => {
    const ofResource = attributesOf(field(resource, 'attributes'));
    return list(scopeSpans).flatMap(({ spans }) =>
      list(spans).map((span) => ({
        traceId: idOf(span['traceId']),
        name: String((span['name'] as string | undefined) ?? ''),
        ...{ startedAtMs: msOf(span['startTimeUnixNano']), endedAtMs: msOf(span['endTimeUnixNano']) },
        attributes: attributesOf(span['attributes']),
        events: list(span['events']).map((event) => ({
          name: String((event['name'] as string | undefined) ?? ''),
          atMs: msOf(event['timeUnixNano']),
          attributes: attributesOf(event['attributes']),
        })),
        resource: ofResource,
      })),
    );
  });

/** JSON has ids as hex, protobuf as bytes. */
const idOf = (id: unknown): string =>
  id instanceof Uint8Array ? Buffer.from(id).toString('hex') : typeof id === 'string' ? id : '';

function msOf(nanoseconds: unknown): number {
  const text = typeof nanoseconds === 'number' ? String(Math.round(nanoseconds)) : nanoseconds;
  return typeof text === 'string' && /^\d{1,20}$/.test(text) ? Number(BigInt(text) / 1_000_000n) : 0;
}

function attributesOf(attributes: unknown): Record<string, unknown> {
  return Object.fromEntries(
    list(attributes).flatMap(({ key, value }): [string, unknown][] =>
      typeof key === 'string' ? [[key, valueOf(value)]] : [],
    ),
  );
}

function valueOf(value: unknown): unknown {
  const [kind, given] = Object.entries((value ?? {}) as Raw)[0] ?? ['', null];
  if (kind === 'arrayValue') return list(field(given, 'values')).map(valueOf);
  if (kind === 'kvlistValue') return attributesOf(field(given, 'values'));
  return kind === 'intValue' ? Number(given) : given;
}
