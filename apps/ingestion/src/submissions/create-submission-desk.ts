import type { ConversationsSubmitted } from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import { CHAT_FORMAT_COLUMN } from '@convoscope/chat-formats';
import { valueAt } from '@convoscope/tables';
import { createFindingBook } from '../findings/finding.ts';
import { createIngestionEvents } from '../ingestion.events.ts';
import type { InputPage, PagePipeline } from '../ingestion.pipeline.ts';
import { fitMapping } from '../mapping/check-mapping.ts';
import { columnMappingSchema, type ColumnMapping } from '../mapping/column-mapping.ts';
import { textOrNull } from '../mapping/scalars.ts';
import type { PrivacyOf } from '../privacy/load-privacy.ts';
import type { ConversationSource } from '../sources/conversation-source.port.ts';
import { createPublishDeletionsStep } from '../steps/publish-conversations.step.ts';
import { assemblePipeline } from '../sync/assemble-pipeline.ts';
import type { PollerDeps } from '../sync/poller-deps.ts';
import { createErrorBook, type ErrorBook } from '../sync/error-book.ts';
import { createPublishedMemory } from '../sync/published-memory.ts';

/** What the API sends, in the words of its document. */
export const SUBMITTED: ColumnMapping = columnMappingSchema.parse({
  ...{ id: 'id', userId: 'userId', model: 'model', title: 'title' },
  ...{ startedAt: 'startedAt', endedAt: 'endedAt', message: { sentAt: 'sentAt' } },
});

export type SubmissionDeps = Pick<PollerDeps, 'bus' | 'clock' | 'mapping' | 'telemetry' | 'tenant'> & {
  store: Pick<
    Store,
    'messages' | 'personRequests' | 'processingErrors' | 'processingState' | 'snapshots' | 'submissions'
  >;
  /** How long it can be asked what became of a submission, in ms. */
  keptMs: number;
  privacyOf?: PrivacyOf;
};

/** Makes conversations of what was sent over the API: the same steps that rows of a source go through. */
export interface SubmissionDesk {
  /** Stores and publishes one event's conversations for the tenant of the event, and notes what became of them. Twice has the effect of once. */
  process(submitted: ConversationsSubmitted, tenant: string): Promise<void>;
}

export function createSubmissionDesk(deps: SubmissionDeps): SubmissionDesk {
  const pipelines = new Map<string, PagePipeline>();

  function pipelineOf({ source, rows }: ConversationsSubmitted): PagePipeline {
    const titles = [...new Set(rows.flatMap(({ columns }) => Object.keys(columns)))].sort();
    // What the API itself writes has one form; of files those of their columns that there are.
    const id = source === 'upload' ? `${source}\n${titles.join('\n')}` : source;
    const known = pipelines.get(id);
    if (known !== undefined) return known;
    const mapping = source === 'upload' ? mappingOfFile(deps.mapping, titles) : SUBMITTED;
    const made = createSubmissionPipeline(deps, source, mapping);
    if (pipelines.size >= MAX_PIPELINES) pipelines.clear();
    pipelines.set(id, made);
    return made;
  }

  return {
    async process(submitted) {
      const result = await pipelineOf(submitted)(toPage(submitted, deps.mapping), {
        kind: 'load',
        announce: () => Promise.resolve(),
      });
      const at = deps.clock.now();
      const { submissionId, part, isLast, source } = submitted;
      await deps.store.submissions.putPart(deps.tenant, {
        ...{ submissionId, part, isLast, source, nRows: result.seen, nPublished: result.published },
        ...{ nUnchanged: result.unchanged, nRejected: result.rejected },
        ...{ processedAt: new Date(at), expireAt: new Date(at + deps.keptMs) },
      });
    },
  };
}

/** The mapping of files, without what these do not have; exports of other products bring titles. */
const mappingOfFile = (mapping: ColumnMapping, titles: readonly string[]): ColumnMapping =>
  fitMapping(
    { ...mapping, title: mapping.title ?? (titles.includes(CHAT_FORMAT_COLUMN) ? 'title' : null) },
    titles,
  );

/** One for each set of columns that files came with. */
const MAX_PIPELINES = 50;

function createSubmissionPipeline(
  deps: SubmissionDeps,
  source: string,
  mapping: ColumnMapping,
): PagePipeline {
  const own = {
    ...deps,
    mapping,
    privacy: deps.privacyOf?.(source) ?? null,
    source: sentOnly(source),
    events: createIngestionEvents(deps.telemetry, source),
  };
  return assemblePipeline(
    own,
    createSentErrors(deps, source),
    createPublishDeletionsStep(deps),
    createPublishedMemory(),
    createFindingBook(),
    // Nobody compares what was sent with its source.
    { add: () => undefined },
  );
}

/** What was refused waits for being sent anew: nobody can fetch it again. */
function createSentErrors({ store, tenant, clock }: SubmissionDeps, source: string): ErrorBook {
  const book = createErrorBook({
    ...{ store, tenant, source, clock },
    ...{ maxAttempts: 1, baseDelayMs: 0 },
  });
  return {
    ...book,
    // Also of what another process refused, or this one before it was started anew.
    resolve: async (rowIds) =>
      rowIds.length === 0 ? 0 : store.processingErrors.resolve(tenant, source, rowIds, new Date(clock.now())),
  };
}

/** A source that has nothing to be asked for. */
const sentOnly = (name: string): Pick<ConversationSource, 'name' | 'rowsByIds'> => ({
  name,
  rowsByIds: () => Promise.resolve({ rows: [], rejected: [] }),
});

const toPage = ({ source, rows }: ConversationsSubmitted, mapping: ColumnMapping): InputPage => ({
  rows: rows.map(({ rowId, columns, file, line = null, record = null }) => ({
    // Of a file: the conversation's own id, so that it may be uploaded again.
    rowId: (source === 'upload' ? idIn(columns, mapping) : null) ?? rowId,
    ...{ columns, createdAtMs: null, modifiedAtMs: null },
    ...(file !== undefined && { place: { file, line, record } }),
  })),
  rejected: [],
  sizeBytes: 0,
});

const idIn = (columns: Record<string, unknown>, { id }: ColumnMapping): string | null =>
  id === null ? null : textOrNull(valueAt(columns, id));
