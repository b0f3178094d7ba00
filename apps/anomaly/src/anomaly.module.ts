import type { DynamicModule } from '@nestjs/common';
import type { SettingsOf } from '@convoscope/config';
import { createRegistry } from '@convoscope/registry';
import { IntervalWorker, type ServiceRuntime } from '@convoscope/service';
import { createAnomalyEngine, type AnomalyEngine, type AnomalyEngineOptions } from './anomaly-engine.ts';
import type { anomalySettings } from './anomaly.config.ts';
import { ANOMALY_ENGINE, AnomalyController } from './anomaly.controller.ts';
import { createAnomalyEvents } from './anomaly.events.ts';
import { JobWorker } from './detectors/job-worker.ts';

class AnomalyModule {}

const DAYS_A_MONTH = 30;

export type AnomalyRuntime = ServiceRuntime<SettingsOf<typeof anomalySettings>>;

const registryOf = ({ tenant, store, objects, clock }: AnomalyRuntime) =>
  createRegistry({ tenant, detectors: store.detectors, objects, now: () => clock.now() });

/** Who works on detectors, out of a running service. */
export function createJobWorker(runtime: AnomalyRuntime): JobWorker {
  const { tenant, store, objects, clock, telemetry } = runtime;
  const registry = registryOf(runtime);
  const { detectors, detectorJobs: jobs } = store;
  return new JobWorker({ tenant, registry, detectors, jobs, objects, clock, telemetry });
}

/** What the engine works with, out of a running service. */
export function engineOptionsOf(
  runtime: AnomalyRuntime,
  onDetectorJobs: () => void = () => undefined,
): AnomalyEngineOptions {
  const { settings, store, bus, clock, telemetry, tenant } = runtime;
  return {
    tenant,
    warmUp: settings.warmUpConversations,
    contamination: settings.contamination,
    falseAlarmsPerDay: settings.falseAlarmsPerMonth / DAYS_A_MONTH,
    quietMs: settings.quietMs,
    scores: store.scores,
    anomalies: store.anomalies,
    incidents: store.incidents,
    rules: store.rules,
    findingFeedback: store.findingFeedback,
    measures: store.measures,
    metricHours: store.metricHours,
    snapshots: store.snapshots,
    detectorRequests: {
      ...{ registry: registryOf(runtime), jobs: store.detectorJobs, now: () => clock.now() },
      onRefused: ({ action, name }, reason) =>
        telemetry.logger.warn({ action, detector: name, reason }, 'a request cannot be served any more'),
    },
    onDetectorJobs,
    bus,
    events: createAnomalyEvents(telemetry),
    now: () => clock.now(),
  };
}

/** The one place where this service's ports meet their adapters. */
export function createAnomalyModule(runtime: AnomalyRuntime): DynamicModule {
  const { settings, clock, telemetry } = runtime;
  return {
    module: AnomalyModule,
    controllers: [AnomalyController],
    providers: [
      { provide: JobWorker, useFactory: () => createJobWorker(runtime) },
      {
        provide: ANOMALY_ENGINE,
        inject: [JobWorker],
        useFactory: (worker: JobWorker) =>
          createAnomalyEngine(engineOptionsOf(runtime, () => void worker.wake())),
      },
      {
        provide: 'DAYS_WORKER',
        inject: [ANOMALY_ENGINE],
        useFactory: (engine: AnomalyEngine) =>
          new IntervalWorker({
            name: 'days',
            intervalMs: settings.metricsIntervalMs,
            clock,
            telemetry,
            work: async () => {
              await engine.detectIncidents();
              await engine.settle();
            },
          }),
      },
    ],
  };
}
