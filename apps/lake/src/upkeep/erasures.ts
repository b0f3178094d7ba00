import {
  datasetNamed,
  LocalFiles,
  mayHold,
  rowsOf,
  tableRoot,
  toStoredFile,
  withDuckDB,
  type LakeTables,
  type TableFile,
} from '@convoscope/lake';
import { OVERTAKEN, unlessOvertaken } from './overtaken.ts';

/** A conversation whose text must be gone, up to the sequence of its erasure. */
export interface Erasure {
  tenant: string;
  conversationId: string;
  sequence: number;
  /** When it was erased, ms since the epoch. */
  deletedAtMs: number;
}

const REASON = 'erased';
const DELETIONS = datasetNamed('conversations-deleted');

/** The application, in the log of deletions, whose version is the time up to which all tables are free of what was erased, ms since the epoch. */
export const ERASED_APP = 'convoscope/erased';

export interface ErasuresOptions {
  tables: LakeTables;
  scratchDir: string;
  /** Longer than clocks of writers differ. */
  graceMs: number;
  /** For how long after its erasure something of a conversation may come once more; null: for ever, which is what is taken where this is not given. */
  comesAgainMs?: () => Promise<number | null>;
}

/**
 * The erasures that something may still come of, read from the table of deletions: that part of it once, and then the files that came since. Memory: one entry
 * for each conversation erased within the time that events may come again.
 */
export class Erasures {
  readonly #options: ErasuresOptions;
  readonly #seen = new Set<string>();
  readonly #known = new Map<string, Erasure>();
  readonly #pending = new Map<string, Erasure>();

  constructor(options: ErasuresOptions) {
    this.#options = options;
  }

  /** Reads what came since. Costs one request where nothing did. */
  async refresh(): Promise<void> {
    const table = this.#options.tables.of(DELETIONS);
    const { files } = await table.refresh();
    const sinceMs = await this.doneBeforeMs();
    const overMs = await this.#overBeforeMs();
    const fresh = [...files.values()].filter(
      (file) => !this.#seen.has(file.path) && mayHold(file, { reason: { from: REASON, to: REASON } }),
    );
    const [young, old] = [
      fresh.filter(isSince(sinceMs)),
      fresh.filter((file) => !isSince(sinceMs)(file) && mayHold(file, deletedFrom(overMs))),
    ];
    const read = await unlessOvertaken(table, fresh, async () => [
      await this.#read(old, overMs),
      await this.#read(young),
    ]);
    // What stands in their place is read instead.
    if (read === OVERTAKEN) return this.refresh();
    const [known = [], pending = []] = read;
    for (const erasure of known) keepNewer(this.#known, erasure);
    for (const erasure of pending) if (keepNewer(this.#known, erasure)) keepNewer(this.#pending, erasure);
    this.#forget(overMs);
    this.#seen.clear();
    this.markSeen(files.keys());
  }

  /** Of what was erased before this, ms since the epoch, nothing comes any more. */
  async #overBeforeMs(): Promise<number> {
    const againMs = (await this.#options.comesAgainMs?.()) ?? null;
    return againMs === null ? 0 : Math.max(0, this.#options.tables.now() - againMs - this.#options.graceMs);
  }

  /** What tables are not free of yet stays. */
  #forget(beforeMs: number): void {
    for (const [key, { deletedAtMs }] of this.#known)
      if (deletedAtMs < beforeMs && !this.#pending.has(key)) this.#known.delete(key);
  }

  /** What was written before this is free of what was erased before this. -1: nothing is known to be. */
  async doneBeforeMs(): Promise<number> {
    const { transactions } = await this.#options.tables.of(DELETIONS).known();
    return (transactions.get(ERASED_APP) ?? -1) - this.#options.graceMs;
  }

  /** These files only repeat what others held. */
  markSeen(paths: Iterable<string>): void {
    for (const path of paths) this.#seen.add(path);
  }

  all(): Erasure[] {
    return [...this.#known.values()];
  }

  /** Those that not every table has been freed of yet. */
  pending(): Erasure[] {
    return [...this.#pending.values()];
  }

  /** All tables are free of all of them, as of a round that began at `startedAtMs`. */
  async settle(startedAtMs: number): Promise<void> {
    if (this.#pending.size === 0) return;
    this.#pending.clear();
    await this.#options.tables.of(DELETIONS).commit({
      ...{ operation: 'ERASE', lane: 'rewrite' },
      plan: () => [{ txn: { appId: ERASED_APP, version: startedAtMs } }],
    });
  }

  async #read(files: readonly TableFile[], deletedFromMs = 0): Promise<Erasure[]> {
    if (files.length === 0) return [];
    const { tables, scratchDir } = this.#options;
    return withDuckDB({ scratchDir }, async ({ connection, folder }) => {
      const local = new LocalFiles(tables.objects, folder);
      const paths = await local.fetch(files.map((file) => toStoredFile(tableRoot(DELETIONS), file)));
      const sql = `SELECT tenant, conversation_id AS "conversationId", max(sequence)::DOUBLE AS sequence,
          max(epoch_ms(deleted_at))::DOUBLE AS "deletedAtMs"
        FROM (${rowsOf(DELETIONS, paths)})
        WHERE reason = '${REASON}' AND epoch_ms(deleted_at) >= ${deletedFromMs} GROUP BY ALL`;
      return (await connection.runAndReadAll(sql)).getRowObjectsJS() as unknown as Erasure[];
    });
  }
}

const deletedFrom = (ms: number) => ({ deleted_at: { from: new Date(ms).toISOString() } });

const isSince =
  (ms: number) =>
  ({ modificationTime }: TableFile): boolean =>
    modificationTime >= ms;

/** Returns whether it says something new. */
function keepNewer(erasures: Map<string, Erasure>, erasure: Erasure): boolean {
  const key = `${erasure.tenant}\n${erasure.conversationId}`;
  const known = erasures.get(key);
  if (known !== undefined && known.sequence >= erasure.sequence) return false;
  erasures.set(key, erasure);
  return true;
}
