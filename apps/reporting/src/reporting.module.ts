import type { DynamicModule } from '@nestjs/common';
import type { SettingsOf } from '@convoscope/config';
import { IntervalWorker, type ServiceRuntime } from '@convoscope/service';
import type { reportingSettings } from './reporting.config.ts';
import { REPORTING_PIPELINE, ReportingController } from './reporting.controller.ts';
import { createReportingEvents } from './reporting.events.ts';
import { createReportingPipeline } from './reporting.pipeline.ts';
import { writeDueReports } from './schedule/write-due-reports.ts';
import { WriterLease } from './schedule/writer-lease.ts';
import { TouchedUsers } from './users/touched-users.ts';

class ReportingModule {}

const USERS_WORKER = Symbol('USERS_WORKER');
const SCHEDULE_WORKER = Symbol('SCHEDULE_WORKER');

export type ReportingRuntime = ServiceRuntime<SettingsOf<typeof reportingSettings>>;

/** The one place where this service's ports meet their adapters. */
export function createReportingModule(runtime: ReportingRuntime): DynamicModule {
  const { settings, store, objects, bus, clock, telemetry, tenant } = runtime;
  const now = (): number => clock.now();
  const events = createReportingEvents(telemetry);
  const users = new TouchedUsers(store, now);
  const writer = { store, objects, bus, events, now };
  const lease = new WriterLease({
    ...{ objects, now, key: `reporting/${tenant}/schedule-lease.json` },
    durationMs: settings.scheduleIntervalMs * 2,
  });
  let isFirstRound = true;
  const recomputeUsers = async (): Promise<void> => {
    if (isFirstRound) await users.touchAll(tenant);
    isFirstRound = false;
    events.usersRecomputed(await users.recompute());
  };
  const workerOf = { clock, telemetry };
  return {
    module: ReportingModule,
    controllers: [ReportingController],
    providers: [
      { provide: REPORTING_PIPELINE, useValue: createReportingPipeline({ ...writer, users }) },
      {
        provide: USERS_WORKER,
        useValue: new IntervalWorker({
          ...{ ...workerOf, name: 'users', intervalMs: settings.usersIntervalMs },
          // A round reads every conversation of its users: with many of them it leaves the database to the events most of the time.
          ...{ work: recomputeUsers, runsAtStop: true, restFactor: 4 },
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
