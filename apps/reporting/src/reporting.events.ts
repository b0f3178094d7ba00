import type { Telemetry } from '@convoscope/telemetry';

/** Every business event of this service, each counted and logged in one place. */
export interface ReportingEvents {
  sectionsStored(section: string, written: number, skippedAsOlder: number): void;
  measuresKept(nBuckets: number, nUsers: number): void;
  daysCompared(nDays: number, nDiffering: number): void;
  reportWritten(reportId: string, period: string, isNew: boolean): void;
}

export function createReportingEvents(telemetry: Telemetry): ReportingEvents {
  const sections = telemetry.counter({
    name: 'reporting_sections_total',
    help: 'Sections of conversation analytics, by section and whether they were written or older than what stood there',
    labels: ['section', 'result'],
  });
  const buckets = telemetry.counter({
    name: 'reporting_measures_total',
    help: 'Hours, days and months whose measures were computed anew',
  });
  const users = telemetry.counter({
    name: 'reporting_users_total',
    help: 'Users whose analytics were computed anew',
  });
  const reports = telemetry.counter({
    name: 'reporting_reports_total',
    help: 'Reports built, by period and whether they said something new',
    labels: ['period', 'result'],
  });
  const days = telemetry.counter({
    name: 'reporting_ledger_days_total',
    help: 'Changed days whose stored stages were compared, by whether they were the same',
    labels: ['result'],
  });
  return {
    daysCompared(nDays, nDiffering) {
      days.inc({ result: 'equal' }, nDays - nDiffering);
      days.inc({ result: 'differs' }, nDiffering);
    },
    sectionsStored(section, written, skippedAsOlder) {
      sections.inc({ section, result: 'written' }, written);
      sections.inc({ section, result: 'older' }, skippedAsOlder);
    },
    measuresKept(nBuckets, nUsers) {
      buckets.inc(nBuckets);
      users.inc(nUsers);
    },
    reportWritten(reportId, period, isNew) {
      reports.inc({ period, result: isNew ? 'new' : 'unchanged' });
      if (isNew) telemetry.logger.info({ reportId }, 'report written');
    },
  };
}
