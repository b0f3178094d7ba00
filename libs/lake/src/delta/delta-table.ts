import { randomUUID } from 'node:crypto';
import type { Action, CommitInfo, MetaData } from './actions.ts';
import { toLines } from './actions.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { expireLog } from './expire-log.ts';
import { commitKey } from './log-keys.ts';
import { contended, follow, readCommit, readNewest, type LogPlace } from './read-log.ts';
import { Snapshot } from './snapshot.ts';

const ATTEMPTS = 50;

/** What somebody wants to have in the log. */
export interface Change {
  operation: string;
  /** Changes of one lane are committed one after the other. */
  lane: string;
  /**
   * The actions, given the table as it stands at the version before; null: there is nothing to do any more. Called again each time that another
   * writer was faster. Must be pure.
   */
  plan: (snapshot: Snapshot) => readonly Action[] | null;
}

export interface DeltaTableOptions extends LogPlace {
  /** The first actions of a table that is not there yet: protocol and metadata. */
  create: () => Promise<readonly Action[]> | readonly Action[];
  /** Metadata that the next commit is to bring along; null where it is as it should be. */
  upgrade?: (snapshot: Snapshot) => MetaData | null;
  now: () => number;
  /** A checkpoint is written at every version that this divides. */
  checkpointInterval: number;
  /** Commits older than this go once a checkpoint covers them. */
  logRetentionMs: number;
  onCheckpointFailed?: (error: unknown) => void;
}

interface Waiting {
  change: Change;
  resolve: (isCommitted: boolean) => void;
  reject: (error: unknown) => void;
}

/**
 * A Delta table as one process writes it: keeps what it has read, and asks only for commits that came after. Any number of processes may write the same
 * table: a commit is put if absent, and whoever comes second plans again with what the first has written.
 *
 * Changes of different lanes that are asked for while a commit is on its way go together into the next one, so that partitions do not stand in line:
 * they must not contradict each other.
 */
export class DeltaTable {
  readonly #options: DeltaTableOptions;
  #snapshot: Snapshot | null = null;
  /** False: another process may have written, or a put of ours may have arrived although it failed. */
  #isCertain = false;
  readonly #waiting: Waiting[] = [];
  #isDraining = false;
  #reading: Promise<Snapshot> | null = null;

  constructor(options: DeltaTableOptions) {
    this.#options = options;
  }

  get root(): string {
    return this.#options.root;
  }

  get place(): LogPlace {
    return this.#options;
  }

  /** As this process knows it; reads it, and makes it where there is none, the first time. */
  async known(): Promise<Snapshot> {
    if (this.#snapshot !== null && this.#isCertain) return this.#snapshot;
    return this.refresh();
  }

  /** As it stands now: one request where nothing came. */
  refresh(): Promise<Snapshot> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<Snapshot> {
    if (this.#snapshot !== null) await follow(this.#options, this.#snapshot, { isFresh: true });
    else this.#snapshot = (await readNewest(this.#options)) ?? (await this.#create());
    this.#isCertain = true;
    return this.#snapshot;
  }

  async #create(): Promise<Snapshot> {
    const actions = await this.#options.create();
    await this.#put(0, actions, 'CREATE TABLE');
    const made = await readNewest(this.#options);
    return made ?? new Snapshot();
  }

  /** Resolves to false where the plan said that nothing is to be done. Throws TransientError; the change may then have been made all the same. */
  commit(change: Change): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject });
      void this.#drain();
    });
  }

  /** Never rejects: whoever waits is told. */
  async #drain(): Promise<void> {
    if (this.#isDraining) return;
    this.#isDraining = true;
    while (this.#waiting.length > 0) {
      const group = this.#takeGroup();
      try {
        await this.#commitGroup(group);
      } catch (error) {
        this.#isCertain = false;
        for (const { reject } of group) reject(error);
      }
    }
    this.#isDraining = false;
  }

  #takeGroup(): Waiting[] {
    const lanes = new Set<string>();
    const [group, others]: [Waiting[], Waiting[]] = [[], []];
    for (const one of this.#waiting.splice(0)) {
      (lanes.has(one.change.lane) ? others : group).push(one);
      lanes.add(one.change.lane);
    }
    this.#waiting.push(...others);
    return group;
  }

  async #commitGroup(group: readonly Waiting[]): Promise<void> {
    const snapshot = await this.known();
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const planned = group.map((waiting) => ({ waiting, actions: waiting.change.plan(snapshot) }));
      const actions = planned.flatMap((one) => one.actions ?? []);
      const metaData = actions.length === 0 ? null : this.#options.upgrade?.(snapshot);
      if (metaData) actions.unshift({ metaData });
      const operation = planned.find((one) => one.actions !== null)?.waiting.change.operation ?? '';
      const version = snapshot.version + 1;
      if (actions.length === 0 || (await this.#put(version, actions, operation))) {
        if (actions.length > 0 && snapshot.version === version - 1) snapshot.apply(version, actions);
        for (const one of planned) one.waiting.resolve(one.actions !== null);
        if (actions.length > 0) await this.#checkpoint(snapshot);
        return;
      }
      await follow(this.#options, snapshot, { isFresh: true });
    }
    throw contended(this.root);
  }

  /** Returns false where another writer has this version. */
  async #put(version: number, actions: readonly Action[], operation: string): Promise<boolean> {
    const commitInfo: CommitInfo = {
      ...{ timestamp: this.#options.now(), operation, operationParameters: {} },
      ...{ engineInfo: 'Convoscope', txnId: randomUUID() },
    };
    const body = toLines([{ commitInfo }, ...actions]);
    const key = commitKey(this.root, version);
    const put = await this.#options.objects.put(key, body, {
      ...{ ifAbsent: true, contentType: 'application/json' },
    });
    if (put.stored) return true;
    // An acknowledgement may have been lost and the put been repeated: what stands there can be our own.
    const there = await readCommit(this.#options, version);
    return there?.some((action) => action.commitInfo?.txnId === commitInfo.txnId) === true;
  }

  /** A checkpoint that fails costs readers some requests and nothing else: the commits stand. */
  async #checkpoint(snapshot: Snapshot): Promise<void> {
    const { checkpointInterval, objects, scratchDir, logRetentionMs, now } = this.#options;
    if (snapshot.version === 0 || snapshot.version % checkpointInterval !== 0) return;
    try {
      await writeCheckpoint(objects, this.root, snapshot, scratchDir);
      await expireLog(objects, this.root, now() - logRetentionMs);
    } catch (error) {
      this.#options.onCheckpointFailed?.(error);
    }
  }
}
