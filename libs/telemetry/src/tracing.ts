import {
  context,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type Link,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { randomBytes } from 'node:crypto';
import { isInstrumented } from './start-tracing.ts';
import type { Telemetry } from './telemetry.ts';
import { parseTraceParent, toTraceParent } from './trace-parent.ts';
import { scopeOfService } from './tracer-scope.ts';

export interface TracingOptions {
  /** Makes the spans. Default: that of the process, which records where a collector is named (`startTracing`). */
  tracer?: Tracer | undefined;
}

type Tracing = Pick<Telemetry, 'span' | 'traceparent'>;

const newId = (bytes: number): string => randomBytes(bytes).toString('hex');

/** Where OpenTelemetry runs it has set one already; setting it again is refused by the API and harmless. */
const enableContext = (): void => {
  if (isInstrumented()) return;
  const manager = new AsyncLocalStorageContextManager().enable();
  if (!context.setGlobalContextManager(manager)) manager.disable();
};

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

/** A span that nobody records: its ids are handed on, to logs and events. */
const unrecorded = (parent: Context): Span =>
  trace.wrapSpanContext({
    traceId: trace.getSpanContext(parent)?.traceId ?? newId(16),
    spanId: newId(8),
    traceFlags: TraceFlags.NONE,
  });

/** Spans of one service. Without a collector a span costs about two microseconds: ids are still made and handed on, for logs and events. */
export function createTracing(service: string, options: TracingOptions): Tracing {
  enableContext();
  const tracer = options.tracer ?? (isInstrumented() ? trace.getTracer(scopeOfService(service)) : undefined);
  return {
    async span(name, work, { traceparent, links, attributes = {} } = {}) {
      const parent = parentContext(traceparent);
      const span =
        tracer?.startSpan(name, { attributes, links: toLinks(links) }, parent) ?? unrecorded(parent);
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
      return toTraceParent(active ?? { traceId: newId(16), spanId: newId(8), traceFlags: TraceFlags.NONE });
    },
  };
}
