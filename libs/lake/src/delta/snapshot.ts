import { PermanentError } from '@convoscope/contracts';
import type { Action, AddFile, MetaData, Protocol, RemoveFile, Statistics } from './actions.ts';

/** A file of a table as it stands. */
export interface TableFile extends Omit<AddFile, 'stats'> {
  /** Null: unknown. */
  statistics: Statistics | null;
}

const READABLE_FEATURES = new Set(['timestampNtz', 'vacuumProtocolCheck']);

/** Throws PermanentError `LAKE_DELTA_FEATURE` for a table that asks more of its readers than this library knows. */
function checkReadable({ minReaderVersion, readerFeatures }: Protocol): void {
  const unknown = (readerFeatures ?? []).filter((feature) => !READABLE_FEATURES.has(feature));
  if (minReaderVersion <= 1 || (minReaderVersion === 3 && unknown.length === 0)) return;
  const asked = unknown.length > 0 ? unknown.join(', ') : `reader version ${minReaderVersion}`;
  throw new PermanentError(`this Delta table needs a reader that knows: ${asked}`, {
    code: 'LAKE_DELTA_FEATURE',
  });
}

const toTableFile = ({ stats, ...add }: AddFile): TableFile => ({
  ...add,
  statistics: stats === undefined || stats === null ? null : (JSON.parse(stats) as Statistics),
});

export const toAddFile = ({ statistics, ...file }: TableFile): AddFile => ({
  ...file,
  ...(statistics === null ? {} : { stats: JSON.stringify(statistics) }),
});

/** The application under which a table says up to when its removed files have been deleted. */
export const VACUUM_APP = 'convoscope/vacuum';

/** A table at one version: its files, what it still knows of removed ones, and how far each application has come. */
export class Snapshot {
  version = -1;
  protocol: Protocol | null = null;
  metaData: MetaData | null = null;
  readonly files = new Map<string, TableFile>();
  /** Removed files that may still lie there, by path. */
  readonly removed = new Map<string, RemoveFile>();
  readonly transactions = new Map<string, number>();

  /** Takes in what stands at `version`: a commit, or a part of a checkpoint. */
  apply(version: number, actions: Iterable<Action>): void {
    for (const { add, remove, txn, metaData, protocol } of actions) {
      if (add) this.#add(add);
      if (remove) this.#remove(remove);
      if (txn) this.#advance(txn.appId, txn.version);
      if (metaData) this.metaData = metaData;
      if (protocol) {
        checkReadable(protocol);
        this.protocol = protocol;
      }
    }
    this.version = version;
  }

  #add(add: AddFile): void {
    if (add.deletionVector !== undefined && add.deletionVector !== null)
      throw new PermanentError('deletion vectors are not supported', { code: 'LAKE_DELTA_FEATURE' });
    this.removed.delete(add.path);
    this.files.set(add.path, toTableFile(add));
  }

  #remove(remove: RemoveFile): void {
    this.files.delete(remove.path);
    this.removed.set(remove.path, remove);
  }

  #advance(appId: string, version: number): void {
    this.transactions.set(appId, version);
    if (appId !== VACUUM_APP) return;
    for (const [path, { deletionTimestamp }] of this.removed)
      if ((deletionTimestamp ?? 0) <= version) this.removed.delete(path);
  }

  /** Everything that stands, as a checkpoint holds it. */
  *actions(): Generator<Action> {
    if (this.protocol !== null) yield { protocol: this.protocol };
    if (this.metaData !== null) yield { metaData: this.metaData };
    for (const [appId, version] of this.transactions) yield { txn: { appId, version } };
    // A checkpoint repeats what stood before: none of it is news.
    for (const file of this.files.values()) yield { add: { ...toAddFile(file), dataChange: false } };
    for (const remove of this.removed.values()) yield { remove: { ...remove, dataChange: false } };
  }
}
