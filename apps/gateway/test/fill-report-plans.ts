import type { ReportJobDocument, ReportPlanDocument, Store } from '@convoscope/store';

const AT = new Date('2026-01-05T07:00:00Z');
const SAVED = { version: 1, savedBy: 'anna', savedAt: '2026-01-02T10:00:00.000Z' };

const TEMPLATE = `name: monday-support
title: Support, Mondays
sections: [summary, totals, topics, issues]
`;
const SCHEDULE = `name: support-every-monday
template: monday-support
cron: "0 8 * * 1"
zone: Europe/Berlin
recipients: ["webhook:mail", "anna@example.com"]
`;

const plan = (
  tenant: string,
  kind: ReportPlanDocument['kind'],
  name: string,
  definition: string,
): ReportPlanDocument => ({
  ...{ tenant, kind, name, definition, ...SAVED, isPaused: false, nSkipped: 0, requestId: `q-${name}` },
  nextDueAt: kind === 'schedule' ? new Date('2126-01-07T07:00:00Z') : null,
  history: [{ ...SAVED, definition }],
});

/** Templates, a schedule that has run, and a report on its way, as the examples of the API ask for them. */
export async function fillReportPlans(store: Store, tenant: string): Promise<void> {
  await store.reportPlans.upsert(tenant, plan(tenant, 'template', 'monday-support', TEMPLATE));
  await store.reportPlans.upsert(
    tenant,
    plan(tenant, 'template', 'unused', 'name: unused\ntitle: Unused\nsections: [totals]\n'),
  );
  await store.reportPlans.upsert(tenant, plan(tenant, 'schedule', 'support-every-monday', SCHEDULE));
  const job: Omit<ReportJobDocument, 'tenant'> = {
    ...{ jobId: 'report-job-1', schedule: 'support-every-monday', dueAt: AT, isMadeUp: false },
    ...{ period: 'weekly', date: '2026-01-04', template: 'monday-support', filters: {}, language: null },
    ...{ formats: ['report.pdf'], recipients: ['webhook:mail', 'anna@example.com'], state: 'done' },
    ...{ phase: 'done', share: 1, reportId: 'weekly-2025-12-29.monday-support', error: null, attempts: 1 },
    ...{ holder: 'h', leaseUntil: AT, requestedBy: 'anna', requestedAt: AT, endedAt: AT },
  };
  await store.reportJobs.insert(tenant, job);
  await store.reportJobs.insert(tenant, {
    ...{ ...job, jobId: 'report-job-2', schedule: null, recipients: [], formats: [], state: 'running' },
    ...{ phase: 'counting', share: 0.15, reportId: null, endedAt: null, leaseUntil: new Date('2126-01-01') },
  });
}
