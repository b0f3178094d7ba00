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
  /** Looks whether the source has open errors at all; to be called when the lease is taken. */
  load(): Promise<void>;
  /** Those of the rows that have an open error. Cost: the rows that are asked for, as with all that follow. */
  openAmong(rowIds: readonly string[]): Promise<ReadonlySet<string>>;
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
  const { processingErrors } = store;
  /** Most sources have none, and then no page needs to ask. */
  let hasAny = true;
  /** Whole reads that go on, with the rows that they met and did not understand. */
  const reads = new Set<Set<string>>();

  const findOpen = async (rowIds: readonly string[]): Promise<Map<string, ProcessingErrorDocument>> => {
    const found = hasAny ? await processingErrors.findOpen(tenant, source, rowIds) : [];
    return new Map(found.map((document) => [document.sourceRowId, document]));
  };
  const write = async (documents: readonly ProcessingErrorDocument[]): Promise<void> => {
    if (documents.length === 0) return;
    hasAny = true;
    await processingErrors.upsertMany(tenant, documents);
  };

  const resolve = async (rowIds: readonly string[]): Promise<number> =>
    hasAny && rowIds.length > 0 ? processingErrors.resolve(tenant, source, rowIds, new Date(clock.now())) : 0;

  /** Rows of all open errors: for the end of a whole read, which has read as much and more. */
  async function* openRows(): AsyncGenerator<string> {
    for (const status of ['retrying', 'parked']) {
      let cursor: string | undefined;
      do {
        const page = { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
        const { items, nextCursor } = await processingErrors.findPage(tenant, { source, status }, page);
        for (const { sourceRowId } of items) if (sourceRowId !== POLL_ROW_ID) yield sourceRowId;
        cursor = nextCursor ?? undefined;
      } while (cursor !== undefined);
    }
  }

  return {
    async load() {
      // What a failure ended is not gone on with.
      reads.clear();
      hasAny = await processingErrors.hasOpen(tenant, source);
    },
    openAmong: async (rowIds) => new Set((await findOpen(rowIds)).keys()),
    async record(problems, isRetry) {
      const open = await findOpen(problems.map(({ rowId }) => rowId));
      await write(
        problems.map((problem) => nextDocument(problem, open.get(problem.rowId), isRetry, options)),
      );
      for (const met of reads) for (const { rowId } of problems) met.add(rowId);
    },
    resolve,
    beginWholeRead() {
      const met = new Set<string>();
      reads.add(met);
      return async () => {
        reads.delete(met);
        if (!hasAny) return;
        const unmet: string[] = [];
        for await (const rowId of openRows()) if (!met.has(rowId)) unmet.push(rowId);
        await resolve(unmet);
      };
    },
    async recordPoll(reason, message) {
      const problem = { rowId: POLL_ROW_ID, conversationId: null, field: null, reason, message };
      const before = (await findOpen([POLL_ROW_ID])).get(POLL_ROW_ID);
      const document = nextDocument(problem, before, false, options);
      // Not due like a row: the next poll reads the page again. It is never parked.
      const attempts = (before?.attempts ?? 0) + 1;
      await write([{ ...document, attempts, status: 'retrying', nextRetryAt: null }]);
    },
    due: (limit) => processingErrors.findDue(tenant, source, new Date(clock.now()), limit),
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
