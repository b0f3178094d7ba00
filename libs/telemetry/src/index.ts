export type * from './telemetry.ts';
export type { Logger } from 'pino';
export { createTelemetry, type TelemetryOptions } from './create-telemetry.ts';
export type { LogLevel } from './create-logger.ts';
export { createEventLoopCheck, type EventLoopCheck } from './event-loop-check.ts';
export { systemClock } from './system-clock.ts';
export { parseTraceParent, toTraceParent } from './trace-parent.ts';
export { mergeMetrics } from './merge-metrics.ts';
export { signals, type MetricName, type Signal, type Unit } from './signals.ts';
