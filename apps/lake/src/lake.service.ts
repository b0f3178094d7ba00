import { defineService } from '@convoscope/service';
import { lakeSettings } from './lake.config.ts';
import { createLakeModule } from './lake.module.ts';

/** Keeps every event as date-partitioned Parquet, exactly once. */
export const lakeService = defineService({ name: 'lake', settings: lakeSettings, module: createLakeModule });
