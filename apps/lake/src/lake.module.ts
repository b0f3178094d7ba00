import type { DynamicModule, OnModuleDestroy } from '@nestjs/common';
import { Inject, Module } from '@nestjs/common';
import type { SettingsOf } from '@convoscope/config';
import { IntervalWorker, type ServiceRuntime } from '@convoscope/service';
import { join } from 'node:path';
import { createLakeUpkeep } from './compaction/lake-upkeep.ts';
import { createParquetWriter, type ParquetWriter } from './files/parquet-writer.ts';
import type { lakeSettings } from './lake.config.ts';
import { LAKE_PIPELINE, LakeController } from './lake.controller.ts';
import { createLakeEvents } from './lake.events.ts';
import { createLakePipeline } from './lake.pipeline.ts';
import { ManifestStore } from './manifest/manifest-store.ts';

const PARQUET_WRITER = Symbol('PARQUET_WRITER');
const UPKEEP_WORKER = Symbol('UPKEEP_WORKER');

@Module({})
class LakeModule implements OnModuleDestroy {
  readonly #writer: ParquetWriter;

  constructor(@Inject(PARQUET_WRITER) writer: ParquetWriter) {
    this.#writer = writer;
  }

  onModuleDestroy(): void {
    this.#writer.close();
  }
}

/** The one place where this service's ports meet their adapters. */
export function createLakeModule(runtime: ServiceRuntime<SettingsOf<typeof lakeSettings>>): DynamicModule {
  const { settings, objects, clock, telemetry, dataDir } = runtime;
  const events = createLakeEvents(telemetry);
  const scratchDir = join(dataDir, 'lake-scratch');
  const manifests = new ManifestStore(objects);
  const append = { objects, manifests, now: () => clock.now(), refreshAfterMs: settings.graceMs / 2 };
  const upkeep = createLakeUpkeep({ ...settings, objects, events, scratchDir, now: () => clock.now() });
  return {
    module: LakeModule,
    controllers: [LakeController],
    providers: [
      { provide: PARQUET_WRITER, useFactory: () => createParquetWriter({ scratchDir }) },
      {
        provide: LAKE_PIPELINE,
        inject: [PARQUET_WRITER],
        useFactory: (writer: ParquetWriter) =>
          createLakePipeline({ ...append, writer, events, pace: { ...settings, clock } }),
      },
      {
        provide: UPKEEP_WORKER,
        useValue: new IntervalWorker({
          ...{ name: 'lake-upkeep', intervalMs: settings.compactionIntervalMs },
          ...{ clock, telemetry, work: upkeep },
        }),
      },
    ],
  };
}
