import { YamlFaults } from '@convoscope/config';
import type { ReportPlanChanged } from '@convoscope/contracts';
import {
  galleryTemplate,
  parseSchedule,
  parseTemplate,
  timesUpTo,
  type ReportTemplate,
} from '@convoscope/reports';
import type { ReportJobDocument, ReportPlanDocument, Store } from '@convoscope/store';
import { addDays, periodAround } from '../report/report-period.ts';

export interface PlanDependencies {
  store: Pick<Store, 'reportPlans' | 'reportJobs'>;
  now: () => number;
  /** Told of a schedule that is not understood any more. */
  onBroken?: (plan: ReportPlanDocument, error: Error) => void;
}

/** Missed times that are made up for; of more, which a long standstill of a frequent schedule leaves, the newest. */
const MOST_MADE_UP = 31;
/** A run that begins later than this was missed at its time. */
const LATE_MS = 5 * 60_000;
const SCHEDULES_AT_ONCE = 50;

/** The template of a name as it stands: one of the tenant, or of the gallery; null where there is none. */
export async function findTemplate(
  { reportPlans }: Pick<Store, 'reportPlans'>,
  tenant: string,
  name: string,
): Promise<ReportTemplate | null> {
  const own = await reportPlans.findByName(tenant, 'template', name);
  if (own?.definition != null) return parseTemplate(own.definition);
  return galleryTemplate(name)?.template ?? null;
}

/** The period that was over at an instant: what a schedule reports on. */
function lastClosed(period: ReportJobDocument['period'], at: Date): string {
  const today = at.toISOString().slice(0, 10);
  return addDays(periodAround(period, today).from, -1);
}

async function toJob(
  { store, now }: PlanDependencies,
  plan: ReportPlanDocument,
  dueAt: Date,
): Promise<Omit<ReportJobDocument, 'tenant' | 'jobId' | 'requestedBy'>> {
  const {
    template: name,
    formats,
    recipients,
    filters,
    language = null,
  } = parseSchedule(plan.definition ?? '');
  const template = await findTemplate(store, plan.tenant, name);
  // Where it is gone the run says so: a person waits for it.
  const period = template?.period ?? 'weekly';
  const at = new Date(now());
  return {
    ...{ schedule: plan.name, dueAt, isMadeUp: at.getTime() - dueAt.getTime() > LATE_MS },
    ...{ period, date: lastClosed(period, dueAt), template: name, filters: { ...filters }, language },
    ...{ formats, recipients, state: 'waiting', phase: 'waiting', share: 0, reportId: null, error: null },
    ...{ attempts: 0, holder: null, leaseUntil: at, requestedAt: at, endedAt: null },
  };
}

/**
 * Plans a run for each time of a schedule up to an instant, once: a run has its id from schedule and time, and the schedule goes on to its next time after the runs
 * are there. A crash between the two, or two instances at a time, plan the same runs again. Returns how many were new.
 */
export async function planRuns(
  deps: PlanDependencies,
  plan: ReportPlanDocument,
  upTo: Date,
): Promise<number> {
  const { definition, nextDueAt, tenant, name } = plan;
  if (definition === null || nextDueAt === null || nextDueAt > upTo) return 0;
  const times = parseSchedule(definition);
  const { due, nOlder, next } = timesUpTo(times, { first: nextDueAt, now: upTo }, MOST_MADE_UP);
  let nNew = 0;
  for (const dueAt of due) {
    const job = await toJob(deps, plan, dueAt);
    const jobId = `${name}@${dueAt.toISOString()}`;
    if (await deps.store.reportJobs.insert(tenant, { ...job, jobId, requestedBy: plan.savedBy })) nNew += 1;
  }
  await deps.store.reportPlans.movePast(plan, next, nOlder);
  return nNew;
}

/** Plans a run that somebody asks for, once a request. */
export async function planRun(
  deps: PlanDependencies,
  plan: ReportPlanDocument,
  { requestId, requestedAt, requestedBy }: ReportPlanChanged,
): Promise<void> {
  const job = await toJob(deps, plan, new Date(requestedAt));
  await deps.store.reportJobs.insert(plan.tenant, {
    ...{ ...job, isMadeUp: false, jobId: requestId, requestedBy },
  });
}

/** A schedule that an older version let through and this one does not understand stops: it holds up no other. */
async function planRunsOrStop(deps: PlanDependencies, plan: ReportPlanDocument, now: Date): Promise<number> {
  try {
    return await planRuns(deps, plan, now);
  } catch (error) {
    if (!(error instanceof YamlFaults)) throw error;
    await deps.store.reportPlans.movePast(plan, null, 0);
    deps.onBroken?.(plan, error);
    return 0;
  }
}

/** Plans what has become due, of every tenant. Cost: one look into an index, and the schedules that are due. */
export async function planDueRuns(deps: PlanDependencies, signal: AbortSignal): Promise<number> {
  let nNew = 0;
  while (!signal.aborted) {
    const now = new Date(deps.now());
    const due = await deps.store.reportPlans.findDue(now, SCHEDULES_AT_ONCE);
    for (const plan of due) nNew += await planRunsOrStop(deps, plan, now);
    if (due.length < SCHEDULES_AT_ONCE) break;
  }
  return nNew;
}
