import {
  context,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Context,
  type Link,
  type Span,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import type { Telemetry } from './telemetry.ts';
import { parseTraceParent, toTraceParent } from './trace-parent.ts';

export interface TracingOptions {
  /** Base URL of an OTLP/HTTP collector; spans go to `<endpoint>/v1/traces`. Absent: ids travel, nothing is recorded. */
  otlpEndpoint?: string | undefined;
  /** Share of new traces that are recorded, in [0, 1]. Traces begun elsewhere keep what was decided there. */
  sampleRatio?: number | undefined;
  /** Where finished spans go instead of the collector. */
  spanProcessors?: SpanProcessor[] | undefined;
}

type Tracing = Pick<Telemetry, 'span' | 'traceparent'> & { close(): Promise<void> };

const ids = new RandomIdGenerator();

/** The context manager is one per process: setting it again is refused by the API and harmless. */
const enableContext = (): void => {
  const manager = new AsyncLocalStorageContextManager().enable();
  if (!context.setGlobalContextManager(manager)) manager.disable();
};

function createProvider(service: string, options: TracingOptions): TracerProvider {
  const { otlpEndpoint, sampleRatio = 1 } = options;
  const processors = [...(options.spanProcessors ?? [])];
  if (otlpEndpoint !== undefined) {
    const url = `${otlpEndpoint.replace(/\/+$/, '')}/v1/traces`;
    processors.push(new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }) }));
  }
  const isOff = processors.length === 0;
  const root = new TraceIdRatioBasedSampler(sampleRatio);
  return new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'convoscope' }),
    sampler: isOff ? new AlwaysOffSampler() : new ParentBasedSampler({ root }),
    spanProcessors: processors,
  });
}

const parentContext = (traceparent: string | undefined): Context => {
  const remote = traceparent === undefined ? undefined : parseTraceParent(traceparent);
  return remote === undefined ? context.active() : trace.setSpanContext(ROOT_CONTEXT, remote);
};

const toLinks = (traceparents: readonly string[] = []): Link[] =>
  traceparents.flatMap((traceparent) => {
    const context = parseTraceParent(traceparent);
    return context === undefined ? [] : [{ context }];
  });

function recordError(span: Span, error: unknown): void {
  span.recordException(error instanceof Error ? error : String(error));
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
}

/** Spans of one service. Without an endpoint a span costs about two microseconds: ids are still made and handed on, for logs and events. */
export function createTracing(service: string, options: TracingOptions): Tracing {
  enableContext();
  const provider = createProvider(service, options);
  const tracer = provider.getTracer('convoscope');
  return {
    async span(name, work, { traceparent, links, attributes = {} } = {}) {
      const parent = parentContext(traceparent);
      const span = tracer.startSpan(name, { attributes, links: toLinks(links) }, parent);
      try {
        return await context.with(trace.setSpan(parent, span), work);
      } catch (error) {
        recordError(span, error);
        throw error;
      } finally {
        span.end();
      }
    },
    traceparent() {
      const active = trace.getActiveSpan()?.spanContext();
      return toTraceParent(
        active ?? { traceId: ids.generateTraceId(), spanId: ids.generateSpanId(), traceFlags: 0 },
      );
    },
    close: () => provider.shutdown(),
  };
}
