import { resultKeyOf } from '@convoscope/registry';
import { defineService } from '@convoscope/service';
import { anomalySettings } from './anomaly.config.ts';
import { createAnomalyModule } from './anomaly.module.ts';

/** Scores how unusual each conversation is, and finds days on which a metric is. */
export const anomalyService = defineService({
  name: 'anomaly',
  settings: anomalySettings,
  module: createAnomalyModule,
  // Files go before the document that names them: a crash between the two repeats it.
  onExpiry: ({ objects }) => ({
    detector_jobs: async (documents) => {
      for (const { tenant, jobId } of documents)
        await objects.delete(resultKeyOf(String(tenant), String(jobId)));
    },
  }),
});
