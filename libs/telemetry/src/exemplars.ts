import { isSpanContextValid, trace, TraceFlags } from '@opentelemetry/api';
import type { Histogram } from 'prom-client';

type Labels = Record<string, string | number>;

/** The trace that a value belongs to, where it is one that is recorded. */
function currentTrace(): Record<string, string> {
  const context = trace.getActiveSpan()?.spanContext();
  if (context === undefined || !isSpanContextValid(context)) return {};
  const isRecorded = (context.traceFlags & TraceFlags.SAMPLED) !== 0;
  return isRecorded ? { trace_id: context.traceId, span_id: context.spanId } : {};
}

/**
 * Lets a histogram that was made with `enableExemplars` remember, for each bucket, the trace of its newest value: whoever sees a slow bucket can open
 * one of its traces. The client asks for another form of `observe` then; callers keep the one they know.
 */
export function withExemplars<H extends Histogram>(histogram: H): H {
  const record = histogram.observe.bind(histogram) as unknown as (value: {
    labels: Labels;
    value: number;
    exemplarLabels: Record<string, string>;
  }) => void;
  const observe = (labels: Labels, value: number): void =>
    record({ labels, value, exemplarLabels: currentTrace() });
  const startTimer = (begin: Labels = {}) => {
    const startedAt = performance.now();
    return (end: Labels = {}): number => {
      const seconds = (performance.now() - startedAt) / 1_000;
      observe({ ...begin, ...end }, seconds);
      return seconds;
    };
  };
  return Object.assign(histogram, {
    observe: (first: Labels | number, value?: number) =>
      typeof first === 'number' ? observe({}, first) : observe(first, value ?? 0),
    startTimer,
    labels: (labels: Labels) => ({
      observe: (value: number) => observe(labels, value),
      startTimer: () => startTimer(labels),
    }),
  });
}
