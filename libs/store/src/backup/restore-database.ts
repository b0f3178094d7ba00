import { InvariantError, PermanentError } from '@convoscope/contracts';
import { mongo } from 'mongoose';
import { allMigrations } from '../migrations/all-migrations.ts';
import { withMigrationLock } from '../migrations/migration-lock.ts';
import { applyMigrations } from '../migrations/run-migrations.ts';
import {
  broken,
  readEntry,
  readManifest,
  type ArchivedCollection,
  type ArchivePlace,
  type BackupManifest,
} from './archive.ts';
import type { BackupFile, OnBackupProgress } from './backup-database.ts';
import { readPart } from './bson-parts.ts';
import {
  dataCollections,
  DocumentHash,
  firstNonEmpty,
  rawDocuments,
  withDatabase,
  type DatabaseAddress,
} from './database-access.ts';

export interface RestoreOptions extends DatabaseAddress {
  readonly place: ArchivePlace;
  /** Puts the archive in the place of what the database holds. Default false: refuse where it holds anything. */
  readonly force?: boolean;
  readonly onProgress?: OnBackupProgress | undefined;
}

const INSERT_BYTES = 4 * 1024 * 1024;
/** Numbers stay the numbers they are: 1.0 does not become an integer. */
const EXACT = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true };

/** Reads a whole archive and returns its manifest. Throws PermanentError `BACKUP_BROKEN`, naming the first thing that is wrong. */
export async function verifyArchive(place: ArchivePlace): Promise<BackupManifest> {
  const manifest = await readManifest(place);
  for (const file of manifest.files) await readEntry(place, file);
  for (const { name, parts, sha256, nDocuments } of manifest.collections) {
    const hash = new DocumentHash();
    for (const part of parts) for (const document of await readPart(place, part)) hash.add(document);
    if (hash.nDocuments !== nDocuments || hash.digest() !== sha256)
      throw broken(`the parts of ${name} are not those of the manifest`);
  }
  return manifest;
}

/** The files that went along, in order. */
export async function* archivedFiles(place: ArchivePlace): AsyncGenerator<BackupFile> {
  const { files } = await readManifest(place);
  for (const file of files)
    yield { name: file.key.replace(/^files\//, ''), body: await readEntry(place, file) };
}

function requireKnownMigrations({ migrations }: BackupManifest): void {
  const isKnown = migrations.every((name, at) => name === allMigrations[at]?.name);
  if (!isKnown)
    throw new PermanentError(
      `the archive is of another version of Convoscope: it has migrations ${migrations.join(', ')}`,
      { code: 'BACKUP_VERSION' },
    );
}

async function requireEmpty(db: mongo.Db): Promise<void> {
  const name = await firstNonEmpty(db, await dataCollections(db));
  if (name === null) return;
  throw new PermanentError(
    `the database ${db.databaseName} is not empty (${name}): --force replaces what it holds`,
    { code: 'BACKUP_NOT_EMPTY' },
  );
}

async function insertAll(db: mongo.Db, name: string, documents: readonly Buffer[]): Promise<void> {
  let from = 0;
  while (from < documents.length) {
    let bytes = 0;
    let to = from;
    while (to < documents.length && (to === from || bytes < INSERT_BYTES))
      bytes += documents[to++]?.length ?? 0;
    const batch = documents.slice(from, to).map((document) => mongo.BSON.deserialize(document, EXACT));
    // Validators of a later version must not refuse what an earlier one took.
    await db.collection(name).insertMany(batch, { ordered: false, bypassDocumentValidation: true });
    from = to;
  }
}

async function restoreCollection(
  db: mongo.Db,
  { name, parts, nDocuments }: ArchivedCollection,
  { place, onProgress }: RestoreOptions,
): Promise<void> {
  let nDone = 0;
  for (const part of parts) {
    await insertAll(db, name, await readPart(place, part));
    nDone += part.nDocuments;
    onProgress?.({ collection: name, nDone, nTotal: nDocuments });
  }
}

async function requireEqual(db: mongo.Db, { name, nDocuments, sha256 }: ArchivedCollection): Promise<void> {
  const hash = new DocumentHash();
  for await (const document of rawDocuments(db, name)) hash.add(document);
  if (hash.nDocuments !== nDocuments || hash.digest() !== sha256)
    throw new InvariantError(
      `${name} has ${hash.nDocuments} documents that are not the ${nDocuments} of the archive: does something else write to this database?`,
      { code: 'BACKUP_NOT_EQUAL' },
    );
}

async function replaceAll(db: mongo.Db, manifest: BackupManifest, options: RestoreOptions): Promise<void> {
  for (const name of await dataCollections(db)) await db.dropCollection(name);
  await db.collection('migrations').deleteMany({});
  await applyMigrations(db, allMigrations.slice(0, manifest.migrations.length));
  for (const collection of manifest.collections) await restoreCollection(db, collection, options);
  for (const collection of manifest.collections) await requireEqual(db, collection);
  await applyMigrations(db, allMigrations);
}

/**
 * Puts an archive into a database: reads all of it first, so that a broken one changes nothing; then, holding the migration lock, which keeps
 * services from starting meanwhile, makes the collections of the archive's version, fills them, reads them back to compare hashes, and
 * migrates them to this version. Services must not be running. Broken off, it is begun again with `force`.
 * Throws PermanentError `BACKUP_BROKEN`, `BACKUP_VERSION`, `BACKUP_NOT_EMPTY`, InvariantError `BACKUP_NOT_EQUAL`.
 */
export async function restoreDatabase(options: RestoreOptions): Promise<BackupManifest> {
  const manifest = await verifyArchive(options.place);
  requireKnownMigrations(manifest);
  await withDatabase(options, (db) =>
    withMigrationLock(db, async () => {
      if (options.force !== true) await requireEmpty(db);
      await replaceAll(db, manifest, options);
    }),
  );
  return manifest;
}
