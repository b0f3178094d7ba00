import { InvariantError, PermanentError } from '@convoscope/contracts';
import type { mongo } from 'mongoose';
import {
  ARCHIVE_FORMAT,
  putEntry,
  requireEmptyPlace,
  writeManifest,
  type ArchivedCollection,
  type ArchivedEntry,
  type ArchivePlace,
  type BackupManifest,
} from './archive.ts';
import { writeParts } from './bson-parts.ts';
import {
  dataCollections,
  DocumentHash,
  rawDocuments,
  withDatabase,
  type DatabaseAddress,
} from './database-access.ts';

/** A file that goes along. */
export interface BackupFile {
  readonly name: string;
  readonly body: Buffer;
}

/** Told whenever some documents are done. */
export type OnBackupProgress = (progress: { collection: string; nDone: number; nTotal: number }) => void;

export interface BackupOptions extends DatabaseAddress {
  readonly place: ArchivePlace;
  /** State outside of MongoDB. Read before the snapshot, so that a cursor never is ahead of the data. */
  readonly files?: () => AsyncIterable<BackupFile>;
  readonly onProgress?: OnBackupProgress | undefined;
}

const SNAPSHOT_TOO_OLD = 239;

async function archiveFiles({ place, files }: BackupOptions): Promise<ArchivedEntry[]> {
  const entries: ArchivedEntry[] = [];
  for await (const { name, body } of files?.() ?? [])
    entries.push(await putEntry(place, `files/${name}`, body));
  return entries;
}

async function archiveCollection(
  db: mongo.Db,
  name: string,
  session: mongo.ClientSession,
  { place, onProgress }: BackupOptions,
): Promise<ArchivedCollection> {
  const nTotal = await db.collection(name).estimatedDocumentCount();
  const hash = new DocumentHash();
  let nDone = 0;
  const parts = await writeParts(place, name, hash.through(rawDocuments(db, name, session)), (n) => {
    nDone += n;
    onProgress?.({ collection: name, nDone, nTotal: Math.max(nTotal, nDone) });
  });
  return { name, nDocuments: hash.nDocuments, sha256: hash.digest(), parts };
}

const tooSlow = (cause: unknown): PermanentError =>
  new PermanentError(
    'the backup took longer than MongoDB keeps a snapshot: raise minSnapshotHistoryWindowInSeconds (docs/backup.md)',
    { code: 'BACKUP_SNAPSHOT_TOO_OLD', cause },
  );

/** The driver keeps it on the session after the first read; its types leave it out. */
function snapshotTimeOf(session: mongo.ClientSession): BackupManifest['snapshotTime'] {
  const { snapshotTime } = session as unknown as { snapshotTime?: mongo.Timestamp };
  if (snapshotTime === undefined)
    throw new InvariantError('the driver does not say which snapshot it read', {
      code: 'BACKUP_NO_SNAPSHOT',
    });
  return { seconds: snapshotTime.getHighBitsUnsigned(), increment: snapshotTime.getLowBitsUnsigned() };
}

async function archiveDatabase(
  db: mongo.Db,
  client: mongo.MongoClient,
  options: BackupOptions,
): Promise<Omit<BackupManifest, 'files' | 'format'>> {
  const { version } = await db.admin().serverInfo();
  const names = await dataCollections(db);
  const session = client.startSession({ snapshot: true });
  try {
    const applied = await db
      .collection<{ _id: string }>('migrations')
      .find({}, { session })
      .sort({ _id: 1 })
      .toArray();
    const createdAt = new Date().toISOString();
    const collections: ArchivedCollection[] = [];
    for (const name of names) collections.push(await archiveCollection(db, name, session, options));
    return {
      ...{ createdAt, database: options.database, mongodbVersion: String(version), collections },
      snapshotTime: snapshotTimeOf(session),
      migrations: applied.map(({ _id }) => _id),
    };
  } catch (error) {
    throw (error as { code?: unknown }).code === SNAPSHOT_TOO_OLD ? tooSlow(error) : error;
  } finally {
    await session.endSession();
  }
}

/**
 * Writes an archive of a database as it was at one moment, while others go on writing: every read belongs to one snapshot, which needs a replica
 * set. Memory: some parts of 8 MiB. The manifest comes last; until then the folder is no archive. Throws PermanentError
 * `BACKUP_PLACE_TAKEN`, `BACKUP_SNAPSHOT_TOO_OLD` (the server keeps snapshots for 300 s unless told otherwise).
 */
export async function backupDatabase(options: BackupOptions): Promise<BackupManifest> {
  const { place } = options;
  await requireEmptyPlace(place);
  const files = await archiveFiles(options);
  const archived = await withDatabase(options, (db, client) => archiveDatabase(db, client, options));
  const manifest = { format: ARCHIVE_FORMAT, ...archived, files } as const;
  await writeManifest(place, manifest);
  return manifest;
}
