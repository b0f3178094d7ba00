import type { DynamicModule } from '@nestjs/common';
import type { SettingsOf } from '@convoscope/config';
import { IntervalWorker, type ServiceRuntime } from '@convoscope/service';
import { createAnomalyEngine, type AnomalyEngine, type AnomalyEngineOptions } from './anomaly-engine.ts';
import type { anomalySettings } from './anomaly.config.ts';
import { ANOMALY_ENGINE, AnomalyController } from './anomaly.controller.ts';
import { createAnomalyEvents } from './anomaly.events.ts';

class AnomalyModule {}

const DAYS_A_MONTH = 30;

export type AnomalyRuntime = ServiceRuntime<SettingsOf<typeof anomalySettings>>;

/** What the engine works with, out of a running service. */
export function engineOptionsOf(runtime: AnomalyRuntime): AnomalyEngineOptions {
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
      { provide: ANOMALY_ENGINE, useFactory: () => createAnomalyEngine(engineOptionsOf(runtime)) },
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
