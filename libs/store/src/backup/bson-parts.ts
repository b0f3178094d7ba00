import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { broken, putEntry, readEntry, type ArchivedCollection, type ArchivePlace } from './archive.ts';

/** Documents are collected up to this size before they are compressed and put. */
const PART_BYTES = 8 * 1024 * 1024;
/** A part, and the largest document there can be. */
const MAX_PART_BYTES = PART_BYTES + 16 * 1024 * 1024;
/** Fastest: chat text shrinks to a third already. */
const LEVEL = 1;

const compress = promisify<Buffer, { level: number }, Buffer>(gzip);
const expand = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);

type Part = ArchivedCollection['parts'][number];

/**
 * Writes the documents of one collection as parts of some MiB: BSON one after the other, gzipped, which `mongorestore --gzip` reads when the
 * parts are joined. Memory: one part.
 */
export async function writeParts(
  place: ArchivePlace,
  collection: string,
  documents: AsyncIterable<Buffer>,
  onDocuments: (n: number) => void,
): Promise<Part[]> {
  const parts: Part[] = [];
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  const flush = async (): Promise<void> => {
    const key = `collections/${collection}/${String(parts.length).padStart(6, '0')}.bson.gz`;
    const body = await compress(Buffer.concat(waiting), { level: LEVEL });
    parts.push({ ...(await putEntry(place, key, body)), nDocuments: waiting.length });
    onDocuments(waiting.length);
    waiting = [];
    waitingBytes = 0;
  };
  for await (const document of documents) {
    waiting.push(document);
    waitingBytes += document.length;
    if (waitingBytes >= PART_BYTES) await flush();
  }
  if (waiting.length > 0) await flush();
  return parts;
}

/** The documents of a part, as BSON. Throws PermanentError `BACKUP_BROKEN`. */
export async function readPart(place: ArchivePlace, part: Part): Promise<Buffer[]> {
  const body = await readEntry(place, part);
  const bytes = await expand(body, { maxOutputLength: MAX_PART_BYTES }).catch((error: unknown) => {
    throw broken(`${part.key} cannot be unpacked`, error);
  });
  const documents: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = at + 4 <= bytes.length ? bytes.readInt32LE(at) : 0;
    if (length < 5 || at + length > bytes.length) throw broken(`${part.key} ends within a document`);
    documents.push(bytes.subarray(at, at + length));
    at += length;
  }
  if (documents.length !== part.nDocuments)
    throw broken(`${part.key} has ${documents.length} documents in place of ${part.nDocuments}`);
  return documents;
}
