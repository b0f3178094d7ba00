import { afterAll, expect, it } from '@jest/globals';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { createTelemetry, toOpenMetrics } from './index.ts';

const exporter = new InMemorySpanExporter();
const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
const telemetry = createTelemetry({
  ...{ service: 'tests', logLevel: 'silent', processMetrics: false, tracer: provider.getTracer('tests') },
});
afterAll(() => telemetry.close());

const latency = telemetry.histogram({
  ...{ name: 'bus_publish_seconds', help: 'Time.', labels: ['topic'] as const, buckets: [1, 10] },
});

it('remembers the trace of the newest value of each bucket, however the value came', async () => {
  await telemetry.span('fast', async () => {
    latency.observe({ topic: 'a' }, 0.5);
    latency.labels({ topic: 'b' }).observe(0.25);
  });
  await telemetry.span('slow', async () => latency.observe({ topic: 'a' }, 5));
  latency.observe({ topic: 'a' }, 6);
  const [fast, slow] = exporter.getFinishedSpans().map((span) => span.spanContext());
  const text = await toOpenMetrics(telemetry.registry, 'tests');
  const exemplarOf = (topic: string, le: string): string | undefined =>
    new RegExp(`_bucket\\{le="${le}",service="tests",topic="${topic}"\\} \\d+ # (.*)$`, 'm').exec(text)?.[1];
  expect(exemplarOf('a', '1')).toMatch(`{trace_id="${fast?.traceId}",span_id="${fast?.spanId}"} 0.5`);
  expect(exemplarOf('b', '1')).toMatch(`{trace_id="${fast?.traceId}",span_id="${fast?.spanId}"} 0.25`);
  // The value without a trace counts, and does not take the one that there is away.
  expect(exemplarOf('a', '10')).toMatch(`{trace_id="${slow?.traceId}",span_id="${slow?.spanId}"} 5`);
  expect(text).toContain('_bucket{le="10",service="tests",topic="a"} 3');
  expect(text.endsWith('# EOF\n')).toBe(true);
});

it('leaves the plain text as it is, before and after', async () => {
  telemetry.counter({ name: 'reporting_users_total', help: 'Users.' }).inc(2);
  const before = await telemetry.registry.metrics();
  const open = await toOpenMetrics(telemetry.registry, 'tests');
  expect(open).toContain('# TYPE convoscope_reporting_users counter');
  expect(open).toContain('convoscope_reporting_users_total{service="tests"} 2');
  expect(await telemetry.registry.metrics()).toBe(before);
  expect(before).toContain('convoscope_reporting_users_total{service="tests"} 2');
  expect(before).not.toContain('trace_id');
});
