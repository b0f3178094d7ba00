import type { SourcePrivacy } from '@convoscope/privacy';
import { sampleOfColumns } from './findings/sample-of-columns.ts';
import type { Finding, FindingBook } from './findings/finding.ts';
import type { RawRow, RejectedRow } from './sources/conversation-source.port.ts';
import type { AssignSequenceStep, KnownConversations, SequencedRow } from './steps/assign-sequence.step.ts';
import type { CleanRow, CleanRowStep } from './steps/clean-row.step.ts';
import type { FindKnownStep } from './steps/find-known.step.ts';
import type {
  Deletion,
  PublishConversationsStep,
  PublishDeletionsStep,
} from './steps/publish-conversations.step.ts';
import type { LeftOutRows } from './sync/left-out-rows.ts';
import type { ErrorBook, RowProblem } from './sync/error-book.ts';
import type { PendingWork, PublishedVersion } from './sync/source-state.ts';
import type { IngestionEvents } from './ingestion.events.ts';
import type { FindLeftOut } from './find-left-out.ts';
import { hideInProblem } from './privacy/hide-personal-data.ts';

export interface PipelineSteps {
  source: string;
  cleanRow: CleanRowStep;
  findKnown: FindKnownStep;
  /** `load` repeats what is stored unchanged (it may not have been published), `change` drops it. */
  assignSequence: Record<PageKind, AssignSequenceStep>;
  publishConversations: PublishConversationsStep;
  publishDeletions: PublishDeletionsStep;
  errors: ErrorBook;
  findings: FindingBook;
  /** What is not taken in, though it is there: of persons who were erased, and what retention removed. */
  findLeftOut?: FindLeftOut;
  /** Where rows are noted that were left out. */
  leftOut?: Pick<LeftOutRows, 'add'>;
  /** What becomes of personal data; null: nothing is looked for. */
  privacy?: SourcePrivacy | null;
  events: IngestionEvents;
}

/** `load`: rows beyond the cursor. `change`: rows that may have changed. `retry`: rows whose error is due again. */
export type PageKind = 'load' | 'change' | 'retry';

export interface InputPage {
  rows: readonly RawRow[];
  rejected: readonly RejectedRow[];
  sizeBytes: number;
  findings?: readonly Finding[];
}

export interface PageResult {
  seen: number;
  published: number;
  unchanged: number;
  rejected: number;
  deleted: number;
  /** Published rows of which nothing was stored before. */
  firstSeen: readonly PublishedVersion[];
}

export interface PageOptions {
  kind: PageKind;
  /** Durably notes what is about to be stored and published; called before anything is. */
  announce: (work: PendingWork) => Promise<void>;
  signal?: AbortSignal;
}

export type PagePipeline = (page: InputPage, options: PageOptions) => Promise<PageResult>;

/**
 * One page of rows becomes events: clean -> compare with what is stored -> place in order -> store -> publish -> note errors.
 * A bad row never stops its page. Running it twice has the effect of once.
 */
export function createPagePipeline(steps: PipelineSteps): PagePipeline {
  return async function processPage(page, { kind, announce, signal }) {
    const { clean: cleaned, problems: refused } = cleanRows(page, steps);
    const clean = await withoutLeftOut(cleaned, steps);
    const known = await steps.findKnown(clean, signal);
    const decided = decide(clean, known, steps.assignSequence[kind]);
    const problems = hidden([...refused, ...withPlaces(decided.problems, page.rows)], steps);
    const deletions = decided.changed.flatMap(({ replaced }) =>
      replaced === null ? [] : [toDeletion(replaced)],
    );
    if ((kind === 'change' && decided.changed.length > 0) || deletions.length > 0) {
      await announce({ rowIds: decided.changed.map(({ rowId }) => rowId), deletions });
    }
    await steps.publishDeletions(steps.source, deletions);
    await steps.publishConversations(decided.changed);
    const failed = new Set(problems.map(({ rowId }) => rowId));
    await steps.errors.record(problems, kind === 'retry');
    await steps.errors.resolve(page.rows.flatMap(({ rowId }) => (failed.has(rowId) ? [] : [rowId])));
    for (const finding of page.findings ?? [])
      steps.findings.add(finding, `${finding.file}#${finding.line ?? finding.column ?? ''}`);
    const counts = report(page, decided, problems, deletions.length, steps.events);
    return { ...counts, firstSeen: firstSeenOf(decided.changed, known) };
  };
}

/** They are no change, and no fault. */
async function withoutLeftOut(
  rows: CleanRow[],
  { findLeftOut, leftOut: memory, events }: PipelineSteps,
): Promise<CleanRow[]> {
  const leftOut = await findLeftOut?.(rows.map(({ conversation }) => conversation));
  if (leftOut === undefined || leftOut.size === 0) return rows;
  for (const [because, ones] of Map.groupBy(leftOut.values(), (one) => one))
    events.ruleApplied(because, ones.length);
  return rows.filter(({ rowId, conversation }) => {
    if (leftOut.has(conversation)) memory?.add(rowId);
    return !leftOut.has(conversation);
  });
}

const hidden = (problems: RowProblem[], { privacy = null }: PipelineSteps): RowProblem[] =>
  privacy === null ? problems : problems.map((problem) => hideInProblem(problem, privacy));

interface Decided {
  changed: SequencedRow[];
  unchanged: number;
  problems: RowProblem[];
}

function cleanRows(
  page: InputPage,
  { cleanRow }: PipelineSteps,
): { clean: CleanRow[]; problems: RowProblem[] } {
  const clean: CleanRow[] = [];
  const problems: RowProblem[] = page.rejected.map(({ rowId, reason, message, place }) => ({
    ...{ rowId, conversationId: null, field: null, reason, message },
    ...place,
  }));
  for (const row of page.rows) {
    const outcome = cleanRow(row);
    if (outcome.kind === 'ok') clean.push(outcome.value);
    else problems.push({ ...toProblem(row.rowId, null, outcome), ...row.place });
  }
  return { clean, problems };
}

/** Of problems that are only known when the row is compared with others: where it stands. */
function withPlaces(problems: readonly RowProblem[], rows: readonly RawRow[]): RowProblem[] {
  if (problems.length === 0) return [];
  const byRow = new Map(rows.map((row) => [row.rowId, row]));
  return problems.map((problem) => ({
    sample: sampleOfColumns(byRow.get(problem.rowId)?.columns ?? {}),
    ...problem,
    ...byRow.get(problem.rowId)?.place,
  }));
}

function decide(rows: readonly CleanRow[], known: KnownConversations, assign: AssignSequenceStep): Decided {
  const decided: Decided = { changed: [], unchanged: 0, problems: [] };
  const claimedBy = new Map<string, string>();
  for (const row of rows) {
    const { conversationId } = row.conversation;
    const rival = claimedBy.get(conversationId);
    claimedBy.set(conversationId, rival ?? row.rowId);
    if (rival !== undefined && rival !== row.rowId) {
      const message = `row ${rival} has this conversation id already`;
      decided.problems.push({
        rowId: row.rowId,
        conversationId,
        field: 'id',
        reason: 'duplicate-conversation-id',
        message,
      });
      continue;
    }
    const outcome = assign(row, known);
    if (outcome.kind === 'ok') decided.changed.push(outcome.value);
    else if (outcome.kind === 'drop') decided.unchanged += 1;
    else decided.problems.push(toProblem(row.rowId, conversationId, outcome));
  }
  return decided;
}

function toProblem(
  rowId: string,
  conversationId: string | null,
  outcome: { reason: string; cause?: unknown },
): RowProblem {
  const cause = (outcome.cause ?? {}) as Partial<Pick<RowProblem, 'field' | 'message' | 'column' | 'sample'>>;
  return {
    rowId,
    conversationId,
    field: cause.field ?? null,
    reason: outcome.reason,
    message: cause.message ?? outcome.reason,
    ...(cause.column !== undefined && { column: cause.column }),
    ...(cause.sample !== undefined && { sample: cause.sample }),
  };
}

const toDeletion = (known: { conversationId: string; sequence: number; startedAt: string }): Deletion => ({
  conversationId: known.conversationId,
  sequence: known.sequence + 1,
  startedAt: known.startedAt,
});

const firstSeenOf = (rows: readonly SequencedRow[], { byRow }: KnownConversations): PublishedVersion[] =>
  rows
    .filter(({ rowId }) => !byRow.has(rowId))
    .map(({ conversation: { conversationId, revision, sequence } }) => ({
      conversationId,
      revision,
      sequence,
    }));

function report(
  page: InputPage,
  decided: Decided,
  problems: readonly RowProblem[],
  deleted: number,
  events: IngestionEvents,
): Omit<PageResult, 'firstSeen'> {
  const result = {
    seen: page.rows.length + page.rejected.length,
    published: decided.changed.length,
    unchanged: decided.unchanged,
    rejected: problems.length,
    deleted,
  };
  events.pageProcessed({ ...result, sizeBytes: page.sizeBytes });
  if (deleted > 0) events.conversationsDeleted(deleted);
  for (const { reason, rowId, message } of problems) events.rowRejected(reason, rowId, message);
  return result;
}
