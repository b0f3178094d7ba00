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
}

/**
 * Every erasure there is, read from the table of deletions: the whole of it once, and then the files that came since. Memory: one entry for each
 * erased conversation.
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
    const fresh = [...files.values()].filter(
      (file) => !this.#seen.has(file.path) && mayHold(file, { reason: { from: REASON, to: REASON } }),
    );
    const [young, old] = [fresh.filter(isSince(sinceMs)), fresh.filter((file) => !isSince(sinceMs)(file))];
    const read = await unlessOvertaken(table, fresh, async () => [
      await this.#read(old),
      await this.#read(young),
    ]);
    // What stands in their place is read instead.
    if (read === OVERTAKEN) return this.refresh();
    const [known = [], pending = []] = read;
    for (const erasure of known) keepNewer(this.#known, erasure);
    for (const erasure of pending) if (keepNewer(this.#known, erasure)) keepNewer(this.#pending, erasure);
    this.#seen.clear();
    this.markSeen(files.keys());
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

  async #read(files: readonly TableFile[]): Promise<Erasure[]> {
    if (files.length === 0) return [];
    const { tables, scratchDir } = this.#options;
    return withDuckDB({ scratchDir }, async ({ connection, folder }) => {
      const local = new LocalFiles(tables.objects, folder);
      const paths = await local.fetch(files.map((file) => toStoredFile(tableRoot(DELETIONS), file)));
      const sql = `SELECT tenant, conversation_id AS "conversationId", max(sequence)::DOUBLE AS sequence
        FROM (${rowsOf(DELETIONS, paths)}) WHERE reason = '${REASON}' GROUP BY ALL`;
      return (await connection.runAndReadAll(sql)).getRowObjectsJS() as unknown as Erasure[];
    });
  }
}

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
