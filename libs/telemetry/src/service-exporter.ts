import { resourceFromAttributes } from '@opentelemetry/resources';
import type { SpanExporter, ReadableSpan } from '@opentelemetry/sdk-trace';
import { serviceOfScope } from './tracer-scope.ts';

/**
 * Several services can share a process and its one provider (`npm start`): a span that one of them made goes out under its name and not under that of
 * the process.
 */
export function createServiceExporter(exporter: SpanExporter): SpanExporter {
  const resources = new Map<string, ReadableSpan['resource']>();
  const withService = (span: ReadableSpan): ReadableSpan => {
    const service = serviceOfScope(span.instrumentationScope.name);
    if (service === undefined || service === span.resource.attributes['service.name']) return span;
    const known = resources.get(service);
    const resource = known ?? span.resource.merge(resourceFromAttributes({ 'service.name': service }));
    if (known === undefined) resources.set(service, resource);
    return Object.create(span, { resource: { value: resource, enumerable: true } }) as ReadableSpan;
  };
  return {
    export: (spans, done) => exporter.export(spans.map(withService), done),
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}
