import { deadLetter, ok, type EventBatch, type Outcome } from '@convoscope/bus';
import { YamlFaults } from '@convoscope/config';
import type { ReportPlanChanged } from '@convoscope/contracts';
import { nextTime, parseSchedule, parseTemplate } from '@convoscope/reports';
import type { ReportPlanDocument, ReportPlanVersion, Store } from '@convoscope/store';
import { planRun, planRuns, type PlanDependencies } from './plan-runs.ts';

/** Versions that are kept of a template or schedule; the oldest go first. */
const MOST_VERSIONS = 100;

export interface KeepPlanDependencies extends PlanDependencies {
  store: Pick<Store, 'reportPlans' | 'reportJobs'>;
}

/** Stores templates and schedules that were saved, removed, paused or resumed, and plans runs that somebody asks for. A repeat changes nothing. */
export async function keepPlans(
  { events }: EventBatch<ReportPlanChanged>,
  deps: KeepPlanDependencies,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { tenant, data } of events) outcomes.push(await keepPlan(deps, tenant, data));
  return outcomes;
}

async function keepPlan(
  deps: KeepPlanDependencies,
  tenant: string,
  change: ReportPlanChanged,
): Promise<Outcome> {
  const { reportPlans, reportJobs } = deps.store;
  const { kind } = change;
  if (kind === 'job') {
    await reportJobs.cancel(tenant, change.name, new Date(change.requestedAt));
    return ok(undefined);
  }
  const before = await reportPlans.findByName(tenant, kind, change.name);
  if (change.change === 'run') {
    if (before?.definition != null) await planRun(deps, before, change);
    return ok(undefined);
  }
  let next: ReportPlanDocument | null;
  try {
    next = nextState(tenant, { ...change, kind }, before);
  } catch (error) {
    if (!(error instanceof YamlFaults)) throw error;
    return deadLetter('invalid-plan', error);
  }
  if (next === null) return ok(undefined);
  // What was due before the change is due by the schedule as it was.
  if (before !== null) await planRuns(deps, before, new Date(change.requestedAt));
  await reportPlans.upsert(tenant, next);
  return ok(undefined);
}

type PlanChange = ReportPlanChanged & { kind: ReportPlanDocument['kind'] };

/** Null where nothing changes: a repeat, what is overtaken, and what says nothing new. Throws `YamlFaults` for a definition that is none. */
export function nextState(
  tenant: string,
  { kind, name, change, definition, requestId, requestedAt, requestedBy }: PlanChange,
  before: ReportPlanDocument | null,
): ReportPlanDocument | null {
  if (before !== null && (before.requestId === requestId || before.savedAt > requestedAt)) return null;
  const stands = before?.definition ?? null;
  const next = change === 'saved' ? definition : change === 'removed' ? null : stands;
  const isPaused = change === 'paused' || (change !== 'resumed' && (before?.isPaused ?? false));
  if (next === stands && isPaused === (before?.isPaused ?? false)) return null;
  const version: ReportPlanVersion = {
    ...{ version: (before?.version ?? 0) + 1, definition: next, savedBy: requestedBy, savedAt: requestedAt },
  };
  return {
    ...{ tenant, kind, name, ...version, isPaused: next !== null && isPaused, requestId },
    nextDueAt: next === null || isPaused ? null : firstTime(kind, next, new Date(requestedAt)),
    nSkipped: before?.nSkipped ?? 0,
    history: [...(before?.history ?? []), version].slice(-MOST_VERSIONS),
  };
}

/** The first time of a schedule after it was saved; a template has none. */
function firstTime(kind: ReportPlanDocument['kind'], definition: string, after: Date): Date | null {
  if (kind === 'schedule') return nextTime(parseSchedule(definition), after);
  parseTemplate(definition);
  return null;
}
