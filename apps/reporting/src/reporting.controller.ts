import { Controller, Inject } from '@nestjs/common';
import { Subscribe, type EventBatch, type Outcome } from '@convoscope/bus';
import {
  topics,
  type ConversationCategorised,
  type ConversationDeleted,
  type ConversationIngested,
  type ConversationScored,
  type ConversationTranslated,
  type ReportPlanChanged,
  type ReportRequested,
} from '@convoscope/contracts';
import {
  toAnomalySection,
  toCategorySection,
  toConversationSection,
  toLanguageSection,
} from './analytics/to-analytics-sections.ts';
import type { ReportingPipeline } from './reporting.pipeline.ts';

export const REPORTING_PIPELINE = Symbol('REPORTING_PIPELINE');

/** The topics of one conversation are worked on at one time, each in the two partitions of one process: their sections wait for each other. */
const CONCURRENCY = 10;

type Outcomes = Promise<readonly Outcome[]>;

@Controller()
export class ReportingController {
  readonly #pipeline: ReportingPipeline;

  constructor(@Inject(REPORTING_PIPELINE) pipeline: ReportingPipeline) {
    this.#pipeline = pipeline;
  }

  @Subscribe(topics.conversationsIngested, { concurrency: CONCURRENCY })
  onIngested(batch: EventBatch<ConversationIngested>): Outcomes {
    return this.#pipeline.keepSections(batch, toConversationSection);
  }

  @Subscribe(topics.conversationsTranslated)
  onTranslated(batch: EventBatch<ConversationTranslated>): Outcomes {
    return this.#pipeline.keepSections(batch, toLanguageSection);
  }

  @Subscribe(topics.conversationsCategorised)
  onCategorised(batch: EventBatch<ConversationCategorised>): Outcomes {
    return this.#pipeline.keepSections(batch, toCategorySection);
  }

  @Subscribe(topics.conversationsScored)
  onScored(batch: EventBatch<ConversationScored>): Outcomes {
    return this.#pipeline.keepSections(batch, toAnomalySection);
  }

  @Subscribe(topics.conversationsDeleted)
  onDeleted(batch: EventBatch<ConversationDeleted>): Outcomes {
    return this.#pipeline.markDeleted(batch);
  }

  @Subscribe(topics.reportPlansChanged)
  onPlanChanged(batch: EventBatch<ReportPlanChanged>): Outcomes {
    return this.#pipeline.keepPlans(batch);
  }

  @Subscribe(topics.reportsRequested, { maxBatchSize: 10 })
  onRequested(batch: EventBatch<ReportRequested>): Outcomes {
    return this.#pipeline.writeReports(batch);
  }
}
