import type { FindingBook } from '../findings/finding.ts';
import { createPagePipeline, type PagePipeline } from '../ingestion.pipeline.ts';
import { createAssignSequenceStep } from '../steps/assign-sequence.step.ts';
import { createCleanRowStep } from '../steps/clean-row.step.ts';
import { createFindKnownStep } from '../steps/find-known.step.ts';
import {
  createPublishConversationsStep,
  type PublishDeletionsStep,
} from '../steps/publish-conversations.step.ts';
import { createFindLeftOut } from '../find-left-out.ts';
import type { LeftOutRows } from './left-out-rows.ts';
import type { PollerDeps } from './poller-deps.ts';
import type { FindKnownDeps } from '../steps/find-known.step.ts';
import type { PublishDeps } from '../steps/publish-conversations.step.ts';
import type { PublishedMemory } from './published-memory.ts';
import type { ErrorBook } from './error-book.ts';
import { withoutPersonalData } from '../privacy/hide-personal-data.ts';

/** The steps of a page, put together for one source. */
export function assemblePipeline(
  deps: Pick<PollerDeps, 'events' | 'mapping' | 'privacy'> &
    FindKnownDeps &
    PublishDeps &
    Parameters<typeof createFindLeftOut>[0],
  errors: ErrorBook,
  publishDeletions: PublishDeletionsStep,
  published: PublishedMemory,
  findings: FindingBook,
  leftOut: Pick<LeftOutRows, 'add'>,
): PagePipeline {
  const { source, events, mapping, privacy = null } = deps;
  const own = privacy === null ? findings : withoutPersonalData(findings, privacy);
  const publish = createPublishConversationsStep(deps);
  return createPagePipeline({
    source: source.name,
    cleanRow: createCleanRowStep(mapping, source.name, {
      privacy,
      onApplied: (rule, changed) => events.ruleApplied(rule, changed),
      onFinding: (finding, rowId) => own.add(finding, rowId),
    }),
    findings: own,
    privacy,
    findKnown: createFindKnownStep(deps),
    findLeftOut: createFindLeftOut(deps),
    leftOut,
    assignSequence: {
      load: createAssignSequenceStep(source.name, (before) => !published.has(before)),
      retry: createAssignSequenceStep(source.name, () => true),
      change: createAssignSequenceStep(source.name, () => false),
    },
    async publishConversations(rows) {
      await publish(rows);
      for (const { conversation } of rows) published.add(conversation);
    },
    publishDeletions,
    errors,
    events,
  });
}
