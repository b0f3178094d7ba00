import type { ProcessingErrorDocument, Store } from '@convoscope/store';
import type { Clock } from '@convoscope/telemetry';

export interface RowProblem {
  rowId: string;
  conversationId: string | null;
  field: string | null;
  reason: string;
  message: string;
  /** Of a file: where it stands. */
  file?: string;
  line?: number | null;
  record?: number | null;
  /** The column it is about, and what stands there. */
  column?: string | null;
  sample?: string | null;
}

export interface ErrorBookOptions {
  store: { processingErrors: Store['processingErrors'] };
  tenant: string;
  source: string;
  clock: Pick<Clock, 'now'>;
  maxAttempts: number;
  baseDelayMs: number;
}

/** Rows that could not be understood: written down, tried again with growing pauses, parked after the last attempt, resolved when they succeed. */
export interface ErrorBook {
  /** Reads the open errors of the source, where somebody else has held the lease since they were read. `token`: of the lease that was taken. */
  load(token: number): Promise<void>;
  has(rowId: string): boolean;
  /** `isRetry`: a due attempt was made, which counts; a row met again by chance does not. */
  record(problems: readonly RowProblem[], isRetry: boolean): Promise<void>;
  resolve(rowIds: readonly string[]): Promise<number>;
  due(limit: number): Promise<ProcessingErrorDocument[]>;
  /** What is written down and was not met since this was called is gone from the source: for one that is read whole. */
  beginWholeRead(): () => Promise<void>;
  /** A page that could not be accepted (HTML, cut off, too large): its cursor stayed, the poll itself is the retry. */
  recordPoll(reason: string, message: string): Promise<void>;
}

/** Stands for the page that could not be read, as no row of it is known. */
export const POLL_ROW_ID = '(page)';

/** Longest pause between two attempts: a day. */
const MAX_DELAY_MS = 86_400_000;
const PAGE = 200;
const MAX_MESSAGE_CHARACTERS = 1_000;

export function createErrorBook(options: ErrorBookOptions): ErrorBook {
  const { store, tenant, source, clock } = options;
  const open = new Map<string, ProcessingErrorDocument>();
  /** Whole reads that go on, with the rows they have not met yet. */
  const reads = new Set<Set<string>>();
  let loadedAt: number | null = null;

  async function loadStatus(status: string): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
      const { items, nextCursor } = await store.processingErrors.findPage(tenant, { source, status }, page);
      for (const item of items) open.set(item.sourceRowId, item);
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  async function resolve(rowIds: readonly string[]): Promise<number> {
    const known = rowIds.filter((rowId) => open.has(rowId));
    if (known.length === 0) return 0;
    const n = await store.processingErrors.resolve(tenant, source, known, new Date(clock.now()));
    for (const rowId of known) open.delete(rowId);
    return n;
  }

  return {
    async load(token) {
      // Each tenure has the next token: one that follows ours finds what we have left.
      if (loadedAt === null || token !== loadedAt + 1) {
        open.clear();
        // What a failure ended is not gone on with.
        reads.clear();
        await loadStatus('retrying');
        await loadStatus('parked');
      }
      loadedAt = token;
    },
    has: (rowId) => open.has(rowId),
    async record(problems, isRetry) {
      const documents = problems.map((problem) =>
        nextDocument(problem, open.get(problem.rowId), isRetry, options),
      );
      if (documents.length > 0) await store.processingErrors.upsertMany(tenant, documents);
      for (const document of documents) open.set(document.sourceRowId, document);
      for (const unmet of reads) for (const { rowId } of problems) unmet.delete(rowId);
    },
    resolve,
    beginWholeRead() {
      const unmet = new Set([...open.keys()].filter((rowId) => rowId !== POLL_ROW_ID));
      reads.add(unmet);
      return async () => {
        reads.delete(unmet);
        await resolve([...unmet]);
      };
    },
    async recordPoll(reason, message) {
      const problem = { rowId: POLL_ROW_ID, conversationId: null, field: null, reason, message };
      const before = open.get(POLL_ROW_ID);
      const document = nextDocument(problem, before, false, options);
      // Not due like a row: the next poll reads the page again. It is never parked.
      const standing = {
        ...document,
        attempts: (before?.attempts ?? 0) + 1,
        status: 'retrying' as const,
        nextRetryAt: null,
      };
      await store.processingErrors.upsertMany(tenant, [standing]);
      open.set(POLL_ROW_ID, standing);
    },
    due: (limit) => store.processingErrors.findDue(tenant, source, new Date(clock.now()), limit),
  };
}

function nextDocument(
  problem: RowProblem,
  before: ProcessingErrorDocument | undefined,
  isRetry: boolean,
  { tenant, source, clock, maxAttempts, baseDelayMs }: ErrorBookOptions,
): ProcessingErrorDocument {
  const now = clock.now();
  const isSame = before?.reason === problem.reason;
  // Another reason means that the row was edited: its attempts start anew.
  const attempts = before === undefined || (!isSame && !isRetry) ? 1 : before.attempts + Number(isRetry);
  const isParked = attempts >= maxAttempts;
  const isUntouched = before !== undefined && isSame && !isRetry;
  const delayMs = Math.min(MAX_DELAY_MS, baseDelayMs * 2 ** (attempts - 1));
  const nextRetryAt = isUntouched ? before.nextRetryAt : new Date(now + delayMs);
  return {
    tenant,
    source,
    sourceRowId: problem.rowId,
    conversationId: problem.conversationId,
    field: problem.field,
    reason: problem.reason,
    message: problem.message.slice(0, MAX_MESSAGE_CHARACTERS),
    file: problem.file ?? null,
    line: problem.line ?? null,
    record: problem.record ?? null,
    column: problem.column ?? null,
    sample: problem.sample ?? null,
    status: isParked ? 'parked' : 'retrying',
    attempts,
    firstSeenAt: before?.firstSeenAt ?? new Date(now),
    lastSeenAt: new Date(now),
    nextRetryAt: isParked ? null : nextRetryAt,
  };
}
