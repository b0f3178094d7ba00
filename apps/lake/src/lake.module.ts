import type { DynamicModule, OnModuleDestroy } from '@nestjs/common';
import { Inject, Module } from '@nestjs/common';
import type { SettingsOf } from '@convoscope/config';
import { allTopics } from '@convoscope/contracts';
import { createLandingWriter, LakeTables, type LandingWriter } from '@convoscope/lake';
import { RoundLease } from '@convoscope/objects';
import { IntervalWorker, type ServiceRuntime } from '@convoscope/service';
import { join } from 'node:path';
import type { lakeSettings } from './lake.config.ts';
import { LAKE_PIPELINE, LakeController } from './lake.controller.ts';
import { createLakeEvents } from './lake.events.ts';
import { createLakePipeline } from './lake.pipeline.ts';
import { createLakeUpkeep } from './upkeep/lake-upkeep.ts';

const LANDING_WRITER = Symbol('LANDING_WRITER');
const UPKEEP_WORKER = Symbol('UPKEEP_WORKER');
/** After so long another instance takes over from one that has died in the middle of a round. */
const LEASE_MS = 60_000;

@Module({})
class LakeModule implements OnModuleDestroy {
  readonly #writer: LandingWriter;

  constructor(@Inject(LANDING_WRITER) writer: LandingWriter) {
    this.#writer = writer;
  }

  onModuleDestroy(): void {
    this.#writer.close();
  }
}

/** The one place where this service's ports meet their adapters. */
export function createLakeModule(runtime: ServiceRuntime<SettingsOf<typeof lakeSettings>>): DynamicModule {
  const { settings, bus, objects, clock, telemetry, dataDir } = runtime;
  const events = createLakeEvents(telemetry);
  const scratchDir = join(dataDir, 'lake-scratch');
  const tables = new LakeTables({
    ...{ ...settings, objects, scratchDir, now: () => clock.now() },
    onCheckpointFailed: (error) => events.checkpointFailed(error),
  });
  const append = { tables, elapsed: () => clock.elapsed(), commitWithinMs: settings.graceMs / 2 };
  const upkeep = createLakeUpkeep({
    ...{ ...settings, tables, events, scratchDir, quietAfterMs: settings.graceMs },
    comesAgainMs: () => bus.replayableMs(allTopics),
  });
  // Rounds are safe beside each other; two at one time would do the same work twice.
  const lease = new RoundLease({
    ...{ objects, now: () => clock.now(), key: 'lake-upkeep/lease.json', durationMs: LEASE_MS },
  });
  return {
    module: LakeModule,
    controllers: [LakeController],
    providers: [
      { provide: LANDING_WRITER, useFactory: () => createLandingWriter({ scratchDir }) },
      {
        provide: LAKE_PIPELINE,
        inject: [LANDING_WRITER],
        useFactory: (writer: LandingWriter) =>
          createLakePipeline({ ...append, writer, events, pace: { ...settings, clock } }),
      },
      {
        provide: UPKEEP_WORKER,
        useValue: new IntervalWorker({
          ...{ name: 'lake-upkeep', intervalMs: settings.compactionIntervalMs },
          ...{ clock, telemetry, work: (signal: AbortSignal) => lease.hold(upkeep, signal) },
        }),
      },
    ],
  };
}
