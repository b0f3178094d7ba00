import { PermanentError } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import { createHash } from 'node:crypto';
import { z } from 'zod';

export const ARCHIVE_FORMAT = 1;

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
const entrySchema = z.strictObject({
  key: z.string().min(1).describe('Below the folder of the archive'),
  sizeBytes: z.int().nonnegative(),
  sha256: sha256Schema,
});
const collectionSchema = z.strictObject({
  name: z.string().min(1),
  nDocuments: z.int().nonnegative(),
  sha256: sha256Schema.describe('Of the documents as BSON, one after the other in order of _id'),
  parts: z.array(entrySchema.extend({ nDocuments: z.int().positive() })),
});

const manifestSchema = z.strictObject({
  format: z.literal(ARCHIVE_FORMAT),
  createdAt: z.iso.datetime().describe('When the snapshot was taken'),
  database: z.string(),
  mongodbVersion: z.string(),
  snapshotTime: z
    .strictObject({ seconds: z.int(), increment: z.int() })
    .describe('Cluster time of the snapshot: where the oplog goes on'),
  migrations: z.array(z.string()).describe('Applied when the snapshot was taken, in order'),
  collections: z.array(collectionSchema),
  files: z.array(entrySchema).describe('State kept outside of MongoDB, as it was before the snapshot'),
});

/** What an archive holds. It is written last: a folder without one is no archive. */
export type BackupManifest = z.infer<typeof manifestSchema>;
export type ArchivedCollection = z.infer<typeof collectionSchema>;
export type ArchivedEntry = z.infer<typeof entrySchema>;

/** Where an archive lies: a folder of an object store. */
export interface ArchivePlace {
  readonly objects: Pick<ObjectStore, 'put' | 'get' | 'list'>;
  /** Without a slash at its end; empty: the whole store. */
  readonly prefix: string;
}

const MANIFEST = 'manifest.json';

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export const toKey = ({ prefix }: ArchivePlace, key: string): string =>
  prefix === '' ? key : `${prefix}/${key}`;

export const broken = (message: string, cause?: unknown): PermanentError =>
  new PermanentError(`the archive is broken: ${message}`, { code: 'BACKUP_BROKEN', cause });

/** Throws PermanentError `BACKUP_PLACE_TAKEN` where anything lies in the folder already. */
export async function requireEmptyPlace(place: ArchivePlace): Promise<void> {
  for await (const { key } of place.objects.list(place.prefix === '' ? '' : `${place.prefix}/`))
    throw new PermanentError(`there is something already, such as ${key}: choose an empty folder`, {
      code: 'BACKUP_PLACE_TAKEN',
    });
}

/** Puts one entry and answers what the manifest says of it. */
export async function putEntry(place: ArchivePlace, key: string, body: Buffer): Promise<ArchivedEntry> {
  const { stored } = await place.objects.put(toKey(place, key), body, { ifAbsent: true });
  // A put that was repeated after a lost answer finds its own work there.
  if (!stored && !(await place.objects.get(toKey(place, key)))?.body.equals(body))
    throw new PermanentError(`another backup writes to the same folder: ${key}`, {
      code: 'BACKUP_PLACE_TAKEN',
    });
  return { key, sizeBytes: body.length, sha256: sha256Of(body) };
}

/** The bytes of an entry; throws PermanentError `BACKUP_BROKEN` unless they are those that were written. */
export async function readEntry(place: ArchivePlace, entry: ArchivedEntry): Promise<Buffer> {
  const found = await place.objects.get(toKey(place, entry.key));
  if (found === null) throw broken(`${entry.key} is missing`);
  if (found.body.length !== entry.sizeBytes)
    throw broken(`${entry.key} has ${found.body.length} bytes in place of ${entry.sizeBytes}`);
  if (sha256Of(found.body) !== entry.sha256) throw broken(`${entry.key} is not what was written`);
  return found.body;
}

export async function writeManifest(place: ArchivePlace, manifest: BackupManifest): Promise<void> {
  await putEntry(place, MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
}

/** Throws PermanentError `BACKUP_BROKEN` where there is none, or one that this version cannot read. */
export async function readManifest(place: ArchivePlace): Promise<BackupManifest> {
  const found = await place.objects.get(toKey(place, MANIFEST));
  if (found === null)
    throw broken(`there is no ${MANIFEST}: the backup did not end, or this is another folder`);
  let manifest: unknown;
  try {
    manifest = JSON.parse(found.body.toString('utf8'));
  } catch (error) {
    throw broken(`${MANIFEST} is no JSON`, error);
  }
  const { format } = manifest as { format?: unknown };
  if (format !== ARCHIVE_FORMAT)
    throw broken(`its format is ${JSON.stringify(format)}, this version reads ${ARCHIVE_FORMAT}`);
  const parsed = manifestSchema.safeParse(manifest);
  if (!parsed.success) throw broken(`${MANIFEST} says what it may not: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
