import { ok, type EventBatch, type Outcome, type ReceivedEvent } from '@convoscope/bus';
import type {
  ConversationDeleted,
  ConversationRef,
  ReportPlanChanged,
  ReportRequested,
} from '@convoscope/contracts';
import type { AnalyticsSection, Store } from '@convoscope/store';
import type { Clock } from '@convoscope/telemetry';
import { SectionGatherer } from './analytics/section-gatherer.ts';
import type { ReportingEvents } from './reporting.events.ts';
import { keepPlans } from './plans/keep-plan.ts';
import { runOpenJobs, type RunDependencies } from './plans/run-jobs.ts';
import { toRequestedJob } from './plans/to-requested-job.ts';

export interface ReportingDependencies extends RunDependencies {
  store: Store;
  events: ReportingEvents;
  clock: Pick<Clock, 'sleep'>;
  /** How long a section waits for the others of its conversation. */
  gatherMs: number;
}

type Outcomes = Promise<readonly Outcome[]>;

const perTenant = async <T>(
  { events }: EventBatch<T>,
  work: (tenant: string, events: readonly ReceivedEvent<T>[]) => Promise<void>,
): Outcomes => {
  for (const [tenant, ofTenant] of Map.groupBy(events, (event) => event.tenant)) await work(tenant, ofTenant);
  return events.map(() => ok(undefined));
};

/** Stores sections, and counts them under their name, or, where those of several topics were gathered, as `joined`. */
const createSectionStore =
  ({ store, events, now }: ReportingDependencies) =>
  async (tenant: string, sections: readonly AnalyticsSection[]): Promise<void> => {
    const names = new Set(sections.map(({ section }) => section));
    const { written, skippedAsOlder } = await store.analytics.upsertSections(
      tenant,
      sections,
      new Date(now()),
    );
    events.sectionsStored(names.size === 1 ? [...names].join('') : 'joined', written, skippedAsOlder);
  };

/** What reporting does with each topic it hears: keep the joined row of each conversation, write reports asked for. */
export function createReportingPipeline(deps: ReportingDependencies) {
  const { store, clock, gatherMs } = deps;
  const gatherer = new SectionGatherer({ store: createSectionStore(deps), waitMs: gatherMs, clock });

  return {
    keepSections: <T extends ConversationRef>(
      batch: EventBatch<T>,
      toSection: (data: T) => AnalyticsSection,
    ): Outcomes =>
      perTenant(batch, (tenant, received) =>
        gatherer.add(
          tenant,
          received.map(({ data }) => toSection(data)),
        ),
      ),

    markDeleted: (batch: EventBatch<ConversationDeleted>): Outcomes =>
      perTenant(batch, async (tenant, received) => {
        const deletions = received.map(({ data: { conversationId, sequence, deletedAt } }) => ({
          ...{ conversationId, sequence, deletedAt: new Date(deletedAt) },
        }));
        await store.analytics.markDeleted(tenant, deletions);
      }),

    keepPlans: (batch: EventBatch<ReportPlanChanged>): Outcomes => keepPlans(batch, deps),

    writeReports: async (batch: EventBatch<ReportRequested>): Outcomes => {
      for (const { tenant, data } of batch.events)
        await store.reportJobs.insert(tenant, toRequestedJob(data, new Date(deps.now())));
      await runOpenJobs(deps);
      return batch.events.map(() => ok(undefined));
    },
  };
}

export type ReportingPipeline = ReturnType<typeof createReportingPipeline>;
