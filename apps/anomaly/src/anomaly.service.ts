import { defineService } from '@convoscope/service';
import { anomalySettings } from './anomaly.config.ts';
import { createAnomalyModule } from './anomaly.module.ts';

/** Scores how unusual each conversation is, and finds days on which a metric is. */
export const anomalyService = defineService({
  name: 'anomaly',
  settings: anomalySettings,
  module: createAnomalyModule,
});
