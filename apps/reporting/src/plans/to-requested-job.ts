import type { ReportRequested } from '@convoscope/contracts';
import type { ReportJobDocument } from '@convoscope/store';

/** A report that somebody asked for, as a job of its own. */
export const toRequestedJob = (
  { requestId, period, date, template, filters, language, requestedAt, requestedBy }: ReportRequested,
  now: Date,
): Omit<ReportJobDocument, 'tenant'> => ({
  ...{ jobId: requestId, schedule: null, dueAt: new Date(requestedAt), isMadeUp: false, period, date },
  ...{ template: template ?? null, filters: filters ?? {}, language: language ?? null },
  ...{ formats: [], recipients: [], state: 'waiting', phase: 'waiting', share: 0, reportId: null },
  ...{
    error: null,
    attempts: 0,
    holder: null,
    leaseUntil: now,
    requestedBy,
    requestedAt: now,
    endedAt: null,
  },
});
