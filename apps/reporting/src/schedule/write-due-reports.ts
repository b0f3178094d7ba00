import type { RoundLease } from '@convoscope/objects';
import { readRetentionState, type Store } from '@convoscope/store';
import type { ReportingEvents } from '../reporting.events.ts';
import { buildReport } from '../report/build-report.ts';
import { periodAround } from '../report/report-period.ts';
import { publishReport, type PublishDependencies } from '../report/publish-report.ts';
import { dueReports } from './due-reports.ts';

export interface ReportWriterDependencies extends PublishDependencies {
  store: Store;
  events: ReportingEvents;
}

export interface ReportOrder {
  tenant: string;
  period: 'daily' | 'weekly' | 'monthly';
  date: string;
}

/** Builds one report from what is stored now and publishes it where it says something new. */
export async function writeReport(deps: ReportWriterDependencies, order: ReportOrder): Promise<boolean> {
  const today = new Date(deps.now()).toISOString().slice(0, 10);
  const content = await buildReport({ ...order, store: deps.store, today });
  const isNew = await publishReport(deps, order.tenant, content);
  deps.events.reportWritten(content.reportId, order.period, isNew);
  return isNew;
}

async function newestDate({ store }: ReportWriterDependencies, tenant: string): Promise<string | null> {
  const { items } = await store.analytics.findPage(tenant, {}, { limit: 1 });
  return items[0]?.date ?? null;
}

export interface Round {
  lease: RoundLease;
  tenant: string;
  /** Time between the end of a round, whoever wrote it, and the next. Default 0. */
  restMs?: number;
  signal?: AbortSignal;
}

/** One round of the schedule, where one is due. Only the instance that holds the lease writes; an empty period gets no report. */
export async function writeDueReports(deps: ReportWriterDependencies, round: Round): Promise<void> {
  const { lease, restMs } = round;
  if (!(await lease.take(restMs))) return;
  let isDone = false;
  try {
    isDone = await writeRound(deps, round);
  } finally {
    await lease.release(isDone);
  }
}

/** Returns whether it came to its end. */
async function writeRound(
  deps: ReportWriterDependencies,
  { lease, tenant, signal }: Round,
): Promise<boolean> {
  const today = new Date(deps.now()).toISOString().slice(0, 10);
  const newest = await newestDate(deps, tenant);
  if (newest === null) return true;
  const { reportsBefore } = await readRetentionState(deps.store.snapshots, tenant);
  for (const due of dueReports(today, newest)) {
    // What retention removed is not written again.
    if (reportsBefore !== null && periodAround(due.period, due.date).to < reportsBefore) continue;
    // Asked for each report: the lease must not run out under a long round.
    if (signal?.aborted === true || !(await lease.take())) return false;
    const content = await buildReport({ ...due, store: deps.store, tenant, today });
    if (content.totals.nConversations === 0) continue;
    deps.events.reportWritten(content.reportId, due.period, await publishReport(deps, tenant, content));
  }
  return true;
}
