import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface LakeTableFile {
  path: string;
  size: number;
  tags: { sha256: string };
}

/** A table of the lake as its log says, read past the product. */
export interface LakeTable {
  dir: string;
  files: readonly LakeTableFile[];
  /** By application; the lake has one for each partition of a topic, whose version is the next offset. */
  transactions: ReadonlyMap<string, number>;
}

interface LogAction {
  add?: LakeTableFile;
  remove?: { path: string };
  txn?: { appId: string; version: number };
}

/** All commits in their order: the lab is younger than the log's retention, every one is there. The S3 server keeps objects as plain files. */
export async function readLakeTable(bucketDir: string, dataset: string): Promise<LakeTable> {
  const dir = join(bucketDir, 'lake', dataset);
  const log = join(dir, '_delta_log');
  const names = (await readdir(log).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  const files = new Map<string, LakeTableFile>();
  const transactions = new Map<string, number>();
  for (const name of names) {
    const lines = (await readFile(join(log, name), 'utf8')).split('\n').filter((line) => line !== '');
    for (const { add, remove, txn } of lines.map((line) => JSON.parse(line) as LogAction)) {
      if (add !== undefined) files.set(add.path, add);
      if (remove !== undefined) files.delete(remove.path);
      if (txn !== undefined) transactions.set(txn.appId, txn.version);
    }
  }
  return { dir, files: [...files.values()], transactions };
}

export async function readLakeTables(bucketDir: string): Promise<LakeTable[]> {
  const names = await readdir(join(bucketDir, 'lake')).catch(() => []);
  return Promise.all(names.map((name) => readLakeTable(bucketDir, name)));
}
