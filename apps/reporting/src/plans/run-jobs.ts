import { randomUUID } from 'node:crypto';
import { PermanentError } from '@convoscope/contracts';
import { YamlFaults } from '@convoscope/config';
import type { MeasureKeeper } from '@convoscope/measures';
import type { ArtefactMaker } from '@convoscope/reports';
import type { ReportJobDocument } from '@convoscope/store';
import { publishReport, type PublishDependencies } from '../report/publish-report.ts';
import type { ReportStore } from '../report/report-source.ts';
import type { ReportingEvents } from '../reporting.events.ts';
import { buildOrdered } from './build-ordered.ts';
import { dispatchReport } from './dispatch-report.ts';
import type { PlanDependencies } from './plan-runs.ts';

export interface RunDependencies extends PublishDependencies {
  store: PublishDependencies['store'] & PlanDependencies['store'] & ReportStore;
  keeper: Pick<MeasureKeeper, 'keep'>;
  maker: Pick<ArtefactMaker, 'make'>;
  events: Pick<ReportingEvents, 'reportWritten' | 'jobEnded'>;
  /** Told between two steps; a test stops for good there. */
  atStep?: (step: 'claimed' | 'written' | 'dispatched') => void | Promise<void>;
}

/** Longer than one step of a report takes; renewed before each. */
const LEASE_MS = 120_000;
const MOST_ATTEMPTS = 5;
/** Pause before each further attempt, times the attempts so far. */
const PAUSE_MS = 30_000;

/** The job was cancelled, or another instance has it. */
class NotOurs extends Error {}

/** Makes the reports that wait, of every tenant, one after the other. Returns how many it worked on. Cost: those that wait. */
export async function runOpenJobs(deps: RunDependencies, signal?: AbortSignal): Promise<number> {
  const holder = randomUUID();
  let nJobs = 0;
  while (signal?.aborted !== true) {
    const now = new Date(deps.now());
    const job = await deps.store.reportJobs.claim({ holder, now, leaseUntil: leaseFrom(now) });
    if (job === null) break;
    await deps.atStep?.('claimed');
    await runJob(deps, job, holder);
    nJobs += 1;
  }
  return nJobs;
}

const leaseFrom = (now: Date): Date => new Date(now.getTime() + LEASE_MS);

async function runJob(deps: RunDependencies, job: ReportJobDocument, holder: string): Promise<void> {
  const change = (what: Partial<ReportJobDocument>): Promise<boolean> =>
    deps.store.reportJobs.change(job.tenant, job.jobId, holder, what);
  const begin: Begin = async (phase, share) => {
    const isOurs = await change({ phase, share, leaseUntil: leaseFrom(new Date(deps.now())) });
    if (!isOurs) throw new NotOurs();
  };
  try {
    const reportId = await makeReport(deps, job, begin);
    const endedAt = new Date(deps.now());
    if (await change({ state: 'done', phase: 'done', share: 1, reportId, error: null, endedAt }))
      deps.events.jobEnded(job, 'done');
  } catch (error) {
    if (error instanceof NotOurs) return;
    await afterFailure(deps, job, change, error);
  }
}

type Begin = (phase: string, share: number) => Promise<void>;

async function makeReport(deps: RunDependencies, job: ReportJobDocument, begin: Begin): Promise<string> {
  const { tenant } = job;
  await begin('measuring', 0.05);
  await deps.keeper.keep(tenant);
  await begin('counting', 0.15);
  const content = await buildOrdered(deps, tenant, job);
  await begin('writing', 0.6);
  deps.events.reportWritten(content.reportId, job.period, await publishReport(deps, tenant, content));
  await deps.atStep?.('written');
  if (job.recipients.length > 0) {
    await begin('making files', 0.7);
    await dispatchReport(deps, job, content, () => begin('sending', 0.95));
    await deps.atStep?.('dispatched');
  }
  return content.reportId;
}

/** What can pass is tried again; what cannot, or did not pass, is told. */
async function afterFailure(
  deps: RunDependencies,
  job: ReportJobDocument,
  change: (what: Partial<ReportJobDocument>) => Promise<boolean>,
  error: unknown,
): Promise<void> {
  const text = error instanceof Error ? error.message : String(error);
  const isFinal =
    error instanceof PermanentError ||
    error instanceof YamlFaults ||
    error instanceof RangeError ||
    job.attempts >= MOST_ATTEMPTS;
  const now = new Date(deps.now());
  const leaseUntil = new Date(now.getTime() + PAUSE_MS * job.attempts);
  const changed = await change(
    isFinal ? { state: 'failed', error: text, endedAt: now } : { state: 'waiting', error: text, leaseUntil },
  );
  if (changed) deps.events.jobEnded(job, isFinal ? 'failed' : 'postponed', error);
}
