import type { Telemetry } from '@convoscope/telemetry';

/** Every business event of this service, each counted and logged in one place. */
export interface ReportingEvents {
  sectionsStored(section: string, written: number, skippedAsOlder: number): void;
  measuresKept(nBuckets: number, nUsers: number): void;
  daysCompared(nDays: number, nDiffering: number): void;
  reportWritten(reportId: string, period: string, isNew: boolean): void;
  /** Of a report that was asked for or scheduled; one that is postponed is tried again. */
  jobEnded(job: EndedJob, result: 'done' | 'failed' | 'postponed', error?: unknown): void;
  /** A schedule that is not understood any more. */
  scheduleBroken(tenant: string, schedule: string, error: Error): void;
}

interface EndedJob {
  tenant: string;
  jobId: string;
  schedule: string | null;
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
  const jobs = telemetry.counter({
    name: 'reporting_jobs_total',
    help: 'Reports that were asked for or are due by a schedule, by what became of them; a postponed one is tried again',
    labels: ['kind', 'result'],
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
    jobEnded({ tenant, jobId, schedule }, result, error) {
      jobs.inc({ kind: schedule === null ? 'requested' : 'scheduled', result });
      if (result === 'failed')
        telemetry.logger.error({ tenant, jobId, schedule, err: error }, 'report given up');
      else if (result === 'postponed')
        telemetry.logger.warn({ tenant, jobId, schedule, err: error }, 'report postponed; it is tried again');
    },
    scheduleBroken: (tenant, schedule, error) =>
      telemetry.logger.error(
        { tenant, schedule, err: error },
        'schedule stopped: it is not understood any more',
      ),
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
