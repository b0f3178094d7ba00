import type { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Logger } from 'pino';
import type { KnownError } from './fingerprint.ts';
import type { MetricName } from './signals.ts';

/** Time, so that tests can drive it. */
export interface Clock {
  /** Milliseconds since the epoch: for moments. It may be set, forwards and backwards, at any time. */
  now(): number;
  /** Milliseconds since some moment: for durations. It never goes back, whatever the clock on the wall is set to. */
  elapsed(): number;
  /** Resolves after the time, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Help text and label names of a metric. */
export interface MetricSpec<L extends string> {
  /** Without the prefix `convoscope_`. A new one is listed first in `signals.ts`, with its unit and why somebody looks at it. */
  name: MetricName;
  help: string;
  labels?: readonly L[];
  /** Histogram bucket bounds, in the metric's unit. */
  buckets?: number[];
}

export interface HealthState {
  healthy: boolean;
  details?: Record<string, unknown>;
}

export interface SpanOptions {
  /** Makes the span a child of that context instead of the running one. */
  traceparent?: string;
  /** Contexts that the work also belongs to: those of every event of a batch. */
  links?: readonly string[];
  attributes?: Record<string, string | number>;
}

/** Logs, metrics, traces and health of one service. Asking twice for the same metric returns the same one. */
export interface Telemetry {
  readonly service: string;
  readonly logger: Logger;
  readonly registry: Registry;
  counter<L extends string = never>(spec: MetricSpec<L>): Counter<L>;
  gauge<L extends string = never>(spec: MetricSpec<L>): Gauge<L>;
  histogram<L extends string = never>(spec: MetricSpec<L>): Histogram<L>;
  /** Runs `work` inside a span; errors are recorded and rethrown. `traceparent` makes it a child of that context. */
  span<T>(name: string, work: () => Promise<T>, options?: SpanOptions): Promise<T>;
  /** W3C traceparent of the current span, or of a fresh root when there is none. */
  traceparent(): string;
  /** Tells of every error object that is logged as an error. The listener must not throw and must not log errors. */
  onError(listener: (error: KnownError) => void): void;
  /** Registers a check. `live` failures restart the process, `ready` failures take it out of traffic. */
  addHealthCheck(kind: 'live' | 'ready', name: string, check: () => HealthState | Promise<HealthState>): void;
  health(kind: 'live' | 'ready'): Promise<{ healthy: boolean; checks: Record<string, HealthState> }>;
  close(): Promise<void>;
}
