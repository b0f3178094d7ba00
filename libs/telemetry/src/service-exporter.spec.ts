import { expect, it } from '@jest/globals';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { createServiceExporter } from './service-exporter.ts';
import { scopeOfService } from './tracer-scope.ts';

it('sends a span under the name of the service that made it, also where services share a process', () => {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'standalone', 'service.namespace': 'convoscope' }),
    spanProcessors: [new SimpleSpanProcessor({ exporter: createServiceExporter(exporter) })],
  });
  for (const scope of [
    scopeOfService('lake'),
    scopeOfService('standalone'),
    'undici',
    scopeOfService('lake'),
  ])
    provider
      .getTracer(scope)
      .startSpan('work', { attributes: { n: 1 } })
      .end();
  const spans = exporter.getFinishedSpans();
  expect(spans.map(({ resource }) => resource.attributes)).toEqual(
    ['lake', 'standalone', 'standalone', 'lake'].map((name) => ({
      ...{ 'service.name': name, 'service.namespace': 'convoscope' },
    })),
  );
  expect(spans[0]?.resource).toBe(spans[3]?.resource);
  expect(spans.map(({ name, attributes }) => [name, attributes['n']])).toEqual(Array(4).fill(['work', 1]));
});
