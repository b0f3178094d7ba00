import { AwsInstrumentation } from '@opentelemetry/instrumentation-aws-sdk';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { MongoDBInstrumentation } from '@opentelemetry/instrumentation-mongodb';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace';
import { createServiceExporter } from './service-exporter.ts';

export interface SdkOptions {
  /** Name of the process. */
  service: string;
  /** Base URL of an OTLP/HTTP collector; spans go to `<endpoint>/v1/traces`. */
  endpoint: string;
  /** Share of new traces that are recorded, in [0, 1]. Traces begun elsewhere keep what was decided there. */
  sampleRatio: number;
}

export interface Sdk {
  /** Sends what has been recorded until now. */
  flush(): Promise<void>;
}

/** Probes and scrapes come every few seconds and say nothing. */
const isProbe = (path: string | undefined): boolean => /^\/(health\/|metrics$)/.test(path ?? '');

/**
 * The address of a receiver or a source may hold a key in its path or its query: spans get the host alone. Attributes that a hook gives win over
 * those of the instrumentation.
 */
const withoutPath = (origin: string): Record<string, string> => ({
  'url.full': origin,
  'url.path': '',
  'url.query': '',
});

const instrumentations = () => [
  new HttpInstrumentation({
    ignoreIncomingRequestHook: ({ url }) => isProbe(url),
    startIncomingSpanHook: () => ({ 'url.query': '' }),
    // Kafka and MongoDB are no HTTP, S3 has spans of its own, everything else goes through undici.
    disableOutgoingRequestInstrumentation: true,
  }),
  new UndiciInstrumentation({ startSpanHook: ({ origin }) => withoutPath(origin) }),
  // Work inside a handler or a request, not the polls and heartbeats of the driver. Values of queries stay out.
  new MongoDBInstrumentation({ requireParentSpan: true, enhancedDatabaseReporting: false }),
  new AwsInstrumentation({ suppressInternalInstrumentation: true }),
];

/**
 * Starts OpenTelemetry in this process: one provider for all, with instrumentation of what is loaded from now on. Metrics are Prometheus's, logs
 * go to stdout: neither goes through it.
 */
export function openSdk({ service, endpoint, sampleRatio }: SdkOptions): Sdk {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const processor = new BatchSpanProcessor({
    exporter: createServiceExporter(new OTLPTraceExporter({ url })),
  });
  const sdk = new NodeSDK({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'convoscope' }),
    autoDetectResources: false,
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampleRatio) }),
    spanProcessors: [processor],
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: instrumentations(),
  });
  sdk.start();
  return { flush: () => processor.forceFlush() };
}
