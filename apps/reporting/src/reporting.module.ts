import type { DynamicModule } from '@nestjs/common';
import type { SettingsOf } from '@convoscope/config';
import { MeasureKeeper } from '@convoscope/measures';
import { IntervalWorker, type ServiceRuntime } from '@convoscope/service';
import type { reportingSettings } from './reporting.config.ts';
import { REPORTING_PIPELINE, ReportingController } from './reporting.controller.ts';
import { createReportingEvents } from './reporting.events.ts';
import { createReportingPipeline } from './reporting.pipeline.ts';
import { writeDueReports } from './schedule/write-due-reports.ts';
import { WriterLease } from './schedule/writer-lease.ts';

class ReportingModule {}

const MEASURES_WORKER = Symbol('MEASURES_WORKER');
const SCHEDULE_WORKER = Symbol('SCHEDULE_WORKER');

export type ReportingRuntime = ServiceRuntime<SettingsOf<typeof reportingSettings>>;

/** The one place where this service's ports meet their adapters. */
export function createReportingModule(runtime: ReportingRuntime): DynamicModule {
  const { settings, store, objects, bus, clock, telemetry, tenant } = runtime;
  const now = (): number => clock.now();
  const events = createReportingEvents(telemetry);
  const keeper = new MeasureKeeper({ measures: store.measures, now });
  const writer = { store, objects, bus, events, now };
  const lease = new WriterLease({
    ...{ objects, now, key: `reporting/${tenant}/schedule-lease.json` },
    durationMs: settings.scheduleIntervalMs * 2,
  });
  const keepMeasures = async (signal: AbortSignal): Promise<void> => {
    const { nBuckets, nUsers } = await keeper.keepAll(signal);
    events.measuresKept(nBuckets, nUsers);
  };
  const workerOf = { clock, telemetry };
  return {
    module: ReportingModule,
    controllers: [ReportingController],
    providers: [
      { provide: REPORTING_PIPELINE, useValue: createReportingPipeline({ ...writer, keeper }) },
      {
        provide: MEASURES_WORKER,
        useValue: new IntervalWorker({
          ...{ ...workerOf, name: 'measures', intervalMs: settings.measuresIntervalMs },
          // While a history is loaded every round finds much: it leaves the database to the events most of the time.
          ...{ work: keepMeasures, restFactor: 2 },
        }),
      },
      {
        provide: SCHEDULE_WORKER,
        useValue: new IntervalWorker({
          ...{ ...workerOf, name: 'report-schedule', intervalMs: settings.scheduleIntervalMs },
          work: (signal) => writeDueReports(writer, lease, tenant, signal),
        }),
      },
    ],
  };
}
