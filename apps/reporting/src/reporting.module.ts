import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import type { SettingsOf } from '@convoscope/config';
import { behindMs, checkChangedDays } from '@convoscope/ledger';
import { MeasureKeeper } from '@convoscope/measures';
import { RoundLease } from '@convoscope/objects';
import { IntervalWorker, type ServiceRuntime } from '@convoscope/service';
import { createArtefactMaker } from '@convoscope/reports';
import { planDueRuns } from './plans/plan-runs.ts';
import { runOpenJobs } from './plans/run-jobs.ts';
import type { reportingSettings } from './reporting.config.ts';
import { REPORTING_PIPELINE, ReportingController } from './reporting.controller.ts';
import { createReportingEvents } from './reporting.events.ts';
import { createReportingPipeline } from './reporting.pipeline.ts';
import { writeDueReports } from './schedule/write-due-reports.ts';

class ReportingModule {}

const MEASURES_WORKER = Symbol('MEASURES_WORKER');
const SCHEDULE_WORKER = Symbol('SCHEDULE_WORKER');
const JOBS_WORKER = Symbol('JOBS_WORKER');
const MAKER = Symbol('MAKER');
const LEDGER_WORKER = Symbol('LEDGER_WORKER');

/** Longer than any one report takes; renewed before each. */
const LEASE_MS = 120_000;
/** What changed so short a time ago may be between two stages. */
const SETTLE_MS = 30_000;
/** A day that never rests, such as today, is compared in every so manieth round. */
const BUSY_EVERY = 20;
/** How often somebody looks whether a round is due: after a restart nobody waits for a whole interval. */
const LOOK_MS = 60_000;

export type ReportingRuntime = ServiceRuntime<SettingsOf<typeof reportingSettings>>;

/** The one place where this service's ports meet their adapters. */
export function createReportingModule(runtime: ReportingRuntime): DynamicModule {
  const { settings, store, objects, bus, clock, telemetry, tenant, dataDir } = runtime;
  const now = (): number => clock.now();
  const events = createReportingEvents(telemetry);
  const keeper = new MeasureKeeper({ measures: store.measures, now });
  const writer = { store, objects, bus, events, now };
  const maker = createArtefactMaker({ analytics: store.analytics, scratchDir: join(dataDir, 'scratch') });
  const runner = { ...writer, keeper, maker };
  const workOnJobs = async (signal: AbortSignal): Promise<void> => {
    const onBroken = ({ tenant: whose, name }: { tenant: string; name: string }, error: Error): void =>
      events.scheduleBroken(whose, name, error);
    await planDueRuns({ store, now, onBroken }, signal);
    await runOpenJobs(runner, signal);
  };
  const lease = new RoundLease({
    ...{ objects, now, key: `reporting/${tenant}/schedule-lease.json` },
    durationMs: LEASE_MS,
  });
  const keepMeasures = async (signal: AbortSignal): Promise<void> => {
    const { nBuckets, nUsers } = await keeper.keepAll(signal);
    events.measuresKept(nBuckets, nUsers);
  };
  let nRounds = 1;
  const checkDays = async (signal: AbortSignal): Promise<void> => {
    if ((await store.ledger.findMarks(tenant)).length === 0) return;
    const settleMs = SETTLE_MS + (await behindMs(bus));
    const checked = await checkChangedDays({
      ...{ store, tenant, now, signal, settleMs, scratchDir: join(dataDir, 'scratch') },
      includesBusy: nRounds % BUSY_EVERY === 0,
    });
    nRounds += 1;
    events.daysCompared(checked.nDays, checked.nDiffering);
  };
  const workerOf = { clock, telemetry };
  return {
    module: ReportingModule,
    controllers: [ReportingController],
    providers: [
      {
        provide: REPORTING_PIPELINE,
        useValue: createReportingPipeline({ ...runner, clock, gatherMs: settings.gatherMs }),
      },
      {
        provide: MEASURES_WORKER,
        useValue: new IntervalWorker({
          ...{ ...workerOf, name: 'measures', intervalMs: settings.measuresIntervalMs },
          // While a history is loaded every round finds much: it leaves the database to the events most of the time.
          ...{ work: keepMeasures, restFactor: 2 },
        }),
      },
      // Its thread ends with the service.
      { provide: MAKER, useValue: { onModuleDestroy: () => maker.close() } },
      {
        provide: JOBS_WORKER,
        useValue: new IntervalWorker({
          ...{ ...workerOf, name: 'report-jobs', intervalMs: settings.jobsIntervalMs, work: workOnJobs },
        }),
      },
      {
        provide: LEDGER_WORKER,
        useValue: new IntervalWorker({
          ...{ ...workerOf, name: 'ledger-days', intervalMs: settings.ledgerIntervalMs },
          ...{ work: checkDays, restFactor: 10 },
        }),
      },
      {
        provide: SCHEDULE_WORKER,
        useValue: new IntervalWorker({
          ...{ ...workerOf, name: 'report-schedule' },
          intervalMs: Math.min(settings.scheduleIntervalMs, LOOK_MS),
          work: (signal) =>
            writeDueReports(writer, { lease, tenant, restMs: settings.scheduleIntervalMs, signal }),
        }),
      },
    ],
  };
}
