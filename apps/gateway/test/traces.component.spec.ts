/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
  type SpanExporter,
} from '@opentelemetry/sdk-trace';
import { topics, type ConversationsSubmitted, type Topic } from '@convoscope/contracts';
import { describeWithServer } from '@convoscope/testing';
import { API_KEY, startGateway, type Gateway } from './gateway-fixture.ts';

/** What an instrumented application records of one call of a model. */
async function recordCall(exporter: SpanExporter, id: string): Promise<void> {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop' }),
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  });
  const span = provider.getTracer('test').startSpan('chat m-1');
  span.setAttributes({
    'gen_ai.operation.name': 'chat',
    'gen_ai.conversation.id': id,
    'gen_ai.response.model': 'm-1',
    'gen_ai.input.messages': JSON.stringify([
      { role: 'user', parts: [{ type: 'text', content: `Hi from ${id}` }] },
    ]),
    'gen_ai.output.messages': JSON.stringify([
      { role: 'assistant', parts: [{ type: 'text', content: 'Hello' }] },
    ]),
  });
  span.end();
  provider.getTracer('test').startSpan('GET /').end();
  await provider.forceFlush();
}

describeWithServer('mongod', 'traces of instrumented applications', (mongod) => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway(mongod);
  }, 60_000);
  afterAll(() => gateway?.stop());

  const sent = async (id: string): Promise<ConversationsSubmitted[]> =>
    (await gateway.published(topics.conversationsSubmitted as Topic))
      .filter(({ key }) => key === id)
      .map(({ data }) => data as ConversationsSubmitted);
  const expected = (id: string) => [
    {
      ...{ source: 'otlp', isLast: true },
      rows: [
        {
          rowId: id,
          columns: {
            ...{ id, model: 'm-1', service: 'shop' },
            messages: [
              { role: 'user', content: `Hi from ${id}` },
              { role: 'assistant', content: 'Hello' },
            ],
          },
        },
      ],
    },
  ];

  it('become conversations when the OpenTelemetry SDK sends them as JSON', async () => {
    const exporter = new OTLPTraceExporter({
      url: `${gateway.url}/v1/traces`,
      headers: { 'x-api-key': API_KEY },
    });
    await recordCall(exporter, 'json-1');
    await exporter.shutdown();
    expect(await sent('json-1')).toMatchObject(expected('json-1'));
  });

  it('become conversations when they come as protobuf, as the SDK writes it', async () => {
    const memory = new InMemorySpanExporter();
    await recordCall(memory, 'proto-1');
    const body = ProtobufTraceSerializer.serializeRequest(memory.getFinishedSpans());
    const send = (bytes: Uint8Array) =>
      fetch(`${gateway.url}/v1/traces`, {
        method: 'POST',
        headers: { 'x-api-key': API_KEY, 'content-type': 'application/x-protobuf' },
        body: new Uint8Array(bytes),
      });
    const response = await send(body ?? new Uint8Array());
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/x-protobuf']);
    expect(await sent('proto-1')).toMatchObject(expected('proto-1'));
    const broken = await send(new Uint8Array([10, 255, 255, 255, 255, 15]));
    expect([broken.status, ((await broken.json()) as { code: string }).code]).toEqual([
      400,
      'invalid-request',
    ]);
  });

  it('are not taken without a key, nor by another method', async () => {
    const bare = await gateway.call('POST', '/v1/traces', { body: { resourceSpans: [] } });
    expect(bare.status).toBe(401);
    const get = await gateway.get('/v1/traces');
    expect([get.status, get.headers['allow']]).toEqual([405, 'POST']);
  });
});
