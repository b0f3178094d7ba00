import { defineService } from '@convoscope/service';
import { reportingSettings } from './reporting.config.ts';
import { createReportingModule } from './reporting.module.ts';
import { removeReportFiles } from './report/remove-report-files.ts';

/** Joins what the other services found, and writes daily, weekly and monthly reports of it. */
export const reportingService = defineService({
  name: 'reporting',
  settings: reportingSettings,
  module: createReportingModule,
  onExpiry: ({ objects, store }) => ({
    analytics_reports: (reports) => removeReportFiles({ objects, store }, reports),
  }),
});
