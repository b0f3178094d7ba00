import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Bus } from '@convoscope/bus';
import { topics } from '@convoscope/contracts';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { limited } from '../uploads/receive-file.ts';
import { decodeProtobuf, toSpans } from '../otlp/decode-traces.ts';
import { toConversations } from '../otlp/to-conversations.ts';
import { toRequestEvent } from './request-event.ts';

const SOURCE = 'otlp';
const PROTOBUF = 'application/x-protobuf';
const MAX_BYTES = 16 * 2 ** 20;

const exportSchema = nameSchema(
  'OtlpTraces',
  z
    .looseObject({
      resourceSpans: z.array(z.looseObject({})).optional().describe('Spans by resource and scope'),
    })
    .describe('ExportTraceServiceRequest of OTLP 1.x, as JSON'),
);

const exportedSchema = nameSchema(
  'OtlpTracesAccepted',
  z
    .object({
      partialSuccess: z
        .object({
          rejectedSpans: z.int().optional().describe('Spans that were refused: never any'),
          errorMessage: z.string().optional().describe('Why'),
        })
        .describe('Empty: all of it was accepted'),
    })
    .describe('ExportTraceServiceResponse of OTLP 1.x'),
);

export interface TraceRouteOptions {
  bus: Pick<Bus, 'publish'>;
  now: () => number;
}

export function createTraceRoutes({ bus, now }: TraceRouteOptions): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/v1/traces',
      operationId: 'exportTraces',
      needs: 'write:conversations',
      tag: 'Ingestion',
      summary: 'Takes in the conversations in OpenTelemetry traces (OTLP over HTTP)',
      description:
        'Calls of AI models by the semantic conventions for generative AI or by OpenInference become conversations of the source `otlp`, one for each `gen_ai.conversation.id`, `session.id` or trace; other spans are accepted and left. Set OTEL_EXPORTER_OTLP_ENDPOINT to the gateway and OTEL_EXPORTER_OTLP_HEADERS to `x-api-key=KEY`. At most 16 MiB.',
      body: exportSchema,
      upload: [PROTOBUF],
      maxBodyBytes: MAX_BYTES,
      response: { status: 200, schema: exportedSchema, description: 'Accepted' },
      example: { body: { resourceSpans: [] } },
      async handle({ tenant, principal, body, request, reply }) {
        const isProtobuf = request.body instanceof Readable;
        const spans = isProtobuf
          ? decodeProtobuf(await buffer(limited(request.body as Readable, MAX_BYTES)))
          : toSpans(body);
        const rows = toConversations(spans);
        const submittedAt = new Date(now()).toISOString();
        const topic = topics.conversationsSubmitted;
        const events = rows.map((row) => {
          const data = {
            ...{ submissionId: randomUUID(), part: 0, isLast: true, source: SOURCE, rows: [row] },
            ...{ submittedBy: principal, submittedAt },
          };
          // An exporter that got no answer sends again: the same conversation is the same event.
          const revision = createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 32);
          return toRequestEvent(topic, tenant, row.rowId, data, submittedAt, revision);
        });
        if (events.length > 0) await bus.publish(topic, events);
        if (isProtobuf) await reply.type(PROTOBUF).send(Buffer.alloc(0));
        return { partialSuccess: {} };
      },
    }),
  ];
}
