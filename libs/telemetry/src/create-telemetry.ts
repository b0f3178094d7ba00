import type { DestinationStream } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { createLogger, type LogLevel } from './create-logger.ts';
import { createEventLoopCheck } from './event-loop-check.ts';
import { recogniseError, type KnownError } from './fingerprint.ts';
import { createHealthRegistry } from './health-registry.ts';
import { createMetricFactory } from './metric-factory.ts';
import { showHealth } from './show-health.ts';
import { systemClock } from './system-clock.ts';
import type { Clock, Telemetry } from './telemetry.ts';
import { flushSpans } from './start-tracing.ts';
import { createTracing, type TracingOptions } from './tracing.ts';

export interface TelemetryOptions extends TracingOptions {
  service: string;
  /** Default `info`; `silent` for tests. */
  logLevel?: LogLevel | undefined;
  clock?: Clock | undefined;
  /** Default: a registry of its own, whose metrics all carry the label `service`. */
  registry?: Registry | undefined;
  /** Memory, CPU, garbage collection and event-loop lag of the process. Default true; one service a process is enough. */
  processMetrics?: boolean | undefined;
  /** Where log lines go. Default stdout. */
  logDestination?: DestinationStream | undefined;
}

function createRegistry(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  return registry;
}

/** Logs, metrics, traces and health of one service. `close()` sends the spans that are left and stops timers. */
export function createTelemetry(options: TelemetryOptions): Telemetry {
  const { service, logLevel = 'info', clock = systemClock, processMetrics = true } = options;
  const registry = options.registry ?? createRegistry(service);
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const tracing = createTracing(service, options);
  const health = createHealthRegistry(clock);
  const eventLoop = createEventLoopCheck();
  health.addHealthCheck('live', 'event-loop', () => eventLoop.check());
  showHealth(registry, (kind, timeoutMs) => health.health(kind, timeoutMs));
  const listeners = new Set<(error: KnownError) => void>();
  const logger = createLogger(service, logLevel, options.logDestination, (error) => {
    if (listeners.size === 0) return;
    const known = recogniseError(error);
    for (const listener of listeners) listener(known);
  });
  return {
    service,
    logger,
    registry,
    ...createMetricFactory(registry),
    ...health,
    span: tracing.span,
    traceparent: tracing.traceparent,
    onError: (listener) => void listeners.add(listener),
    async close() {
      eventLoop.stop();
      await flushSpans().catch((error: unknown) => logger.warn({ err: error }, 'spans were not sent'));
      logger.flush();
    },
  };
}
