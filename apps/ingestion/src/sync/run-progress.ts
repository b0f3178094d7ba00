import type { ProcessingStateDocument } from '@convoscope/store';
import type { FindingBook, FindingSum } from '../findings/finding.ts';
import type { Clock } from '@convoscope/telemetry';
import type { PageResult } from '../ingestion.pipeline.ts';
import type { RunRecord, SourceState } from './source-state.ts';

/** The processing state is written at most this often while a poll runs. */
const MIRROR_EVERY_MS = 1_000;
/** Runs kept in the history. */
const HISTORY = 50;

export interface RunProgressOptions {
  tenant: string;
  source: string;
  clock: Pick<Clock, 'now'>;
  /** Writes the state that the dashboard shows. */
  mirror(document: ProcessingStateDocument): Promise<void>;
  findings: Pick<FindingBook, 'sums'>;
}

/** Numbers of one poll: what was read, how fast, how long it will take, what it cost. */
export interface RunProgress {
  readonly run: RunRecord;
  enter(phase: RunRecord['phase'], rowsTotal?: number | null): void;
  add(result: PageResult, page: { sizeBytes: number; shareRead?: number | null }): void;
  addDeleted(n: number): void;
  /** Mirrors to the store, unless that was done a moment ago. */
  mirror(state: SourceState, now?: boolean): Promise<void>;
  end(error: unknown): RunRecord;
}

/** The history with a run added. Polls that found nothing are left out: an idle day must not push out what happened. */
export function withRun(history: readonly RunRecord[], run: RunRecord): RunRecord[] {
  const isWorthKeeping = run.status === 'failed' || run.published + run.deleted + run.rejected > 0;
  return isWorthKeeping ? [...history, run].slice(-HISTORY) : [...history];
}

export function createRunProgress(runId: string, options: RunProgressOptions): RunProgress {
  const { clock } = options;
  const startedAtMs = clock.now();
  const cpuBefore = process.cpuUsage();
  let mirroredAtMs = Number.NEGATIVE_INFINITY;
  let phaseStartedAtMs = startedAtMs;
  let phaseRows = 0;
  let run: RunRecord = { ...EMPTY_RUN, runId, startedAtMs };

  function measured(): Partial<RunRecord> {
    const cpu = process.cpuUsage(cpuBefore);
    const seconds = Math.max((clock.now() - phaseStartedAtMs) / 1000, 0.001);
    const rowsPerSecond = phaseRows / seconds;
    const left = run.rowsTotal === null ? null : Math.max(0, run.rowsTotal - phaseRows);
    return {
      rowsPerSecond: phaseRows === 0 ? run.rowsPerSecond : Math.round(rowsPerSecond * 10) / 10,
      etaSeconds: left === null || phaseRows === 0 ? null : Math.ceil(left / rowsPerSecond),
      cpuSeconds: (cpu.user + cpu.system) / 1e6,
      maxRssBytes: Math.max(run.maxRssBytes, process.memoryUsage.rss()),
    };
  }

  return {
    get run() {
      return run;
    },
    enter(phase, rowsTotal = null) {
      phaseStartedAtMs = clock.now();
      phaseRows = 0;
      run = { ...run, phase, rowsTotal, etaSeconds: null };
    },
    add(result, page) {
      phaseRows += result.seen;
      const { shareRead = null } = page;
      run = {
        ...run,
        rowsSeen: run.rowsSeen + result.seen,
        rowsTotal: shareRead === null || shareRead === 0 ? run.rowsTotal : Math.round(phaseRows / shareRead),
        published: run.published + result.published,
        unchanged: run.unchanged + result.unchanged,
        rejected: run.rejected + result.rejected,
        deleted: run.deleted + result.deleted,
        sizeBytes: run.sizeBytes + page.sizeBytes,
      };
      run = { ...run, ...measured() };
    },
    addDeleted(n) {
      run = { ...run, deleted: run.deleted + n };
    },
    async mirror(state, now = false) {
      if (!now && clock.now() - mirroredAtMs < MIRROR_EVERY_MS) return;
      mirroredAtMs = clock.now();
      const { tenant, source } = options;
      await options.mirror({
        tenant,
        source,
        state: shown(run, state, options.findings.sums()),
        updatedAt: new Date(clock.now()),
      });
    },
    end(error) {
      const status = error === null ? 'completed' : 'failed';
      const message = error === null ? null : String((error as Error).message ?? error).slice(0, 1_000);
      run = {
        ...run,
        ...measured(),
        phase: 'idle',
        status,
        error: message,
        endedAtMs: clock.now(),
        etaSeconds: null,
      };
      return run;
    },
  };
}

const EMPTY_RUN: Omit<RunRecord, 'runId' | 'startedAtMs'> = {
  endedAtMs: null,
  status: 'running',
  error: null,
  phase: 'idle',
  rowsSeen: 0,
  rowsTotal: null,
  published: 0,
  unchanged: 0,
  deleted: 0,
  rejected: 0,
  sizeBytes: 0,
  rowsPerSecond: 0,
  etaSeconds: null,
  cpuSeconds: 0,
  maxRssBytes: 0,
};

/** What `processing_state` holds of a source: the run now, the cursor, the runs before. */
const shown = (
  run: RunRecord,
  { cursor, lease, history, pending, findings = [] }: SourceState,
  found: readonly FindingSum[],
): Record<string, unknown> => ({
  run,
  cursor,
  lease,
  nPending: pending.rowIds.length + pending.deletions.length,
  history,
  findings: found.length > 0 ? found : findings,
});
