import {
  deleteFiles,
  idFilterKey,
  literal,
  mayHold,
  mayHoldId,
  replaceFiles,
  rewriteFiles,
  tableRoot,
  toStoredFile,
  type Dataset,
  type LakeTables,
  type TableFile,
} from '@convoscope/lake';
import type { LakeEvents } from '../lake.events.ts';
import type { Erasure, Erasures } from './erasures.ts';
import { OVERTAKEN, unlessOvertaken } from './overtaken.ts';

export interface EraseDependencies {
  tables: LakeTables;
  events: LakeEvents;
  scratchDir: string;
  graceMs: number;
  erasures: Erasures;
}

/** Rows that must not be kept. Passed as JSON: the list can be long. */
const isErased = (erasures: readonly Erasure[]): string =>
  `EXISTS (SELECT 1 FROM (SELECT unnest(from_json(${literal(JSON.stringify(erasures))},
     '[{"tenant":"VARCHAR","conversationId":"VARCHAR","sequence":"BIGINT"}]')) AS e)
   WHERE e.tenant = inputs.tenant AND e."conversationId" = inputs.conversation_id AND e.sequence >= inputs.sequence)`;

const isInBounds =
  (file: TableFile) =>
  ({ tenant, conversationId, sequence }: Erasure): boolean =>
    mayHold(file, {
      tenant: { from: tenant, to: tenant },
      conversation_id: { from: conversationId, to: conversationId },
      sequence: { to: sequence },
    });

/** Removes erased conversations from one table. Driven by what is new: new erasures for all files, new files for all erasures. */
export class ConversationEraser {
  readonly #deps: EraseDependencies;
  readonly #dataset: Dataset;
  #checked: Set<string> | null = null;

  constructor(deps: EraseDependencies, dataset: Dataset) {
    this.#deps = deps;
    this.#dataset = dataset;
  }

  /** These files only repeat rows of checked ones. */
  markChecked(paths: Iterable<string>): void {
    for (const path of paths) this.#checked?.add(path);
  }

  /** Returns whether the table is free of everything that was erased; false where another rewrite was faster: the next round looks again. */
  async erase(signal?: AbortSignal): Promise<boolean> {
    const { tables, erasures } = this.#deps;
    const { files } = await tables.of(this.#dataset).refresh();
    const beforeMs = await erasures.doneBeforeMs();
    this.#checked ??= new Set([...files.values()].filter(isBefore(beforeMs)).map(({ path }) => path));
    const checked = new Set<string>();
    let isFree = true;
    for (const file of [...files.values()]) {
      if (signal?.aborted) return false;
      const wanted = this.#checked.has(file.path) ? erasures.pending() : erasures.all();
      if (await this.#eraseFrom(file, wanted.filter(isInBounds(file)), signal)) checked.add(file.path);
      else isFree = false;
    }
    this.#checked = checked;
    return isFree;
  }

  async #eraseFrom(
    file: TableFile,
    suspects: readonly Erasure[],
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const erasures = suspects.length === 0 ? [] : await this.#notRuledOut(file, suspects);
    if (erasures.length === 0) return true;
    const { tables, scratchDir, events } = this.#deps;
    const [{ objects }, root, now] = [tables, tableRoot(this.#dataset), (): number => tables.now()];
    const table = tables.of(this.#dataset);
    const request = {
      ...{ dataset: this.#dataset, inputs: [toStoredFile(root, file)], keep: `NOT ${isErased(erasures)}` },
      dayFileBytes: file.path.startsWith('date=') ? 0 : Infinity,
    };
    const made = await unlessOvertaken(table, [file], () =>
      rewriteFiles({ objects, scratchDir, now, signal }, request),
    );
    if (made === OVERTAKEN) return false;
    if (made === null) return true;
    const isDone = await replaceFiles(objects, table, {
      ...{ operation: 'DELETE', inputs: [file], made, dataChange: true, now: now() },
      commitWithinMs: this.#deps.graceMs / 2,
    });
    if (!isDone) return false;
    // What was erased must be gone now, not after the readers' grace.
    await deleteFiles(objects, root, [file.path]);
    events.conversationsErased(this.#dataset.name, made.nRowsRead - made.nRowsKept);
    return true;
  }

  /** Asks the file's filter of ids, where it has one: landing files have none. */
  async #notRuledOut(file: TableFile, suspects: readonly Erasure[]): Promise<readonly Erasure[]> {
    const { objects } = this.#deps.tables;
    const filter = await objects.get(idFilterKey(tableRoot(this.#dataset), file.path));
    return filter === null ? suspects : suspects.filter((erasure) => mayHoldId(filter.body, erasure));
  }
}

const isBefore =
  (ms: number) =>
  ({ modificationTime }: TableFile): boolean =>
    modificationTime < ms;
