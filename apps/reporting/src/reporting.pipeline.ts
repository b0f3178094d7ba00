import { ok, type EventBatch, type Outcome, type ReceivedEvent } from '@convoscope/bus';
import type {
  ConversationDeleted,
  ConversationIngested,
  ConversationRef,
  ReportRequested,
} from '@convoscope/contracts';
import type { MeasureKeeper } from '@convoscope/measures';
import type { AnalyticsSection, Store } from '@convoscope/store';
import { toConversationSection } from './analytics/to-analytics-sections.ts';
import type { ReportingEvents } from './reporting.events.ts';
import { writeReport, type ReportWriterDependencies } from './schedule/write-due-reports.ts';

export interface ReportingDependencies extends ReportWriterDependencies {
  store: Store;
  events: ReportingEvents;
  keeper: Pick<MeasureKeeper, 'keep'>;
}

type Outcomes = Promise<readonly Outcome[]>;

const perTenant = async <T>(
  { events }: EventBatch<T>,
  work: (tenant: string, events: readonly ReceivedEvent<T>[]) => Promise<void>,
): Outcomes => {
  for (const [tenant, ofTenant] of Map.groupBy(events, (event) => event.tenant)) await work(tenant, ofTenant);
  return events.map(() => ok(undefined));
};

/** What reporting does with each topic it hears: keep the joined row of each conversation, write reports asked for. */
export function createReportingPipeline(deps: ReportingDependencies) {
  const { store, events, keeper } = deps;

  const storeSections = async (
    tenant: string,
    name: string,
    sections: readonly AnalyticsSection[],
  ): Promise<void> => {
    const { written, skippedAsOlder } = await store.analytics.upsertSections(
      tenant,
      sections,
      new Date(deps.now()),
    );
    events.sectionsStored(name, written, skippedAsOlder);
  };

  return {
    keepConversations: (batch: EventBatch<ConversationIngested>): Outcomes =>
      perTenant(batch, async (tenant, received) => {
        await storeSections(
          tenant,
          'conversation',
          received.map(({ data }) => toConversationSection(data)),
        );
      }),

    keepSections: <T extends ConversationRef>(
      batch: EventBatch<T>,
      name: string,
      toSection: (data: T) => AnalyticsSection,
    ): Outcomes =>
      perTenant(batch, async (tenant, received) => {
        await storeSections(
          tenant,
          name,
          received.map(({ data }) => toSection(data)),
        );
      }),

    markDeleted: (batch: EventBatch<ConversationDeleted>): Outcomes =>
      perTenant(batch, async (tenant, received) => {
        const deletions = received.map(({ data: { conversationId, sequence, deletedAt } }) => ({
          ...{ conversationId, sequence, deletedAt: new Date(deletedAt) },
        }));
        await store.analytics.markDeleted(tenant, deletions);
      }),

    writeReports: async (batch: EventBatch<ReportRequested>): Outcomes => {
      for (const { tenant, data } of batch.events) {
        await keeper.keep(tenant);
        await writeReport(deps, { tenant, period: data.period, date: data.date });
      }
      return batch.events.map(() => ok(undefined));
    },
  };
}

export type ReportingPipeline = ReturnType<typeof createReportingPipeline>;
